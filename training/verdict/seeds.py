"""The cues by hand of ../seeds, as further columns beside the vectors: a seed draws all seeds of its axis and strength along."""

import pathlib
import sys

import numpy as np

from ngrams import FIRST

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
import data  # noqa: E402

AXES = ("sensitive", "urgent", "charged", "coordination", "fyi", "meeting")


def read(never):
    """n-gram -> axis -> strength."""
    found = {}
    for axis, phrases in data.seeds(data.Never()).items():
        for phrase, strength in phrases.items():
            gram = " ".join(FIRST.get(word, word) for word in phrase.split())
            if axis in AXES and gram != "^" and not never.forbids(gram):
                found.setdefault(gram, {})[axis] = strength
    return found


def columns(seeds, vocabulary):
    """Two columns an axis: what speaks for it, what speaks against it."""
    out, number = np.zeros((len(vocabulary), 2 * len(AXES)), np.float32), {gram: at for at, gram in enumerate(vocabulary)}
    for gram, strengths in seeds.items():
        for axis, strength in strengths.items():
            out[number[gram], 2 * AXES.index(axis) + (strength < 0)] = strength
    return out
