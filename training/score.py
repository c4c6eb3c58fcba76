#!/usr/bin/env python3
"""Scores the tables, or the whole program where `-` stands for them, on labelled messages and prints figures only.

usage: score.py TABLES|- PRESEND FILE...
"""

import pathlib
import sys

import figures
import judge
import messages
import ngrams


def main():
    folder, presend, *files = sys.argv[1:]
    judged_by = judge.Judge(folder) if folder != "-" else None
    for file in files:
        rows = messages.read(file, presend)
        ngrams.prepare(rows)
        # What the program holds back is not in its report: of it only the verdict is judged.
        answers = [judged_by.judge(message)[:2] if judged_by else (message.action, False) for message in rows]
        report = figures.ordinary if pathlib.Path(file).stem.startswith("baserate") else figures.lines
        print("\n".join(report(rows, answers)), flush=True)


if __name__ == "__main__":
    main()
