#!/usr/bin/env bash
# Writes and sends with Mutt in a terminal.
source "$(dirname "${BASH_SOURCE[0]}")/lib-mail.inc"
mail_ready
need_program mutt mutt
echo "version: $(mutt -v | head -n 1)"

mkdir -p "$HOME/mail"/{cur,new,tmp} "$HOME/sent"/{cur,new,tmp}
{
    shipped mutt/muttrc
    cat <<MUTT
set editor = "/editor"
set folder = "$HOME/mail" mbox_type = Maildir spoolfile = "$HOME/mail" record = "$HOME/sent" copy = yes
set use_from = yes from = me@example.org realname = Me
MUTT
} >"$HOME/rc"
sed -i "s|^set editor.*|set editor = \"$work/editor\"|" "$HOME/rc"
# The editor writes what stands in $work/text below the headers, if there are any.
cat >"$work/editor" <<EDITOR
#!/bin/sh
cat "$work/text" >"\$1"
EDITOR
chmod +x "$work/editor"
filed() { find "$HOME/sent" -type f | wc -l; }

echo "$bad" >"$work/text"
terminal "mutt -F $HOME/rc -s News b@example.org"
see "To:"
keys Enter
see "Subject:"
keys Enter
see "y:Send"
keys y
see "let you go"
expect_sent 0
ok "a bad message is stopped, and the report is on the screen"
keys i
see "y:Send"
[ "$(filed)" = 0 ] || fail "a message that was not sent is filed as sent"
echo "$good" >"$work/text"
keys e
sleep 1
see "y:Send"
keys y
until_sent 1
arrived "$good"
see "ended 0"
[ "$(filed)" = 1 ] || fail "$(filed) messages are filed"
ok "once edited it is sent and filed"
tmux -L "$socket" kill-server

echo "$bad" >"$work/text"
terminal "mutt -F $HOME/rc -s News b@example.org"
see "To:"
keys Enter
see "Subject:"
keys Enter
see "y:Send"
keys Y
until_sent 2
arrived "$bad"
ok "Y sends anyway"
