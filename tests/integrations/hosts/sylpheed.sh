#!/usr/bin/env bash
# Writes and sends with Sylpheed in its windows.
source "$(dirname "${BASH_SOURCE[0]}")/lib-window.inc"
window_ready
mailer=sylpheed
need_program sylpheed --no-install-recommends sylpheed
echo "version: $(sylpheed --version | head -n 1)"

settings=$HOME/.sylpheed-2.0
mkdir -p "$settings"
mh_mailbox "$settings"
printf '[Account: 1]\naccount_name=test\nis_default=1\nname=Me\naddress=me@example.org\n' >"$settings/accountrc"
{
    echo "[Common]"
    shipped sylpheed/sylpheedrc | sed "s|/usr/local/bin/|$work/bin/|; s|/usr/bin/msmtp|$work/bin/msmtp|"
} >"$settings/sylpheedrc"
# The button stands at the left of the bar.
send_it() { xdotool mousemove --window "$window" 50 45 click 1; }
try_window "Compose" 1
