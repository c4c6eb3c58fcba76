" In ~/.vim/after/ftplugin/mail.vim, or sourced for any file type: `:make` checks the file, the quickfix list has the places.
let &l:makeprg = 'presend --format concise %:S'
let &l:errorformat = '%f:%l:%c:\ %trror[%.%#]:\ %m,%f:%l:%c:\ %tarning[%.%#]:\ %m,%f:%l:%c:\ %tnfo[%.%#]:\ %m,%f:%l:%c:\ %tint[%.%#]:\ %m'
