#!/usr/bin/env bash
# Opens a mail in Neovim, headless, and waits for the diagnostics of the language server.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
find_presend
need_program nvim neovim
own_home
version=$(nvim --version | head -n 1)
echo "version: $version"

cat >"$work/try.lua" <<'LUA'
-- Neovim before 0.8 has no vim.lsp.start: this is what it does, in the words of 0.7.
if not vim.lsp.start then
  vim.lsp.start = function(config, options)
    local client = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(options and options.bufnr or 0, client)
    return client
  end
end
if not vim.api.nvim_create_autocmd then os.exit(77) end
LUA
cat >"$work/check.lua" <<'LUA'
local function wait(what, test)
  if not vim.wait(20000, test, 50) then
    io.stderr:write('never: ' .. what .. '\n')
    vim.cmd('cquit 1')
  end
end
wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
for _, found in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(string.format('%d:%d %s %s\n', found.lnum + 1, found.col + 1, found.code or '?', found.message:match('^[^\n]*')))
end
local client = vim.lsp.get_active_clients()[1]
local params = vim.lsp.util.make_range_params()
params.range = vim.diagnostic.get(0)[1].user_data and vim.diagnostic.get(0)[1].user_data.lsp.range or params.range
params.range = { start = { line = 2, character = 22 }, ['end'] = { line = 2, character = 23 } }
params.context = { diagnostics = {} }
local result = client.request_sync('textDocument/codeAction', params, 5000, 0)
for _, action in ipairs(result.result) do
  io.stdout:write('action ' .. action.title .. '\n')
  if action.title == 'Ignore S001 in this draft, with a line in it' then
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  end
end
wait('silence', function()
  for _, found in ipairs(vim.diagnostic.get(0)) do
    if found.code == 'S001' then return false end
  end
  return true
end)
io.stdout:write('line ' .. vim.fn.getline('$') .. '\n')
vim.cmd('qall!')
LUA
printf 'Subject: News\n\nHéllo 👍 we have to let you go effective Friday.\n' >"$work/draft.eml"
code=0
timeout 60 nvim --headless -u NONE -n --cmd "luafile $work/try.lua" --cmd "luafile $root/integrations/neovim/presend.lua" \
    "$work/draft.eml" -c "set filetype=mail" -c "luafile $work/check.lua" >"$work/said" 2>"$work/err" </dev/null || code=$?
[ $code != 77 ] || skip "$version is too old for autocommands in Lua"
[ $code = 0 ] || fail "code $code: $(cat "$work/said" "$work/err")"
grep -q "^3:24 S001 this tells someone" "$work/said" || fail "$(cat "$work/said" "$work/err")"
grep -q "verdict" "$work/said" || fail "no verdict: $(cat "$work/said")"
ok "the diagnostics stand at the right bytes"
grep -q "^action Explain S001" "$work/said" && grep -q "^line presend: ignore\[S001\]" "$work/said" || fail "$(cat "$work/said" "$work/err")"
ok "an action ignores the rule in this draft"
