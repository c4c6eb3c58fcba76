#!/usr/bin/env python3
"""Checks the tables that train.py wrote: size, order, caps, and that no name or identity word has a weight. Needs no library."""

import sys

import data
from data import TABLES

# Written down apart from never.txt, so that a gap in it shows.
WHO = """gay lesbian bisexual trans queer straight muslim christian jewish hindu sikh buddhist atheist black white asian african indian
nigerian singaporean polish mexican arab roma indigenous irish deaf blind autistic disabled older younger female male pregnant
immigrant tall catholic latino turkish chinese german french woman man girl boy refugee""".split()
NAMES = """james john robert michael david william richard joseph thomas charles mary patricia jennifer linda elizabeth barbara susan
jessica sarah karen mohammed fatima ahmed aisha ravi priya sanjay deepa wei ming li chen hiroshi yuki ana maria jose carlos olu chidi
ngozi emeka oluwaseun kevin brian jeff phillip enron microsoft google github linux houston london paris lagos mumbai singapore california
texas windows python docker kubernetes""".split()
DIALECT = "abeg wey dey oga lah leh lor meh sia kindly needful revert prepone innit mate lads finna ain't bhai".split()


def rows(name):
    """The rows of a table as lists, its head first."""
    lines = (TABLES / name).read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def problems():
    """What is wrong, a sentence each."""
    head, *cues = rows("cues.tsv")
    texts = [cue[0] for cue in cues]
    never = data.Never()
    if texts != sorted(set(texts)):
        yield "cues.tsv is not sorted, or has a cue twice"
    if len(texts) > 8000 or (TABLES / "cues.tsv").stat().st_size > 300_000:
        yield f"too many cues: {len(texts)}"
    for cue in cues:
        words = cue[0].split()
        if len(words) > 3 or len(cue) > len(head):
            yield f"{cue[0]}: more than three words or too many columns"
        if any(abs(int(cell)) > 300 for cell in cue[1:] if cell):
            yield f"{cue[0]}: beyond the cap"
        bad = set(words) & {*WHO, *NAMES, *DIALECT}
        if (bad or never.forbids(cue[0])) and cue[0] not in never.allowed:
            yield f"{cue[0]}: a name, an identity word or a dialect marker has a weight"
    weights = {cue[0]: cue[1:] for cue in cues}
    for text, cells in weights.items():
        other = " ".join({"he": "she", "him": "her", "mother": "father", "wife": "husband"}.get(word, word) for word in text.split())
        if other in weights and weights[other] != cells:
            yield f"{text} and {other} weigh differently"
    if len(rows("axes.tsv")) < 8:
        yield "axes.tsv misses an axis"


if __name__ == "__main__":
    found = list(problems())
    print("\n".join(found) or "cues: all good")
    sys.exit(bool(found))
