"""Words into features: n-grams of one to three folded words inside a sentence, and the shapes of a sentence."""

import collections
import pathlib
import re

from messages import ALL_CAPITALS, CAPITAL, NUMBER, OPAQUE, STARTS

HERE = pathlib.Path(__file__).resolve().parent
# Who is meant makes no difference: all words of a line weigh as its first.
SAME = [line.split() for line in (HERE.parent / "lexicons" / "cues" / "same.txt").read_text(encoding="utf8").splitlines() if line and line[0] != "#"]
FIRST = {word: line[0] for line in SAME for word in line}
YOU = {"you", "your", "yours", "yourself", "yourselves"}
I = {"i", "me", "my", "mine", "myself"}
NOT = {"not", "never", "no", "nobody", "nothing", "none", "neither", "nor"}
HE = {FIRST["he"], FIRST["him"]}
THEY = {"they", "them", "their"}
LENGTHS = (4, 8, 15, 25, 40)
LEAST = 3  # messages an n-gram must stand in


def tokens(message, sentence):
    """The words of a sentence behind `^`; None where no n-gram goes over a number or an opaque word."""
    found = ["^"]
    for _, text, flags, _ in message.words[sentence.start:sentence.end]:
        if flags & (NUMBER | OPAQUE):
            if len(found) > 1:
                found.append(None)
        else:
            found.append(FIRST.get(text, text))
    return found


def grams(found):
    """The distinct n-grams of the tokens of a sentence."""
    out = set()
    for at, token in enumerate(found):
        for end in range(at + 1, min(at + 3, len(found)) + 1):
            if found[end - 1] is None:
                break
            out.add(" ".join(found[at:end]))
    out.discard("^")
    return out


def shapes(message, sentence, found):
    """The names of the shapes that a sentence has."""
    words = message.words[sentence.start:sentence.end]
    marks, texts, out = "".join(word[3] for word in words), {token for token in found if token}, set()
    for name, present in (
        ("question", "?" in marks), ("exclamation", "!" in marks), ("dots", "..." in marks or "…" in marks),
        ("mark-run", re.search(r"[!?]{2}", marks) is not None), ("you", texts & YOU), ("not", texts & NOT), ("i", texts & I),
        ("he", texts & HE), ("they", texts & THEY),
        ("capitals", any(flags & ALL_CAPITALS and len(text) > 2 and not flags & (NUMBER | OPAQUE) for _, text, flags, _ in words)),
        ("number", any(flags & NUMBER for _, _, flags, _ in words)), ("opaque", any(flags & OPAQUE for _, _, flags, _ in words)),
    ):
        if present:
            out.add(name)
    if {"you", "not"} <= out:
        out.add("you-not")
    if {"you", "question"} <= out:
        out.add("you-question")
    return out | {f"words-{least}" for least in LENGTHS if len(words) >= least}


def prepare(messages):
    """Gives each message and each sentence its n-grams, each sentence its shapes."""
    for message in messages:
        message.grams = set()
        for sentence in message.sentences:
            found = tokens(message, sentence)
            sentence.grams, sentence.shapes = grams(found), shapes(message, sentence, found)
            message.grams |= sentence.grams


class Never:
    """What may carry no weight: the words of never.txt, and words that are names in these texts."""

    def __init__(self, messages):
        self.words = set()
        for line in open(HERE / "never.txt", encoding="utf8"):
            if line[0] not in "#+\n":
                self.words |= {word for word in line.split() if word[0] != "="}
        self.words |= names(messages)

    def forbids(self, gram):
        """True if the n-gram may carry no weight."""
        return any(word in self.words or len(word) == 1 and word not in "^aiu" or re.search(r"[0-9]", word) for word in gram.split())


GREETINGS = set("hi hello hey dear good morning afternoon evening all team everyone folks everybody there thanks thank you to and colleagues".split())


def names(messages):
    """Words that have a capital in most places where no sentence begins, or stand in greetings more often than not."""
    capital, total, greeting, everywhere = (collections.Counter() for _ in range(4))
    for message in messages:
        for region, text, flags, _ in message.words:
            everywhere[text] += 1
            greeting[text] += region == "greeting"
            if region != "greeting" and not flags & (STARTS | NUMBER | OPAQUE | ALL_CAPITALS):
                total[text] += 1
                capital[text] += flags & CAPITAL
    named = {text for text in total if capital[text] > 0.5 * total[text]}
    return named | {text for text in greeting if greeting[text] > 0.5 * everywhere[text] and text not in GREETINGS}


def vocabulary(labelled, others, never):
    """N-grams that stand in enough messages, and in two sources or in enough drafts, which have as many authors."""
    often, drafts, sources = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    for message in labelled:
        draft = message.source == "draft" or message.code is not None
        for gram in message.grams:
            often[gram] += 1
            drafts[gram] += draft
            sources[gram].add("draft" if draft else message.group)
    for message in others:
        for gram in message.grams:
            if gram in often:
                sources[gram].add(message.group)
    kept = (gram for gram, number in often.items() if number >= LEAST and (len(sources[gram]) > 1 or drafts[gram] >= LEAST))
    return sorted(gram for gram in kept if not never.forbids(gram))
