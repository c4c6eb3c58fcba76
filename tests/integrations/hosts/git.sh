#!/usr/bin/env bash
# Commits and mails patches with git and the hooks that presend installs; the mail goes to a server on the loopback.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
find_presend
need_program git git
[ -x "$(git --exec-path)/git-send-email" ] || need_program git-send-email git-email
[ -x "$(git --exec-path)/git-send-email" ] || skip "git send-email is not installed"
need_python aiosmtpd
own_home
echo "version: $(git --version)"
start_sink

bad='You are an idiot, and you broke it again.'
mkdir "$work/project" && cd "$work/project"
git init -q .
git config user.name "Ana Lopes"
git config user.email ana@example.com
git config sendemail.smtpServer 127.0.0.1
git config sendemail.smtpServerPort "$sink_port"
git config sendemail.confirm never
git config sendemail.to list@example.org
passes presend hook install git
passes presend hook install git

# The editor writes $text above what git has put into the file.
cat >"$work/editor" <<'EDITOR'
#!/bin/sh
{ printf '%s\n' "$text"; cat "$1"; } >"$1.new" && mv "$1.new" "$1"
EDITOR
chmod +x "$work/editor"
export GIT_EDITOR=$work/editor
commit() { git commit -q "$@"; }

echo "one" >a && git add a
passes commit -m "Add a file"
echo "two" >>a && git add a
blocked T003 commit -m "Fix the parser" -m "$bad"
grep -qF "$bad" .git/COMMIT_EDITMSG || fail "the text of a stopped commit is gone"
[ "$(git rev-list --count HEAD)" = 1 ] || fail "a stopped commit was made"
ok "a bad commit message is stopped, and its text kept"
text="Fix the parser

$bad" blocked "git commit --no-verify" commit
passes commit --no-verify -m "Fix the parser" -m "$bad"
ok "--no-verify commits anyway"
PRESEND_FORCE=1 passes commit --allow-empty -m "Fix the parser" -m "$bad"
ok "PRESEND_FORCE=1 commits anyway"
git reset -q --hard HEAD~2

echo "$bad" >b && git add b
text="Add a file of samples" passes commit -v
ok "what the diff of commit -v says is nobody's words"
git config core.commentChar ';'
echo "more" >>b && git add b
text="Add more samples
; note to me: you are an idiot" passes commit
ok "what stands behind core.commentChar is nobody's words"
git config --unset core.commentChar
text="Say more

$bad
# presend: ignore[T003] quoted from the report" passes commit --allow-empty
ok "an ignore in a comment holds"
git log -1 --format=%B | grep -q presend: && fail "the ignore went into the history"
git reset -q --hard HEAD~1

passes commit --allow-empty -m "Add a way out" -m "It was missing."
echo "three" >>a && git add a
passes commit --no-verify -m "Fix the crash" -m "$bad"
git format-patch -q -2 -o "$work/bad" --cover-letter
blocked "rejected by sendemail-validate hook" git send-email --quiet "$work"/bad/000[12]-*.patch
expect_sent 0
ok "a series with one bad patch is stopped before its first patch is out"
passes git send-email --quiet --no-validate "$work"/bad/0002-*.patch
expect_sent 1
ok "--no-validate sends anyway"
PRESEND_FORCE=1 passes git send-email --quiet "$work"/bad/0002-*.patch
expect_sent 2
ok "PRESEND_FORCE=1 sends anyway"

passes commit --amend -m "Fix the crash" -m "It came with an empty line."
git format-patch -q -3 -o "$work/good" --cover-letter
sed -i 's/\*\*\* SUBJECT HERE \*\*\*/Three small ones/; s/\*\*\* BLURB HERE \*\*\*/Please have a look when there is time./' "$work/good/0000-cover-letter.patch"
rm "$sink"/*
passes git send-email --quiet "$work/good"
expect_sent 4
"$python" - "$work/good" "$sink" <<'PYTHON'
import pathlib, sys
bodies = lambda folder, ending: sorted(
    path.read_bytes().replace(b"\r\n", b"\n").split(b"\n\n", 1)[1].strip() for path in pathlib.Path(folder).glob(ending))
sent, kept = bodies(sys.argv[1], "*.patch"), bodies(sys.argv[2], "*.eml")
assert sent == kept, f"{sent}\n{kept}"
PYTHON
ok "a good series with its cover letter arrives as it was written"

mkdir "$work/hooks"
git config core.hooksPath "$work/hooks"
passes presend hook install git
[ -x "$work/hooks/sendemail-validate" ] || fail "core.hooksPath is not honoured"
blocked T003 commit --allow-empty -m "Fix it" -m "$bad"
passes presend hook uninstall git
[ -z "$(ls "$work/hooks")" ] || fail "uninstall left something behind"
git config --unset core.hooksPath
ok "core.hooksPath is honoured"

mkdir "$work/other" && git init -q "$work/other" && cd "$work/other"
passes presend hook install git --global
git config user.name Ana && git config user.email ana@example.com
blocked T003 commit --allow-empty -m "Fix it" -m "$bad"
passes commit --allow-empty -m "Fix it"
passes presend hook uninstall git --global
passes commit --allow-empty -m "Fix it" -m "$bad"
ok "hooks for all repositories come and go"
