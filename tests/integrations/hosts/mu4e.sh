#!/usr/bin/env bash
# Sends from mu4e inside Emacs, in batch mode.
source "$(dirname "${BASH_SOURCE[0]}")/lib-emacs.inc"
need_program mu --no-install-recommends maildir-utils
need_file '/usr/share/emacs/site-lisp/elpa/mu4e-*' --no-install-recommends mu4e
echo "version: mu $(mu --version | sed -n '1s/.* //p'), $(emacs --version | head -n 1)"

mkdir -p "$HOME/mail"/{sent,drafts,trash}/{cur,new,tmp}
mu init --maildir="$HOME/mail" --my-address=me@example.org >"$work/mu.log" 2>&1 || fail "$(cat "$work/mu.log")"
cat >"$work/program.el" <<ELISP
(add-to-list 'load-path (car (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/mu4e-*")))
(require 'mu4e)
(setq mu4e-sent-folder "/sent" mu4e-drafts-folder "/drafts" mu4e-trash-folder "/trash" mu4e-sent-messages-behavior 'sent)
(defun compose ()
  (mu4e t)
  (wait-for (lambda () (ignore-errors (mu4e-root-maildir))))
  (mu4e-compose-new)
  (set-buffer (or (wait-for (lambda () (seq-find (lambda (b) (with-current-buffer b (derived-mode-p 'mu4e-compose-mode)))
                                                 (buffer-list))))
                  (error "No message was opened: %s" (buffer-list)))))
ELISP
filed() { find "$HOME/mail/sent" -type f | wc -l; }
try_sending mu4e-compose-mode
