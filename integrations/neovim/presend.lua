-- In ~/.config/nvim/after/plugin/presend.lua: diagnostics while you write mail, Markdown, commit messages and text.
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'mail', 'markdown', 'gitcommit', 'text' },
  callback = function(event)
    vim.lsp.start({
      name = 'presend',
      cmd = { 'presend', 'lsp' },
      root_dir = vim.fn.getcwd(),
      init_options = vim.g.presend or {},
    }, { bufnr = event.buf })
  end,
})
