#!/usr/bin/env python3
"""Scores the tables on labelled messages and prints figures only.

usage: score.py TABLES PRESEND FILE...
"""

import pathlib
import sys

import figures
import judge
import messages
import ngrams


def main():
    folder, presend, *files = sys.argv[1:]
    judged_by = judge.Judge(folder)
    for file in files:
        rows = messages.read(file, presend)
        ngrams.prepare(rows)
        answers = [judged_by.judge(message)[:2] for message in rows]
        report = figures.ordinary if pathlib.Path(file).stem.startswith("baserate") else figures.lines
        print("\n".join(report(rows, answers)), flush=True)


if __name__ == "__main__":
    main()
