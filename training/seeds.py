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
        for (strength,), phrase in listed(HERE / "seeds" / f"{axis}.txt"):
            yield axis, strength, phrase


def listed(path):
    """(numbers, phrase) of a file of phrases: each phrase has the numbers of the line `[...]` above it."""
    numbers = ()
    for line in path.read_text(encoding="utf8").splitlines():
        line = line.strip()
        if re.fullmatch(r"\[-?\d( -?\d)*\]", line):
            numbers = tuple(map(int, line[1:-1].split()))
        elif line and not line.startswith("#"):
            for phrase in line.split(","):
                for form in variants(phrase.strip()):
                    yield numbers, form


def cut(forms, never, presend):
    """The n-gram of each phrase, or None where it is not one that may carry a weight. The words are cut and folded by presend itself."""
    given = "".join(json.dumps({"id": "seed", "text": form.removeprefix("^ ").lower()}) + "\n" for form in forms)
    answers = messages.answers([presend, "lexicon", "words", "/dev/stdin"], given.encode())
    for form, words in zip(forms, answers, strict=True):
        tokens = ["^"] * form.startswith("^") + [FIRST.get(word[1], word[1]) for word in words["words"]]
        gram = " ".join(tokens)
        plain = not any(mark in word[2] for word in words["words"] for mark in "no")
        yield gram if 1 <= len(tokens) <= 3 and gram != "^" and plain and not never.forbids(gram) else None


def read(never, presend):
    """n-gram -> axis -> strength."""
    found, all_seeds = {}, list(phrases())
    for (axis, strength, _), gram in zip(all_seeds, cut([form for _, _, form in all_seeds], never, presend), strict=True):
        if gram:
            found.setdefault(gram, {}).setdefault(axis, strength)
    return found


def columns(seeds, vocabulary):
    """Two columns an axis: what speaks for it, what speaks against it."""
    out, number = np.zeros((len(vocabulary), 2 * len(AXES)), np.float32), {gram: at for at, gram in enumerate(vocabulary)}
    for gram, strengths in seeds.items():
        for axis, strength in strengths.items():
            out[number[gram], 2 * AXES.index(axis) + (strength < 0)] = strength
    return out
