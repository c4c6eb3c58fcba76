# Common ground of the scripts that try presend with real programs. Each of them ends with 0 if all went well, with 77 if a
# program it needs cannot be had, and with another code where presend failed.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
here=$root/tests/integrations/hosts
work=$(mktemp -d)
trap 'stop_sink; rm -rf "$work"' EXIT
sink_pid=

skip() {
    echo "skipped: $*"
    exit 77
}

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

ok() {
    echo "ok: $*"
}

# Finds the program under test: $PRESEND, else the one that cargo built last.
find_presend() {
    presend=${PRESEND:-$(ls -t "$root"/target/{release,debug}/presend 2>/dev/null | head -n 1 || true)}
    [ -x "${presend:-}" ] || fail "no presend: run \`cargo build\` first"
    presend=$(cd "$(dirname "$presend")" && pwd)/$(basename "$presend")
    export PATH="$(dirname "$presend"):$PATH"
}

# need_program PROGRAM PACKAGE…: installs Debian packages where the program is missing and this may be done.
need_program() {
    need has_program "$@"
}

# need_file PATTERN PACKAGE…: the same for what is no program; the pattern names one file of the packages.
need_file() {
    need has_file "$@"
}

has_program() {
    command -v "$1" >/dev/null
}

has_file() {
    compgen -G "$1" >/dev/null
}

need() {
    local has=$1 name=$2
    shift 2
    "$has" "$name" && return
    install_packages "$@"
    "$has" "$name" || skip "$name is not installed"
}

install_packages() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get install -y "$@" >"$work/apt.log" 2>&1 \
            || { apt-get update && apt-get install -y "$@"; } >>"$work/apt.log" 2>&1 || true
    fi
}

# need_python PACKAGE…: makes $python one that has these packages.
need_python() {
    local venv=${PRESEND_VENV:-${TMPDIR:-/tmp}/presend-integrations-$(id -u)}
    command -v python3 >/dev/null || skip "python3 is not installed"
    [ -x "$venv/bin/pip" ] || python3 -m venv "$venv" >"$work/venv.log" 2>&1 || skip "no Python environment can be made"
    "$venv/bin/pip" install -q --disable-pip-version-check "$@" >"$work/pip.log" 2>&1 || skip "pip cannot install $*"
    python=$venv/bin/python
}

# Gives the programs a home of their own, so that nobody's settings count.
own_home() {
    export HOME=$work/home XDG_CONFIG_HOME=$work/home/.config XDG_STATE_HOME=$work/home/.state XDG_CACHE_HOME=$work/home/.cache
    export GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8
    unset PRESEND_FORCE PRESEND_CONFIG GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE EDITOR VISUAL GIT_EDITOR
    mkdir -p "$HOME"
}

# Starts the mail server that keeps what it gets: $sink_port, and one file for each message in $sink.
start_sink() {
    sink=$work/sink
    mkdir -p "$sink"
    "$python" "$here/sink.py" "$work/sink-port" "$sink" &
    sink_pid=$!
    for _ in $(seq 100); do
        [ -s "$work/sink-port" ] && break
        sleep 0.1
    done
    sink_port=$(cat "$work/sink-port") || fail "the mail sink did not start"
}

stop_sink() {
    [ -z "$sink_pid" ] || kill "$sink_pid" 2>/dev/null || true
}

# expect_sent N: there are N messages in the sink.
expect_sent() {
    local found
    found=$(find "$sink" -name '*.eml' | wc -l)
    [ "$found" = "$1" ] || fail "$found messages arrived, not $1"
}

# blocked WORDS COMMAND…: the command fails and says these words.
blocked() {
    local words=$1 said
    shift
    if said=$("$@" 2>&1 </dev/null); then fail "not stopped: $*: $said"; fi
    grep -qF -- "$words" <<<"$said" || fail "stopped, but without a word of \"$words\": $said"
}

# passes COMMAND…: the command works.
passes() {
    local said
    said=$("$@" 2>&1 </dev/null) || fail "$*: $said"
}
