"""Passages: a few sentences around one in which a rule spoke, judged as a message of their own, so that no length hides them."""

import numpy as np

GROUPS = "LSTW"  # groups of rules around which a passage is looked at; lexicons/verdict.toml has the same by name
WORDS = 20  # a passage grows by whole sentences until it has so many words; only a message of twice as many has passages
MOST = 16  # the first so many of a message
OFFSET = 1.0  # a passage has to be this much surer than a whole message, in logits


class Passage:
    """Sentences `first..last` of a message, with what Evidence asks of a message."""

    def __init__(self, message, first, last, codes):
        self.sentences = message.sentences[first:last]
        self.grams = set().union(*(sentence.grams for sentence in self.sentences))
        self.count = sum(sentence.end - sentence.start for sentence in self.sentences)
        self.codes = codes | ({"asks"} & message.codes)


def spoken(message):
    """For each sentence the codes of the rules that spoke in it."""
    raw, found = message.read[0]["words"], [set() for _ in message.sentences]
    said = [(diagnostic["code"], diagnostic["region"] == "subject", diagnostic["offset"]) for diagnostic in message.read[1]["diagnostics"]]
    said += [(diagnostic["code"], also["part"] == "subject", also["offset"])
             for diagnostic in message.read[1]["diagnostics"] for also in diagnostic["related"] if "part" in also]
    for codes, sentence in zip(found, message.sentences):
        first, last = raw[sentence.start][3], raw[sentence.end - 1][4]
        codes.update(code for code, in_subject, at in said
                     if in_subject == (sentence.region == "subject") and first < at["end"] and last > at["start"])
    return found


def of(message):
    """The passages of a message, each once, in the order of their first rule."""
    if message.count < 2 * WORDS:
        return []
    said, found = spoken(message), {}
    for at, codes in enumerate(said):
        if message.sentences[at].region != "subject" and any(code[0] in GROUPS for code in codes) and len(found) < MOST:
            found.setdefault(around(message.sentences, at))
    return [Passage(message, first, last, set().union(*said[first:last])) for first, last in found]


def around(sentences, at):
    """Sentences `first..last` around one: the nearer neighbour is added first, of two as near the earlier, never the subject."""
    first, last, words = at, at + 1, sentences[at].end - sentences[at].start
    while words < WORDS:
        before = first > 0 and sentences[first - 1].region != "subject"
        behind = last < len(sentences) and sentences[last].region != "subject"
        if not before and not behind:
            break
        if before and (not behind or at - first <= last - 1 - at):
            first -= 1
            words += sentences[first].end - sentences[first].start
        else:
            words += sentences[last].end - sentences[last].start
            last += 1
    return first, last


def listed(messages):
    """(all passages, the number of the message of each)."""
    pairs = [(passage, number) for number, message in enumerate(messages) for passage in of(message)]
    return [passage for passage, _ in pairs], np.array([number for _, number in pairs], int)


def best(owners, logits, size):
    """For each of `size` messages the number of its passage with the largest logit, -1 for none."""
    found = np.full(size, -1)
    order = np.argsort(logits, kind="stable")
    found[owners[order]] = order
    return found
