"""Messages as matrices: n-grams of messages and sentences, shapes, rules that spoke."""

import numpy as np
import scipy.sparse as sp

SHORT, LONG = 35, 300  # words at which a message is short, and above which it is long
HALF, POWER = 50.0, 0.5  # the weights of a message's n-grams are divided by (1 + words / HALF) ^ POWER


def matrix(lists, columns):
    """A 0/1 matrix: one row a list, one column a name."""
    number = {name: at for at, name in enumerate(columns)}
    pointers, indices = [0], []
    for names in lists:
        indices += sorted(number[name] for name in names if name in number)
        pointers.append(len(indices))
    return sp.csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(lists), len(columns)))


def lengths(words):
    """What the weights of the length are for, one row a message: the logarithm of words and one, and how far it lies below that of a short message and
    above that of a long one."""
    log = np.log1p(words)
    return np.column_stack([log, np.maximum(0, np.log1p(SHORT) - log), np.maximum(0, log - np.log1p(LONG))])


class Evidence:
    """What is known of some messages, without their labels."""

    def __init__(self, messages, vocabulary, shapes, codes):
        self.size = len(messages)
        self.words = np.array([message.count for message in messages], float)
        damping = sp.diags(1 / (1 + self.words / HALF) ** POWER)
        self.messages = (damping @ matrix([message.grams for message in messages], vocabulary)).tocsr()
        pairs = [(at, sentence) for at, message in enumerate(messages) for sentence in message.sentences]
        self.owner = np.array([at for at, _ in pairs], int)
        self.sentences = matrix([sentence.grams for _, sentence in pairs], vocabulary)
        self.shapes = matrix([sentence.shapes for _, sentence in pairs], shapes)
        self.decides = np.array([sentence.decides for _, sentence in pairs], bool)
        self.codes = matrix([message.codes for message in messages], codes)
        self.length = lengths(self.words)

    def best(self, scores, fill):
        """The best and the second-best sentence of each message; `fill` where there is none."""
        out = np.full((self.size, 2), float(fill))
        order = np.lexsort((-scores, self.owner))
        owner = self.owner[order]
        first = np.r_[True, owner[1:] != owner[:-1]]
        rank = np.arange(len(owner)) - np.maximum.accumulate(np.where(first, np.arange(len(owner)), 0))
        for place in range(2):
            out[owner[rank == place], place] = scores[order][rank == place]
        return out
