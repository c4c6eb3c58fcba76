#!/usr/bin/env bash
# Sends from notmuch inside Emacs, in batch mode.
source "$(dirname "${BASH_SOURCE[0]}")/lib-emacs.inc"
need_program notmuch --no-install-recommends notmuch
need_file '/usr/share/emacs/site-lisp/elpa/notmuch-*' --no-install-recommends elpa-notmuch
echo "version: $(notmuch --version), $(emacs --version | head -n 1)"

mkdir -p "$HOME/mail/sent"/{cur,new,tmp}
printf '[database]\npath=%s\n[user]\nname=Me\nprimary_email=me@example.org\n' "$HOME/mail" >"$HOME/.notmuch-config"
notmuch new >"$work/notmuch.log" 2>&1 || fail "$(cat "$work/notmuch.log")"
cat >"$work/program.el" <<ELISP
(add-to-list 'load-path (car (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/notmuch-*")))
(require 'notmuch)
(defun compose () (notmuch-mua-mail))
ELISP
filed() { find "$HOME/mail/sent" -type f | wc -l; }
try_sending notmuch-message-mode
