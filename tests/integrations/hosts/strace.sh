#!/usr/bin/env bash
# Watches what every subcommand and server asks of the system: no socket, and no write but to standard output and error.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
find_presend
command -v python3 >/dev/null || skip "python3 is not installed"
command -v strace >/dev/null || skip "strace is not installed"
strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"
echo "version: $(strace --version | head -n 1)"
python3 "$root/tests/integrations/strace.py" "$presend"
