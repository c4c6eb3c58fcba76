"""Writes and reads the tables: cues.tsv, shapes.tsv, codes.tsv, numbers.tsv. All weights are in hundredths of a logit."""

import pathlib

HEADER = """# Written by training/learn.py. Weights are in hundredths of a logit; training/README.md has the formula.
# Learned from labelled Enron mail (FERC public release; as CC BY 3.0 US by EnronData.org), SpamAssassin ham (CC0), irc-disentanglement
# (CC BY 4.0), the VCU incivility set, Senti4SD and STRUDEL (MIT), Parakweet intent (Apache-2.0) and authored drafts; like words were drawn
# together by the input layer of all-MiniLM-L6-v2 (Apache-2.0). Weights are facts about these sets, and no text of a set is contained.
"""
TARGETS = ("stop", "talk", "sensitive", "urgent", "charged", "coordination", "fyi", "meeting")
COLUMNS = (*TARGETS, "sentence")


def write(folder, name, head, rows):
    """One table; empty cells are 0."""
    with open(pathlib.Path(folder) / name, "w", encoding="utf8", newline="\n") as file:
        file.write(HEADER + "\t".join(head) + "\n")
        for label, *cells in rows:
            file.write("\t".join([label, *(str(cell) if cell else "" for cell in cells)]).rstrip("\t") + "\n")


def read(folder, name):
    """(columns, label -> integers)."""
    lines = (pathlib.Path(folder) / name).read_text(encoding="utf8").splitlines()
    head, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    filled = {row[0]: [int(cell) if cell else 0 for cell in row[1:]] + [0] * (len(head) - len(row)) for row in rows}
    return head[1:], filled
