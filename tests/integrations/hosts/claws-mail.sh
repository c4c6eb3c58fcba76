#!/usr/bin/env bash
# Writes and sends with Claws Mail in its windows.
source "$(dirname "${BASH_SOURCE[0]}")/lib-window.inc"
window_ready
mailer=claws-mail
need_program claws-mail --no-install-recommends claws-mail
echo "version: $(claws-mail --version | head -n 1)"

mkdir -p "$HOME/.claws-mail"
mh_mailbox "$HOME/.claws-mail"
printf '[Common]\nenable_aspell=0\n' >"$HOME/.claws-mail/clawsrc"
{
    printf '[Account: 1]\naccount_name=test\nis_default=1\nname=Me\naddress=me@example.org\nprotocol=6\n'
    shipped claws-mail/accountrc | sed "s|/usr/local/bin/|$work/bin/|; s|/usr/bin/msmtp|$work/bin/msmtp|"
} >"$HOME/.claws-mail/accountrc"
send_it() { press ctrl+Return; }
# It says that the command failed, and then, although that is not so, that the message waits in its queue.
try_window "Compose message" 2
