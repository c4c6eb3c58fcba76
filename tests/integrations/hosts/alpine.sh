#!/usr/bin/env bash
# Writes and sends with alpine in a terminal.
source "$(dirname "${BASH_SOURCE[0]}")/lib-mail.inc"
mail_ready
need_program alpine alpine
echo "version: $(alpine -v 2>/dev/null | head -n 1)"

shipped alpine/pinerc | sed "s|/usr/bin/presend|$presend|; s|/usr/bin/msmtp|$work/bin/msmtp|" >"$HOME/.pinerc"
cat >>"$HOME/.pinerc" <<PINERC
personal-name=Me
user-domain=example.org
inbox-path=$HOME/mail/inbox
default-fcc=sent-mail
feature-list=quell-folder-internal-msg,quell-user-lookup-in-passwd-file,allow-changing-from,quit-without-confirm,enable-tab-completion
customized-hdrs=From: me@example.org
last-version-used=6.26
PINERC
mkdir -p "$HOME/mail"
filed() { grep -c '^From ' "$HOME/mail/sent-mail" 2>/dev/null || true; }

terminal "alpine b@example.org"
for _ in $(seq 100); do
    screen | grep -q "COMPOSE MESSAGE" && break
    screen | grep -qE "press RETURN|\[E\]|Exit this greeting|create one|\[y\]" && keys Enter
    sleep 0.2
done
see "COMPOSE MESSAGE"
keys Down Down Down "News" Down
keys -l "$bad"
keys C-x
see "Send message"
keys y
see "let you go"
expect_sent 0
ok "a bad message is stopped, and the report is on the screen"
keys e
sleep 0.5
see "COMPOSE MESSAGE"
[ "$(filed)" = 0 ] || [ -z "$(filed)" ] || fail "a message that was not sent is filed as sent"
# Move below the headers and take the line away.
keys Down Down Down Down Down Down Down Down
sleep 0.3
keys C-k
sleep 0.3
keys -l "$good"
sleep 0.3
keys C-x
see "Send message"
keys y
until_sent 1
arrived "$good"
ok "once edited it is sent"
tmux -L "$socket" kill-server
export PRESEND_FORCE=1
rm -f "$HOME/mail/sent-mail"
terminal "alpine b@example.org"
for _ in $(seq 100); do
    screen | grep -q "COMPOSE MESSAGE" && break
    screen | grep -qE "press RETURN|Exit this greeting|create one|\[y\]" && keys Enter
    sleep 0.2
done
see "COMPOSE MESSAGE"
keys Down Down Down "News" Down
keys -l "$bad"
keys C-x
see "Send message"
keys y
until_sent 2
arrived "$bad"
ok "PRESEND_FORCE=1 sends anyway"
