#!/usr/bin/env bash
# Chats with irssi in a terminal, on an IRC server of its own.
source "$(dirname "${BASH_SOURCE[0]}")/lib-chat.inc"
need_program irssi irssi
chat_ready
echo "version: $(irssi --version | head -n 1)"

mkdir -p "$work/irssi/scripts/autorun"
cp "$root/integrations/irssi/presend.pl" "$work/irssi/scripts/autorun/"
cat >"$work/irssi/config" <<CONF
settings = {
  core = { real_name = "me"; user_name = "me"; nick = "me"; };
  "irc/core" = { cmd_queue_speed = "0msec"; };
};
aliases = { SAY = "msg *"; };
CONF
terminal "irssi --home $work/irssi -c 127.0.0.1 -p $irc_port"
see "hello"
type_line "/join #team"
see "Irssi: #team"
try_client "/ " "/set presend_program" "/set presend_timeout"

keys M-1
type_line "/query bo"
type_line "/action bo $bad, action"
in_input "/action bo $bad, action"
unheard ", action"
wipe ", action"
ok "/action is a message"
tmux -L "$socket" set-buffer "$bad, pasted"$'\n'"$fine, pasted"$'\n'
tmux -L "$socket" paste-buffer
arrives bo "$fine, pasted"
in_input "$bad, pasted"
unheard "$bad, pasted"
ok "of lines that are pasted, the bad one is stopped and stays"
wipe ", pasted"
cat >"$work/irssi/scripts/bot.pl" <<'BOT'
Irssi::timeout_add_once(100, sub { Irssi::active_server()->command('msg bo from a bot: you stupid idiot') }, undef);
BOT
type_line "/script load bot.pl"
arrives bo "from a bot: you stupid idiot"
ok "what a script sends by itself is not looked at"
type_line "/quit"
see "ended 0"
