#!/usr/bin/env bash
# Fills Vim's quickfix list with what presend says about a file.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
find_presend
need_program vim vim-nox
own_home
echo "version: $(vim --version | head -n 1)"

printf 'Subject: News\n\nHéllo 👍 we have to let you go effective Friday.\n' >"$work/draft.eml"
cat >"$work/try.vim" <<VIM
source $root/integrations/vim/presend.vim
silent make!
call writefile(map(getqflist(), {_, e -> e.valid . ' ' . e.lnum . ' ' . e.col . ' ' . e.type . ' ' . e.text}), '$work/list')
cfirst
call writefile([expand('<cword>'), getline('.')[col('.') - 1:]], '$work/word')
qall!
VIM
cd "$work"
timeout 60 vim -Es -u NONE -N draft.eml -S "$work/try.vim" </dev/null >"$work/said" 2>&1 || true
grep -q "^1 3 24 e this tells someone" "$work/list" || fail "$(cat "$work/list" "$work/said")"
grep -q "^let you go" "$work/word" || fail "the cursor stands at: $(cat "$work/word")"
ok "the quickfix list holds the place, and the cursor goes there past an emoji"
