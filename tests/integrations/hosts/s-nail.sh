#!/usr/bin/env bash
# Sends with s-nail in batch mode.
source "$(dirname "${BASH_SOURCE[0]}")/lib-mail.inc"
mail_ready
need_program s-nail s-nail
echo "version: s-nail $(s-nail -V 2>/dev/null | sed -n 's/.*v\([0-9.]*\).*/\1/p' | head -n 1)"
shipped s-nail/mailrc | sed "s#/usr/local/bin#$root/integrations/s-nail#" >"$HOME/.mailrc"
printf "set from=me@example.org\nset DEAD=%s\n" "$HOME/dead.letter" >>"$HOME/.mailrc"
export MAILRC=$HOME/.mailrc

send() { s-nail -n -s News b@example.org; }
send < <(echo "$bad") >"$work/said" 2>&1 && fail "not stopped: $(cat "$work/said")"
grep -q S001 "$work/said" && grep -q "not sent" "$work/said" || fail "no report: $(cat "$work/said")"
grep -qF "$bad" "$HOME/dead.letter" || fail "dead.letter does not have the text"
expect_sent 0
ok "a bad message is stopped, reported and saved"
send < <(echo "$good") >"$work/said" 2>&1 || fail "$(cat "$work/said")"
expect_sent 1
arrived "$good"
ok "a good one arrives"
PRESEND_FORCE=1 send < <(echo "$bad") || fail "PRESEND_FORCE=1"
expect_sent 2
ok "PRESEND_FORCE=1 sends anyway"
