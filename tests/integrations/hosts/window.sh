#!/usr/bin/env bash
# Tries the script that shows the report in a window, by itself: on a screen, and where there is none.
source "$(dirname "${BASH_SOURCE[0]}")/lib-window.inc"
window_ready
echo "version: zenity $(zenity --version)"
printf 'From: me@example.org\nTo: b@example.org\nSubject: News\n\n%s\n' "$bad" >"$work/bad.eml"
sed "s/^$bad/$good/" "$work/bad.eml" >"$work/good.eml"
kept() { find "$XDG_STATE_HOME/presend/kept" -name '*.eml' 2>/dev/null | wc -l; }

# ends CODE MTA MESSAGE: presend-window ends with this code.
ends() {
    local code=0
    presend-window "$work/$2" b@example.org <"$work/$3.eml" >"$work/out" 2>"$work/said" || code=$?
    [ "$code" = "$1" ] || fail "code $code, not $1: $(cat "$work/said")"
}
printf '#!/bin/sh\necho "$@" >%s/args && cat >%s/got\n' "$work" "$work" >"$work/mta"
printf '#!/bin/sh\ncat >/dev/null; echo try later >&2; exit 75\n' >"$work/deaf"
printf '#!/bin/sh\ncat >"%s/shown"; echo "$@" >"%s/zenity-args"; exit 0\n' "$work" "$work" >"$work/yes"
chmod +x "$work/mta" "$work/deaf" "$work/yes"

ends 0 mta good
cmp "$work/got" "$work/good.eml" && [ "$(cat "$work/args")" = b@example.org ] || fail "$(cat "$work/args" "$work/got")"
[ ! -s "$work/out" ] && [ ! -s "$work/said" ] || fail "success is not silent: $(cat "$work/out" "$work/said")"
ends 75 deaf good
grep -qx "try later" "$work/said" || fail "$(cat "$work/said")"
ok "what may go is sent in silence, and an error of the real sendmail comes through"
rm "$work/got"
(unset DISPLAY; ends 65 mta bad)
grep -q S001 "$work/said" || fail "$(cat "$work/said")"
[ "$(kept)" = 1 ] && [ ! -e "$work/got" ] || fail "sent, or not kept"
mkdir "$work/few"
for name in sh mktemp sed cat rm; do ln -s "$(command -v "$name")" "$work/few/"; done
ln -s "$presend" "$root/integrations/window/presend-window" "$work/few/"
(PATH=$work/few; ends 65 mta bad)
grep -q S001 "$work/said" || fail "$(cat "$work/said")"
[ "$(kept)" = 2 ] && [ ! -e "$work/got" ] || fail "sent, or not kept"
ok "without a screen, or without zenity, the message is stopped and kept"

ends 65 mta bad & waiting=$!
opened "presend: not sent"
press Escape
wait "$waiting"
[ "$(kept)" = 3 ] && [ ! -e "$work/got" ] || fail "sent, or not kept"
ok "a closed window stops it and keeps it"
cp "$work/yes" "$work/bin/zenity"
ends 75 deaf bad
[ "$(kept)" = 4 ] || fail "$(kept) messages are kept"
ends 0 mta bad
cmp "$work/got" "$work/bad.eml" || fail "it is not the message that was sent"
[ "$(kept)" = 4 ] || fail "$(kept) messages are kept"
grep -q "let you go" "$work/shown" || fail "the window does not show the report"
! grep -q "let you go" "$work/zenity-args" || fail "the report stands in the arguments"
ok "\"Send\" sends the same bytes; where that fails they stay kept"
