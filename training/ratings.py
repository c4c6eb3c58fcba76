"""The phrases rated by hand in `ratings/`, as further columns beside the vectors: what speaks for a delicate matter or a charged wording, and what against it."""

import pathlib

import numpy as np

import seeds
from ngrams import FIRST

HERE = pathlib.Path(__file__).resolve().parent


def read(never, presend):
    """n-gram -> (matter, wording), each from -2 (makes it more harmless than an average message) to 3 (a message with it is mostly so).

    The tables hold phrases of messages, rated by readers who saw nothing but the phrase; the lists (`.txt`, like seeds) phrases that writers thought of.
    """
    found = {}
    for path in sorted((HERE / "ratings").glob("*.tsv")):
        for line in path.read_text(encoding="utf8").splitlines()[1:]:
            phrase, matter, wording = line.split("\t")
            gram = " ".join(FIRST.get(word, word) for word in phrase.split())
            if not never.forbids(gram):
                found.setdefault(gram, []).append((float(matter), float(wording)))
    thought = [entry for path in sorted((HERE / "ratings").glob("*.txt")) for entry in seeds.listed(path)]
    for (ratings, _), gram in zip(thought, seeds.cut([form for _, form in thought], never, presend), strict=True):
        if gram:
            found.setdefault(gram, []).append(ratings)
    return {gram: tuple(np.mean(given, 0)) for gram, given in found.items()}


def columns(rated, vocabulary):
    """Four columns: matter above and below 0, wording above and below 0."""
    out = np.zeros((len(vocabulary), 4), np.float32)
    for at, gram in enumerate(vocabulary):
        for axis, value in enumerate(rated.get(gram, ())):
            out[at, 2 * axis + (value < 0)] = value
    return out
