#!/usr/bin/env python3
"""Writes score_vectors.jsonl: what the tables say of some drafts, computed from the tables alone, to test another implementation by."""

import json
import pathlib

import data
from data import TABLES
from words import Draft, own_words

# Beside the test that reads it, for the package of the library carries its tests.
VECTORS = pathlib.Path(__file__).resolve().parent.parent / "crates/core/src/linter/score_vectors.jsonl"
DRAFTS = [
    {"text": "Why is nobody answering? You never listen!!"},
    {"text": "Thanks, got it."},
    {"text": "Can we meet on Tuesday at 10:30 to discuss the roof?", "subject": "Roof"},
    {"text": "Hi Ana,\n\nplease send the signed form today, the office closes at noon."},
    {"text": "FYI, the new oven has been installed and works fine."},
    {"text": "She's been let go and it isn't public yet. Please don't tell anyone."},
    {"text": "3 pumps are down. We can't restart them, call me ASAP."},
    {"text": "STOP IT NOW... this is ridiculous, see https://example.com/a?b=1 for why."},
    {"text": "Open points:\n- who orders the seats?\n- who pays the carrier?\n- what if the permit is late?\n\nLet's sort out the next steps."},
    {"text": "You’re gonna regret this."},
]


def table(name):
    """Name -> column -> weight in logits."""
    lines = [line.split("\t") for line in (TABLES / name).read_text(encoding="utf8").splitlines() if line[0] != "#"]
    return {line[0]: {column: int(cell) / 100 for column, cell in zip(lines[0][1:], line[1:]) if cell} for line in lines[1:]}


def main():
    """Writes one row a draft."""
    cues, shapes = table("cues.tsv"), table("shapes.tsv")
    axes = [line.split("\t") for line in (TABLES / "axes.tsv").read_text().splitlines() if line[0] != "#"][1:]
    with open(VECTORS, "w", encoding="utf8") as file:
        for row in DRAFTS:
            draft = Draft(own_words(row["text"], row.get("subject", "")))
            grams, found, logits = data.grams(draft.words), data.shapes(draft, row["text"]), {}
            for axis, bias, power, half, _ in axes:
                words = sum(cues.get(gram, {}).get(axis, 0) for gram in grams) / (1 + draft.own / float(half)) ** float(power)
                logits[axis] = round(int(bias) / 100 + words + sum(shapes.get(name, {}).get(axis, 0) for name in found), 3)
            spoken = sorted(gram for gram in grams if gram in cues)
            file.write(json.dumps({**row, "n": draft.own, "shapes": sorted(found), "cues": spoken, "logits": logits}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
