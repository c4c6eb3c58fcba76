#!/usr/bin/env bash
# Chats with WeeChat in a terminal, on an IRC server of its own.
source "$(dirname "${BASH_SOURCE[0]}")/lib-chat.inc"
need_program weechat --no-install-recommends weechat-curses
need_file '/usr/lib/*/weechat/plugins/python.so' --no-install-recommends weechat-python
chat_ready
echo "version: WeeChat $(weechat --version)"

mkdir -p "$work/weechat/python/autoload"
cp "$root/integrations/weechat/presend.py" "$work/weechat/python/autoload/"
start="/set irc.look.smart_filter off;/set irc.server_default.anti_flood_prio_high 0"
start+=";/server add test 127.0.0.1/$irc_port -notls -nicks=me -username=me"
start+=";/set irc.server.test.autojoin \"#team\";/connect test"
terminal "weechat -d $work/weechat -r '$start'"
see "2.  #team"
type_line "/buffer #team"
see "has joined"
settings=plugins.var.python.presend
try_client "//" "/set $settings.program" "/set $settings.timeout"

type_line "/buffer #team"
tmux -L "$socket" set-buffer "$bad, pasted"$'\n'"yes, pasted"$'\n'
tmux -L "$socket" paste-buffer
see "Paste 2 lines"
keys C-y
see "$bad, pasted yes, pasted"
unheard ", pasted"
ok "of lines that are pasted, those behind a bad one wait in the input with it"
wipe ", pasted"
type_line "/set $settings.services *("
type_line "/msg NickServ identify you stupid idiot 3"
arrives NickServ "identify you stupid idiot 3"
see "the setting \`services\`"
ok "with a setting that cannot be read nothing is looked at, and that is said"
type_line "/quit"
see "ended 0"
grep -rqF "$fine" "$work/weechat/logs" || fail "there is no log"
grep -rqF "not sent" "$work/weechat/logs" && fail "the log keeps what presend says"
ok "the log keeps no word of presend"
