;;; presend.el --- Lint messages before they are sent  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1"))
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Checks a message when it is sent from message-mode or what is built on it (Gnus, notmuch, mu4e), and shows diagnostics
;; while it is written:
;;
;;   (require 'presend)
;;   (add-hook 'message-send-hook #'presend-before-send)
;;   (add-hook 'message-mode-hook #'presend-flymake)
;;   (add-hook 'message-mode-hook #'flymake-mode)

;;; Code:

(require 'compile)
(require 'flymake)

(defgroup presend nil "Lint messages before they are sent." :group 'message)

(defcustom presend-program "presend" "The presend program." :type 'string)

(defun presend--run (buffer &rest options)
  "Check the current buffer with OPTIONS, put the report into BUFFER, return the exit code."
  (let ((coding-system-for-write 'utf-8-unix) (coding-system-for-read 'utf-8-unix))
    (apply #'call-process-region (point-min) (point-max) presend-program nil buffer nil
           "--stdin-filename" "message.eml" "--columns" "char" options)))

(defun presend-before-send ()
  "Check the message; where it should not go as it is, show the report and ask.
What fails inside presend is said and stops nothing."
  (let* ((buffer (get-buffer-create "*presend*"))
         (code (condition-case why
                   (save-restriction
                     (widen)
                     (with-current-buffer buffer
                       (let ((inhibit-read-only t)) (erase-buffer)))
                     (presend--run buffer "--format" "full" "--color" "never" "-"))
                 (error (message "presend: %s" (error-message-string why)) 2))))
    (cond
     ((not (eql code 1))
      (unless (eql code 0) (message "presend could not check this message; see *presend*")))
     ((getenv "PRESEND_FORCE") nil)
     (t
      (with-current-buffer buffer (special-mode) (goto-char (point-min)))
      (display-buffer buffer)
      (unless (yes-or-no-p "presend found something in this message; send it anyway? ")
        (error "Not sent: see *presend*"))))))

(defvar-local presend--process nil)

(defun presend-flymake-backend (report &rest _)
  "Check the buffer and tell REPORT, as Flymake wants it."
  (when (process-live-p presend--process) (delete-process presend--process))
  (let ((source (current-buffer)) (output (generate-new-buffer " *presend-flymake*")))
    (setq presend--process
          (make-process
           :name "presend" :noquery t :connection-type 'pipe :buffer output
           :coding 'utf-8-unix
           :command (list presend-program "--stdin-filename" "message.eml" "--format" "concise" "--columns" "char"
                          "--fail-on" "never" "-")
           :sentinel
           (lambda (process _)
             (when (eq (process-status process) 'exit)
               (unwind-protect
                   (when (and (buffer-live-p source)
                              (eq process (buffer-local-value 'presend--process source)))
                     (funcall report (presend--diagnostics source output)))
                 (kill-buffer output))))))
    (save-restriction
      (widen)
      (process-send-region presend--process (point-min) (point-max)))
    (process-send-eof presend--process)))

(defun presend--diagnostics (source output)
  "Read the lines of OUTPUT about the buffer SOURCE."
  (let (found)
    (with-current-buffer output
      (goto-char (point-min))
      (while (re-search-forward
              "^message\\.eml:\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\|info\\|hint\\)\\(\\[.*\\)$" nil t)
        (let* ((line (string-to-number (match-string 1)))
               (column (string-to-number (match-string 2)))
               (kind (pcase (match-string 3) ("error" :error) ("warning" :warning) (_ :note)))
               (text (concat "presend" (match-string 4)))
               (region (with-current-buffer source (flymake-diag-region source line column))))
          (push (flymake-make-diagnostic source (car region) (cdr region) kind text) found))))
    found))

(defun presend-flymake ()
  "Show presend's diagnostics in this buffer; turn on `flymake-mode' too."
  (add-hook 'flymake-diagnostic-functions #'presend-flymake-backend nil t))

(provide 'presend)
;;; presend.el ends here
