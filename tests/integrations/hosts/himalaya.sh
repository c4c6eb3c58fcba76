#!/usr/bin/env bash
# Sends with himalaya behind presend, from the shell.
source "$(dirname "${BASH_SOURCE[0]}")/lib-mail.inc"
himalaya=$(command -v himalaya) || skip "himalaya is not installed, and \`cargo install himalaya\` builds for minutes"
mail_ready
echo "version: $("$himalaya" --version | head -n 1)"
mkdir -p "$XDG_CONFIG_HOME/himalaya"
printf '[accounts.test]\ndefault = true\nsmtp.server = "smtp://127.0.0.1:%s"\n' "$sink_port" >"$XDG_CONFIG_HOME/himalaya/config.toml"

send() {
    printf 'From: me@example.org\r\nTo: b@example.org\r\nSubject: News\r\n\r\n%s\r\n' "$1" \
        | tee "$work/message" | presend sendmail -- "$himalaya" message send >"$work/said" 2>&1
}
code=0
send "$bad" || code=$?
[ $code = 65 ] && grep -q S001 "$work/said" || fail "code $code: $(cat "$work/said")"
kept=$(sed -n 's/^presend: kept: //p' "$work/said")
cmp "$work/message" "$kept" || fail "what was kept is not the message"
expect_sent 0
ok "a bad message is stopped and kept"
send "$good" || fail "$(cat "$work/said")"
expect_sent 1
cmp "$work/message" "$sink/001.eml" || fail "it is not the message that arrived"
ok "a good one arrives byte for byte"
PRESEND_FORCE=1 send "$bad" || fail "$(cat "$work/said")"
expect_sent 2
ok "PRESEND_FORCE=1 sends anyway"
