#!/usr/bin/env bash
# Writes and sends with aerc in a terminal.
source "$(dirname "${BASH_SOURCE[0]}")/lib-mail.inc"
mail_ready
need_program aerc aerc
echo "version: $(aerc -v | head -n 1)"

config=$XDG_CONFIG_HOME/aerc
mkdir -p "$config" "$HOME/mail"/{INBOX,Sent}/{cur,new,tmp}
{
    echo "[test]"
    shipped aerc/accounts.conf
    printf 'source = maildir://%s/mail\nfrom = Me <me@example.org>\ncopy-to = Sent\ndefault = INBOX\n' "$HOME"
} >"$config/accounts.conf"
chmod 600 "$config/accounts.conf"
shipped aerc/aerc.conf | sed "s|presend edit -- vim|presend edit -- $work/editor|" >"$config/aerc.conf"
# The editor writes the text that is next: the first time the bad one, then the good one.
cat >"$work/editor" <<EDITOR
#!/bin/sh
cat "$work/text" >"\$1"
echo edited >>"$work/edits"
echo "$good" >"$work/text"
EDITOR
chmod +x "$work/editor"
filed() { find "$HOME/mail/Sent" -type f | wc -l; }

compose() {
    keys ":compose -H 'To: b@example.org' -H 'Subject: News'" Enter
}

echo "$bad" >"$work/text"
terminal aerc
see "INBOX"
compose
see "[e]dit again, [k]eep?"
see "let you go"
ok "the editor's wrapper shows the report in aerc's terminal"
# The cursor stands in the header still.
keys Tab
sleep 0.2
keys Tab
sleep 0.2
keys k Enter
see "Send this email?"
keys y
# aerc draws the answer with the next change of its window.
for width in 121 122 123 124 125 126 127 128 129 130; do
    sleep 0.3
    tmux -L "$socket" resize-window -x "$width"
    screen | grep -qF "exit status 65" && break
done
see "exit status 65"
expect_sent 0
[ "$(filed)" = 0 ] || fail "a message that was not sent is filed as sent"
ok "a bad message is stopped"
keys e
# The question stands on the screen until the editor has come and gone.
for _ in $(seq 50); do [ "$(wc -l <"$work/edits")" = 2 ] && break; sleep 0.1; done
sleep 0.5
see "Send this email?"
keys y
until_sent 1
arrived "$good"
for _ in $(seq 50); do [ "$(filed)" = 1 ] && break; sleep 0.1; done
[ "$(filed)" = 1 ] || fail "$(filed) messages are filed"
ok "once edited it is sent and filed"
tmux -L "$socket" kill-server

echo "$bad" >"$work/text"
export PRESEND_FORCE=1
terminal aerc
see "INBOX"
compose
see "[e]dit again, [k]eep?"
# The cursor stands in the header still.
keys Tab
sleep 0.2
keys Tab
sleep 0.2
keys k Enter
see "Send this email?"
keys y
until_sent 2
arrived "$bad"
ok "PRESEND_FORCE=1 sends anyway"
