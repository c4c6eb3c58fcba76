#!/usr/bin/env bash
# Writes and sends with Evolution in its windows.
source "$(dirname "${BASH_SOURCE[0]}")/lib-window.inc"
window_ready
need_program evolution --no-install-recommends evolution
need_program dbus-daemon --no-install-recommends dbus
echo "version: $(evolution --version | head -n 1)"

sources=$XDG_CONFIG_HOME/evolution/sources
mkdir -p "$sources" "$XDG_CONFIG_HOME/glib-2.0/settings"
printf '[org/gnome/evolution/mail]\nprompt-on-accel-send=false\n' >"$XDG_CONFIG_HOME/glib-2.0/settings/keyfile"
export GSETTINGS_BACKEND=keyfile
# WebKit's sandbox asks for more of the machine than a container may give, and shows here nothing but what this script wrote.
export WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1
head_of() { printf '[Data Source]\nDisplayName=test\nEnabled=true\nParent=%s\n' "$1"; }
{
    head_of ""
    printf '[Mail Account]\nBackendName=none\nIdentityUid=identity\nNeedsInitialSetup=false\n'
} >"$sources/test.source"
{
    head_of test
    printf '[Mail Identity]\nAddress=me@example.org\nName=Me\n[Mail Submission]\nTransportUid=transport\n'
    printf 'SentFolder=folder://local/Sent\nUseSentFolder=true\n[Mail Composition]\nDraftsFolder=folder://local/Drafts\n'
} >"$sources/identity.source"
{
    head_of test
    shipped evolution/transport.source | sed "s|/usr/local/bin/|$work/bin/|; s|/usr/bin/msmtp|$work/bin/msmtp|"
} >"$sources/transport.source"

dbus-daemon --session --nofork --print-address=3 3>"$work/bus" 2>"$work/bus.log" &
bus_pid=$!
for _ in $(seq 100); do [ -s "$work/bus" ] && break; sleep 0.1; done
DBUS_SESSION_BUS_ADDRESS=$(cat "$work/bus")
export DBUS_SESSION_BUS_ADDRESS

in_folder() { find "$HOME/.local/share/evolution/mail/local/.$1/cur" -type f 2>/dev/null | wc -l; }
filed() { in_folder Sent; }
queued() { in_folder Outbox; }
compose() { start evolution "$(uri "$1")"; }
send_it() { press ctrl+Return; }
# A bar in the window says that the mail was not sent, and asks how to go on.
write_anew() {
    press alt+c
    sleep 1
    xdotool mousemove --window "$window" 300 400 click 1
    press ctrl+a
    xdotool type --delay 20 "$1"
}
try_window "^News" 0
