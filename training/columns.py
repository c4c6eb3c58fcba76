"""The columns of n-gram weights: whole messages and single sentences, each learned by itself."""

import numpy as np
import scipy.sparse as sp

import logistic
from messages import COMMENTS

DRAFTS = 2.5  # a draft counts this much beside a real message
OWN = 0.5  # a draft of this project's own counts this much: it is to widen what is known, not to say how often things are
COMMENT = 0.5  # a comment labelled here counts this much
DISPUTED = 0.3  # a message whose two readings differ counts this much
PENALTY, SENTENCE_PENALTY = 3.0, 2.0
REST = 0.2  # a sentence of a message that should stop, but decides nothing, counts this much as quiet
SHAPES = 0.7  # how freely shapes may weigh beside n-grams
FEW = 3  # a group with fewer of one class says nothing about the difference


class Column:
    """What one column is learned from."""

    def __init__(self, name, truth, among=None, balance=1.0, apart=True, authored=0.0):
        self.name, self.truth, self.among, self.balance, self.apart, self.authored = name, truth, among, balance, apart, authored


def balanced(truth, groups, weight, balance):
    """Weights under which both classes of a group weigh alike (`balance` 1), or as they are (0)."""
    weight = weight.copy()
    for group in sorted(set(groups)):
        inside = groups == group
        yes, no = weight[inside & truth].sum(), weight[inside & ~truth].sum()
        if min((inside & truth).sum(), (inside & ~truth).sum()) < FEW:
            weight[inside] *= 0.5
            continue
        weight[inside & truth] *= ((yes + no) / 2 / yes) ** balance
        weight[inside & ~truth] *= ((yes + no) / 2 / no) ** balance
    return weight


def biases(groups, names):
    """One column a group: its own bias, which is dropped in the end."""
    return sp.csr_matrix(np.array([[group == name for name in names] for group in groups], float).reshape(len(groups), len(names)))


def message_column(column, evidence, labels, rows, authored, vectors):
    """(weights of n-grams, intercept) of a column, learned from the rows."""
    rows = rows[column.among[rows]] if column.among is not None else rows
    truth, groups = column.truth[rows], labels.groups[rows]
    weight = balanced(truth, groups, labels.weight(rows), column.balance)
    features, names = evidence.messages[rows], sorted(set(groups)) if column.apart else []
    own = biases(groups, names)
    if column.authored:
        extra, extra_truth = authored
        own = sp.block_diag([own, np.ones((extra.size, 1))]) if names else sp.csr_matrix(np.r_[np.zeros(len(rows)), np.ones(extra.size)][:, None])
        features = sp.vstack([features, extra.messages])
        truth, weight = np.r_[truth, extra_truth], np.r_[weight, np.full(extra.size, column.authored)]
    free = own.shape[1]
    weights, intercept = logistic.fit(sp.hstack([features, own]), truth, weight, PENALTY, free, vectors)
    return weights[:len(vectors)], intercept


def sentence_column(evidence, labels, rows, vectors):
    """(weights of n-grams, weights of shapes, intercept): which sentence decides."""
    inside = np.isin(evidence.owner, rows)
    owner, decides = evidence.owner, evidence.decides & labels.stop[evidence.owner]
    unknown = labels.stop[owner] & ~labels.explained[owner]
    at = np.where(inside & ~unknown)[0]
    weight = np.where(labels.stop[owner[at]] & ~decides[at], REST, 1.0)
    weight /= np.sqrt(np.bincount(owner, minlength=evidence.size)[owner[at]])
    groups = labels.groups[owner[at]]
    sizes = {group: (labels.groups[rows] == group).sum() for group in sorted(set(groups))}
    weight = balanced(decides[at], groups, weight, 1.0)
    for group, size in sizes.items():
        weight[groups == group] *= size / weight[groups == group].sum()
    weight *= labels.weight(owner[at])
    names = sorted(sizes)
    features = sp.hstack([evidence.sentences[at], SHAPES * evidence.shapes[at], biases(groups, names)])
    weights, intercept = logistic.fit(features, decides[at], weight, SENTENCE_PENALTY, len(names), vectors)
    end = len(vectors) + evidence.shapes.shape[1]
    return weights[:len(vectors)], SHAPES * weights[len(vectors):end], intercept


class Labels:
    """What readers said of the labelled messages."""

    def __init__(self, messages):
        self.stop = np.array([message.stop for message in messages], bool)
        self.talk = np.array([message.verdict == "talk" for message in messages], bool)
        self.rated = np.array(["sensitive" in message.labels for message in messages], bool)
        self.explained = np.array([message.explained for message in messages], bool)
        self.groups = np.array([message.group for message in messages])
        self.own = np.array([message.set is not None for message in messages], bool)
        self.drafts = np.array([message.tier is not None and not message.set for message in messages], bool)
        self.share = np.array([(DISPUTED if message.disputed else 1.0) * (COMMENT if message.file in COMMENTS else 1.0) for message in messages])
        self.messages = messages

    def axis(self, name):
        """0/1 of one of the six labels; a meeting is labelled `meeting_ask`."""
        name = {"meeting": "meeting_ask"}.get(name, name)
        return np.array([message.labels.get(name, 0) == 1 for message in self.messages], bool)

    def weight(self, rows, own=OWN, drafts=DRAFTS):
        """How much each row counts, before the classes are balanced."""
        return np.where(self.own[rows], own, np.where(self.drafts[rows], drafts, 1.0)) * self.share[rows]
