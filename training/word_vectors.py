"""Vectors of words, so that words of like meaning get like weights; from the input layer of all-MiniLM-L6-v2 (Apache-2.0)."""

import importlib.util
import json
import pathlib
import zipfile

import numpy as np


class WordVectors:
    """Looks words up; a word is the mean of its pieces."""

    def __init__(self):
        folder = pathlib.Path(importlib.util.find_spec("all_minilm_l6_v2").origin).parent
        with zipfile.ZipFile(folder / "model.zip") as archive:
            self.pieces = json.loads(archive.read("tokenizer.json"))["model"]["vocab"]
            data = archive.read("model.safetensors")
        size = int.from_bytes(data[:8], "little")
        names = json.loads(data[8:8 + size])
        entry = next(value for name, value in names.items() if name.endswith("embeddings.word_embeddings.weight"))
        first, last = entry["data_offsets"]
        self.table = np.frombuffer(data[8 + size + first:8 + size + last], np.float32).reshape(entry["shape"])
        self.table = self.table - self.table.mean(0)
        self.known = {}

    def word(self, word):
        """The vector of a word, or None."""
        if word not in self.known:
            found, at = [], 0
            while at < len(word):
                end = len(word)
                while end > at and ("##" * (at > 0) + word[at:end]) not in self.pieces:
                    end -= 1
                if end == at:
                    found = []
                    break
                found.append(self.pieces["##" * (at > 0) + word[at:end]])
                at = end
            self.known[word] = self.table[found].mean(0) if found else None
        return self.known[word]

    def of(self, grams):
        """One row an n-gram: the mean of its words, of length 1 on average."""
        out = np.zeros((len(grams), self.table.shape[1]), np.float32)
        for at, gram in enumerate(grams):
            vectors = [vector for vector in map(self.word, gram.replace("^ ", "").split()) if vector is not None]
            if vectors:
                out[at] = np.mean(vectors, 0)
        return out / np.linalg.norm(out, axis=1).mean()
