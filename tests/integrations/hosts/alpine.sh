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
default-fcc=""
feature-list=quell-folder-internal-msg,quell-user-lookup-in-passwd-file,allow-changing-from,quit-without-confirm
customized-hdrs=From: me@example.org
last-version-used=6.26
PINERC
mkdir -p "$HOME/mail"

# write TEXT: composes a message up to the question whether to send it.
write() {
    terminal "alpine b@example.org"
    for _ in $(seq 100); do
        screen | grep -q "COMPOSE MESSAGE" && break
        screen | grep -qE "press RETURN|Exit this greeting|create one|\[y\]" && keys Enter
        sleep 0.2
    done
    see "COMPOSE MESSAGE"
    keys Down Down Down "News" Down
    keys -l "$1"
    see "$1"
    keys C-x
    see "Send message"
    keys y
}

write "$bad"
see "S001"
expect_sent 0
ok "a bad message is stopped, and the report is on the screen"
keys e
see "COMPOSE MESSAGE"
see "$bad"
ok "the composer comes back with the text"
tmux -L "$socket" kill-server
write "$good"
until_sent 1
arrived "$good"
ok "a good one arrives"
tmux -L "$socket" kill-server
export PRESEND_FORCE=1
write "$bad"
until_sent 2
arrived "$bad"
ok "PRESEND_FORCE=1 sends anyway"
