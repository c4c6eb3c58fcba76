;;; mail.el --- what the mail programs inside Emacs are tried with  -*- lexical-binding: t; -*-

(require 'message)
(require 'smtpmail)
(require 'presend)
(setq message-send-mail-function 'smtpmail-send-it smtpmail-smtp-server "127.0.0.1"
      smtpmail-smtp-service (string-to-number (getenv "SINK_PORT")) user-mail-address "me@example.org"
      user-full-name "Me" mail-host-address "example.org" message-interactive t message-kill-buffer-on-exit t)
(add-hook 'message-send-hook #'presend-before-send)

(defvar answer nil "What the person says to presend.")
(defun yes-or-no-p (question) (message "ASKED %s" question) (or (not (string-match-p "presend" question)) answer))
(defun y-or-n-p (_) t)

(defun wait-for (what)
  "Wait up to ten seconds until the function WHAT returns something, and return that."
  (let ((n 0) found)
    (while (and (not (setq found (funcall what))) (< n 100)) (setq n (1+ n)) (accept-process-output nil 0.1))
    found))

(defun write-and-send (text)
  "Write TEXT into the message that is open here, press C-c C-c, and say what came of it."
  (message "IN %s" major-mode)
  (message-goto-to) (insert "b@example.org")
  (message-goto-subject) (insert "News")
  (message-goto-body) (insert text "\n")
  (let ((draft (current-buffer)))
    (condition-case why
        (progn (call-interactively (key-binding (kbd "C-c C-c"))) (message "SENT"))
      (error (message "STOPPED %s" (error-message-string why))))
    (message "STILL %s" (if (and (buffer-live-p draft)
                                 (string-match-p (regexp-quote text) (with-current-buffer draft (buffer-string))))
                            "THERE" "GONE"))))
