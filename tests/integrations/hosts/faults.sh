#!/usr/bin/env bash
# Tries the faults that can befall `presend sendmail`.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
find_presend
command -v python3 >/dev/null || skip "python3 is not installed"
echo "version: $(presend --version)"
python3 "$root/tests/integrations/faults.py" "$presend"
