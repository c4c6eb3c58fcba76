#!/usr/bin/env bash
# Sends with msmtp behind presend, from the shell.
source "$(dirname "${BASH_SOURCE[0]}")/lib-mail.inc"
mail_ready
echo "version: $(command msmtp --version | head -n 1)"

mail() { printf 'From: me@example.org\nTo: b@example.org\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <1@example.org>\nSubject: News\n%s\n%s\n' "${2:-}" "$1"; }
send() { presend sendmail -- msmtp -- b@example.org; }

code=0
mail "
$bad" | send 2>"$work/said" || code=$?
[ $code = 65 ] && grep -q S001 "$work/said" || fail "code $code: $(cat "$work/said")"
kept=$(sed -n 's/^presend: kept: //p' "$work/said")
cmp <(mail "
$bad") "$kept" || fail "what was kept is not the message"
expect_sent 0
ok "a bad message is stopped and kept"
mail "
$good" | send >"$work/said" 2>&1 || fail "$(cat "$work/said")"
[ ! -s "$work/said" ] || fail "success is not silent: $(cat "$work/said")"
expect_sent 1
arrived "$good"
ok "a good one arrives in silence"
mail "
$bad" "X-Presend: skip" | send || fail "X-Presend: skip"
arrived "$bad"
grep -qi x-presend "$work/passed" && fail "the header was sent"
PRESEND_FORCE=1 send < <(mail "
$bad") || fail "PRESEND_FORCE=1"
expect_sent 3
ok "whoever insists is obeyed"
stop_sink
sink_pid=
code=0
mail "
$good" | send 2>"$work/said" || code=$?
[ $code = 75 ] || [ $code = 69 ] || fail "code $code when no server answers: $(cat "$work/said")"
ok "a server that does not answer is msmtp's own code, $code"

# On a terminal presend can ask.
rm "$work/sink-port"
start_sink
sed -i "s/^port .*/port $sink_port/" "$HOME/.msmtprc"
rm -f "$sink"/*
mail "
$bad" >"$work/bad.eml"
terminal "presend sendmail --ask -- msmtp -- b@example.org <$work/bad.eml"
see "S001"
see "send it anyway? [y/N]"
keys n Enter
see "ended 65"
expect_sent 0
tmux -L "$socket" kill-server
terminal "presend sendmail --ask -- msmtp -- b@example.org <$work/bad.eml"
see "send it anyway? [y/N]"
keys y Enter
see "ended 0"
until_sent 1
ok "--ask asks on the terminal, and only a yes sends"
tmux -L "$socket" kill-server

printf '#!/bin/sh\ncat "%s" >"$1"\necho "%s" >"%s"\n' "$work/text" "$good" "$work/text" >"$work/editor"
chmod +x "$work/editor"
echo "$bad" >"$work/text"
terminal "presend edit -- $work/editor $work/draft.txt"
see "[e]dit again, [k]eep?"
keys e Enter
see "ended 0"
grep -qF "$good" "$work/draft.txt" || fail "the draft was not edited again"
ok "presend edit asks, and starts the editor again"
