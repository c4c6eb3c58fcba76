#!/usr/bin/env python3
"""Checks the tables: size, order, and that no name, identity word or dialect marker has a weight. Needs no library.

usage: check.py TABLES
"""

import pathlib
import sys

import tables

# Written down apart from never.txt, so that a gap in it shows.
WHO = """gay lesbian bisexual trans queer straight muslim christian jewish hindu sikh buddhist atheist black white asian african indian
nigerian singaporean polish mexican arab roma indigenous irish deaf blind autistic disabled older younger female male pregnant
immigrant tall catholic latino turkish chinese german french woman man girl boy refugee wheelchair mosque church elderly""".split()
NAMES = """james john robert michael david william richard joseph thomas charles mary patricia jennifer linda elizabeth barbara susan
jessica sarah karen mohammed fatima ahmed aisha ravi priya sanjay deepa wei ming li chen hiroshi yuki ana maria jose carlos olu chidi
ngozi emeka oluwaseun kevin brian jeff phillip enron microsoft google github linux houston london paris lagos mumbai singapore california
texas windows python docker kubernetes ees ena""".split()
DIALECT = "abeg wey dey oga lah leh lor meh sia kindly needful revert prepone innit mate lads finna ain't bhai".split()
MOST, BYTES = 40_000, 1_600_000


def problems(folder):
    """What is wrong, a sentence each."""
    columns, cues = tables.read(folder, "cues.tsv")
    if list(cues) != sorted(cues):
        yield "cues.tsv is not sorted"
    if len(cues) > MOST or (pathlib.Path(folder) / "cues.tsv").stat().st_size > BYTES:
        yield f"too many cues: {len(cues)}"
    barred = {*WHO, *NAMES, *DIALECT}
    for cue, weights in cues.items():
        words = cue.split()
        if len(words) > 3 or len(weights) != len(columns):
            yield f"{cue}: more than three words or too many columns"
        if barred & set(words):
            yield f"{cue}: a name, an identity word or a dialect marker has a weight"
        if any(any(letter.isdigit() for letter in word) for word in words):
            yield f"{cue}: has a digit"
        if max(map(abs, weights)) > 600:
            yield f"{cue}: weighs {max(map(abs, weights))}"


if __name__ == "__main__":
    found = list(problems(sys.argv[1]))
    print("\n".join(found) or "tables: all good")
    sys.exit(bool(found))
