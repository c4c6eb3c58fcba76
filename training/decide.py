"""The second regression: what the columns, the best sentences, the length and the rules say together."""

import numpy as np
import scipy.sparse as sp

import columns
import logistic

ORDINARY = 0.3  # an ordinary message without a label counts this much, as one that may go
DRAFTS = 3.0  # a draft counts this much beside a real message
OWN = 0.2  # a draft of this project's own counts this much
BALANCE = 0.25
PENALTY = 1.0
LENGTHS = ("length", "short", "long")


class Line:
    """A weighted sum of columns, sentences, length and rules; `parts` names its features in order."""

    def __init__(self, parts, weights, intercept):
        self.parts, self.weights, self.intercept = parts, weights, intercept

    def of(self, name):
        """The weight of a feature, 0 if it has none."""
        return self.weights[self.parts.index(name)] if name in self.parts else 0.0

    def logits(self, features):
        """The sum for each row."""
        return features @ self.weights + self.intercept


def parts(names, codes):
    """What the columns of `features` are."""
    return [*names, "best", "second", *LENGTHS, *codes]


def features(evidence, scores, names):
    """A matrix: scores of the message columns, of the best two sentences, length, rules."""
    listed = [scores[name] for name in names]
    dense = np.column_stack([*listed, scores["sentence"], evidence.length])
    return np.column_stack([dense, evidence.codes.toarray()])


def fit(parts, known, truth, weight, ordinary=None, names=()):
    """A line from labelled rows and, for `stop`, ordinary ones. Features of the columns are fitted in units of their spread."""
    size = known.shape[1]
    spread = np.ones(size)
    measured = parts.index(LENGTHS[-1]) + 1
    spread[:measured] = known[:, :measured].std(0) + 1e-9
    centre = np.zeros(size)
    centre[:measured] = known[:, :measured].mean(0)
    rows = (known - centre) / spread
    if ordinary is not None:
        rows = np.vstack([rows, (ordinary - centre) / spread])
        truth, weight = np.r_[truth, np.zeros(len(ordinary))], np.r_[weight, np.full(len(ordinary), ORDINARY)]
    found, intercept = logistic.fit(sp.csr_matrix(rows), truth, weight, PENALTY)
    return Line(parts, found / spread, intercept - float(found / spread @ centre))


def weights(labels, rows, truth):
    """How much each labelled row counts."""
    return columns.balanced(truth[rows], labels.groups[rows], labels.weight(rows, OWN, DRAFTS), BALANCE)
