#!/usr/bin/env bash
# Writes and sends with NeoMutt in a terminal.
mailer=neomutt
source "$(dirname "${BASH_SOURCE[0]}")/lib-mutt.inc"
