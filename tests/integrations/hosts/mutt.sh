#!/usr/bin/env bash
# Writes and sends with Mutt in a terminal.
mailer=mutt
source "$(dirname "${BASH_SOURCE[0]}")/lib-mutt.inc"
