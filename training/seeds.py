"""The cues by hand of `seeds/`, as further columns beside the vectors: a seed draws all seeds of its axis and strength along."""

import json
import pathlib
import re
import tomllib

import numpy as np

import messages
from ngrams import FIRST

HERE = pathlib.Path(__file__).resolve().parent
with open(HERE.parent / "lexicons" / "inflection.toml", "rb") as _file:
    IRREGULAR = tomllib.load(_file)["irregular"]
AXES = ("sensitive", "urgent", "charged", "coordination", "fyi", "meeting")


def variants(phrase):
    """Expands `(a|b)` and `word~` (its inflections)."""
    match = re.search(r"\(([^()]*)\)", phrase)
    if match:
        for choice in match.group(1).split("|"):
            yield from variants((phrase[:match.start()] + choice + phrase[match.end():]).strip())
        return
    match = re.search(r"([a-z']+)~", phrase)
    if match:
        for form in inflect(match.group(1)):
            yield from variants(phrase[:match.start()] + form + phrase[match.end():])
        return
    yield phrase


def inflect(base):
    """The base form and its others, by list or by the common rules of spelling."""
    if base in IRREGULAR:
        return [base, *IRREGULAR[base]]
    if re.search(r"[^aeiou]y$", base):
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if re.search(r"(s|x|z|ch|sh)$", base):
        return [base, base + "es", base + "ed", base + "ing"]
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", base):
        return [base, base + "s", base + base[-1] + "ed", base + base[-1] + "ing"]
    return [base, base + "s", base + "ed", base + "ing"]


def phrases():
    """(axis, strength, phrase) of every seed."""
    for axis in AXES:
        strength = 0
        for line in open(HERE / "seeds" / f"{axis}.txt", encoding="utf8"):
            line = line.strip()
            if re.fullmatch(r"\[-?\d\]", line):
                strength = int(line[1:-1])
            elif line and not line.startswith("#"):
                for phrase in line.split(","):
                    for form in variants(phrase.strip()):
                        yield axis, strength, form


def read(never, presend):
    """n-gram -> axis -> strength. The words of a seed are cut and folded by presend itself."""
    found, all_seeds = {}, list(phrases())
    given = "".join(json.dumps({"id": "seed", "text": form.removeprefix("^ ").lower()}) + "\n" for _, _, form in all_seeds)
    cut = messages.answers([presend, "lexicon", "words", "/dev/stdin"], given.encode())
    for (axis, strength, form), words in zip(all_seeds, cut, strict=True):
        tokens = ["^"] * form.startswith("^") + [FIRST.get(word[1], word[1]) for word in words["words"]]
        gram = " ".join(tokens)
        if 1 <= len(tokens) <= 3 and gram != "^" and not any(mark in word[2] for word in words["words"] for mark in "no") and not never.forbids(gram):
            found.setdefault(gram, {}).setdefault(axis, strength)
    return found


def columns(seeds, vocabulary):
    """Two columns an axis: what speaks for it, what speaks against it."""
    out, number = np.zeros((len(vocabulary), 2 * len(AXES)), np.float32), {gram: at for at, gram in enumerate(vocabulary)}
    for gram, strengths in seeds.items():
        for axis, strength in strengths.items():
            out[number[gram], 2 * AXES.index(axis) + (strength < 0)] = strength
    return out
