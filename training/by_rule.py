#!/usr/bin/env python3
"""Prints how many texts a rule finds of those written for it, and on how many near misses it speaks.

usage: by_rule.py PRESEND FILE...

Each line of a file has `code`, `kind` (`fire` or `quiet`) and `text`, as authored.jsonl of the evaluation and apart/by-rule.jsonl.
"""

import json
import sys

import messages


def main():
    presend, *files = sys.argv[1:]
    for name in files:
        rows = [json.loads(line) for line in open(name, encoding="utf8") if line.strip()]
        given = "".join(json.dumps({"id": str(at), "text": row["text"]}) + "\n" for at, row in enumerate(rows))
        check = [presend, "--isolated", "--input-format", "jsonl", "--format", "jsonl", "--fail-on", "never"]
        spoke = [{found["code"] for found in report["diagnostics"]} for report in messages.answers(check, given.encode())]
        for kind in ("fire", "quiet"):
            own = [row["code"] in codes for row, codes in zip(rows, spoke, strict=True) if row["kind"] == kind]
            print(f"{name} {kind}: the rule speaks on {sum(own)} of {len(own)} ({sum(own) / max(1, len(own)):.3f})")


if __name__ == "__main__":
    main()
