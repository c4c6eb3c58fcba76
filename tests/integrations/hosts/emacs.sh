#!/usr/bin/env bash
# Sends from Emacs' message-mode in batch mode, marks a buffer with Flymake, and reads a report with compilation-mode.
source "$(dirname "${BASH_SOURCE[0]}")/lib-mail.inc"
mail_ready
need_program emacs emacs-nox
echo "version: $(emacs --version | head -n 1)"

cat >"$work/send.el" <<'ELISP'
(require 'message)
(require 'smtpmail)
(setq message-send-mail-function 'smtpmail-send-it smtpmail-smtp-server "127.0.0.1"
      smtpmail-smtp-service (string-to-number (getenv "SINK_PORT")) user-mail-address "me@example.org"
      message-kill-buffer-on-exit nil mail-host-address "example.org" message-interactive t)
(require 'presend)
(add-hook 'message-send-hook #'presend-before-send)
(defvar answer nil)
(defun yes-or-no-p (question) (message "ASKED %s" question) answer)
(defun y-or-n-p (_) t)
(defun try-to-send (text)
  (with-temp-buffer
    (insert "To: b@example.org\nFrom: me@example.org\nSubject: News\n--text follows this line--\n" text "\n")
    (message-mode)
    (condition-case why (progn (message-send) (message "SENT")) (error (message "STOPPED %s" (error-message-string why))))
    (message "STILL %s" (if (string-match-p (regexp-quote text) (buffer-string)) "THERE" "GONE"))))
ELISP
export SINK_PORT=$sink_port
lisp() { emacs -Q --batch -L "$root/integrations/emacs" -l "$work/send.el" --eval "$1" 2>&1; }

said=$(lisp "(try-to-send \"$bad\")")
grep -q "ASKED presend found" <<<"$said" && grep -q "STOPPED Not sent" <<<"$said" && grep -q "STILL THERE" <<<"$said" || fail "$said"
expect_sent 0
ok "a bad message is asked about, stopped, and stays in its buffer"
said=$(lisp "(try-to-send \"$good\")")
grep -q "^SENT" <<<"$said" && ! grep -q ASKED <<<"$said" || fail "$said"
expect_sent 1
ok "a good one is sent without a question"
said=$(lisp "(progn (setq answer t) (try-to-send \"$bad\"))")
grep -q "^SENT" <<<"$said" || fail "$said"
expect_sent 2
ok "a yes sends anyway"
said=$(lisp "(progn (setq presend-program \"/no/presend\") (try-to-send \"$bad\"))")
grep -q "^SENT" <<<"$said" || fail "$said"
ok "where presend is missing nothing is stopped"

said=$(lisp "(with-current-buffer (get-buffer-create \"draft\")
  (insert \"Subject: News 👍\n--text follows this line--\nHéllo 👍 we have to let you go effective Friday.\n\")
  (text-mode) (presend-flymake) (flymake-mode 1) (flymake-start)
  (let ((n 0)) (while (and (< n 100) (null (flymake-diagnostics))) (setq n (1+ n)) (accept-process-output nil 0.1)))
  (dolist (d (flymake-diagnostics))
    (message \"MARK %s %s %s\" (flymake-diagnostic-type d) (flymake-diagnostic-text d)
             (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d)))))")
grep -q "MARK :error presend\[S001\].* let" <<<"$said" || fail "$said"
ok "Flymake marks the place, past an emoji"

printf 'Hello,\n\n%s\n' "$bad" >"$work/draft.txt"
said=$(cd "$work" && lisp "(with-current-buffer (compilation-start \"presend --format concise draft.txt\" nil)
  (let ((n 0)) (while (and (< n 100) (get-buffer-process (current-buffer))) (setq n (1+ n)) (accept-process-output nil 0.1)))
  (compilation--ensure-parse (point-max))
  (goto-char (point-min)) (compilation-next-error 1)
  (let* ((at (compilation--message->loc (get-text-property (point) 'compilation-message))))
    (message \"AT line %s column %s\" (compilation--loc->line at) (compilation--loc->col at))))")
grep -q "AT line 3 column 2[56]" <<<"$said" || fail "$said"
ok "compilation-mode finds the place in concise output"
