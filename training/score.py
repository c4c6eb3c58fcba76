#!/usr/bin/env python3
"""Scores the tables, or the whole program where `-` stands for them, on labelled messages and prints figures only.

usage: score.py TABLES|- PRESEND FILE...

Of ordinary messages that were stopped it says how many should be, where they were read: for `labels`, or in gold and gold2 beside the file.
"""

import json
import pathlib
import sys

import figures
import judge
import messages
import ngrams

HERE = pathlib.Path(__file__).resolve().parent


def main():
    folder, presend, *files = sys.argv[1:]
    judged_by = judge.Judge(folder) if folder != "-" else None
    for file in files:
        rows = messages.read(file, presend)
        ngrams.prepare(rows)
        # What the program holds back is not in its report: of it only the verdict is judged.
        answers = [judged_by.judge(message)[:2] if judged_by else (message.action, False) for message in rows]
        if pathlib.Path(file).stem.startswith("baserate"):
            print("\n".join([*figures.ordinary(rows, answers), figures.right(rows, answers, readings(file))]), flush=True)
        else:
            print("\n".join(figures.lines(rows, answers)), flush=True)


def readings(file):
    """Id -> verdict of the ordinary messages that somebody read."""
    known = {name: said["verdict"] for name, (said, _) in messages.labels(HERE / "labels").items()}
    for name in ("gold", "gold2"):
        for line in (pathlib.Path(file).parent / f"{name}.jsonl").read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            known[row["id"]] = row["labels"]["verdict"]
    return known


if __name__ == "__main__":
    main()
