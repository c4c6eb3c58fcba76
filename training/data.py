"""Reads the labelled sets, cuts them into words and makes features: n-grams of folded words, sentence openings, shapes."""

import glob
import hashlib
import json
import os
import pathlib
import re
import sys

from words import IRREGULAR, Cutter, Draft, own_words

HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parent / "lexicons" / "cues"  # what the program compiles
AXES = ["sensitive", "urgent", "charged", "coordination", "relationship", "fyi", "meeting"]
GOLD = {"sensitive": "sensitive", "urgent": "urgent", "charged": "charged", "coordination": "coordination", "fyi": "fyi",
        "meeting": "meeting_ask"}
PUBLIC = {  # file -> axis, weight of a row beside a gold row
    "a_pay.clinc": ("sensitive", 0.03), "a_pii.presidio": ("sensitive", 0.0),
    "b_crisis.crisislex26": ("urgent", 0.05), "b_impatience.oss_incivility": ("urgent", 0.1),
    "c_anger.goemotions": ("charged", 0.15), "c_distress.goemotions": ("charged", 0.07),
    "c_negative.senti4sd": ("charged", 0.15), "c_toxic.strudel": ("charged", 0.3),
    "c_uncivil.oss_incivility": ("charged", 0.4), "d_info_vs_request.parakweet": ("fyi", 0.3),
    "e_calendar.hwu64": ("meeting", 0.1), "e_meeting.clinc": ("meeting", 0.1),
}
YOU = {"you", "your", "yours", "yourself", "yourselves"}
I = {"i", "me", "my", "mine", "myself"}
WE = {"we", "us", "our", "ours"}
NOT = {"not", "never", "no", "nobody", "nothing", "none", "neither", "nor"}


def grams(words):
    """The distinct n-grams of one to three words inside a sentence; `^` stands before its first word."""
    found, run = set(), []
    for word in words + [None]:
        if word is None or word.text is None or word.number or word.starts:
            for at in range(len(run)):
                for size in (1, 2, 3):
                    if at + size <= len(run):
                        found.add(" ".join(run[at:at + size]))
            run = ["^"] if word is not None and word.starts else []
        if word is not None and word.text is not None and not word.number:
            run.append(word.text)
    found.discard("^")
    return found


def shapes(draft, text):
    """Names of the shapes a message has; each is 0 or 1 so that long and short messages are comparable."""
    own = [word for word in draft.words if not word.subject]
    count, texts, found = len(own), [word.text for word in own], set()
    for name, number, steps in (("words", count, (6, 15, 40, 100, 250)), ("questions", draft.questions, (1, 2, 4)),
                                ("exclamations", draft.shouts, (1, 3)), ("mark-run", draft.runs, (1,)),
                                ("dots", draft.dots, (1,)), ("list", draft.entries, (3,))):
        found |= {f"{name}-{least}" for least in steps if number >= least}
    capitals = sum(word.all_caps and word.text is not None and len(word.text) > 2 for word in own)
    if capitals >= 2:
        found.add("capitals-2")
    if capitals >= 3 and capitals > 0.15 * count:
        found.add("capitals-share")
    for name, group in (("you", YOU), ("i", I), ("we", WE), ("not", NOT)):
        number = sum(text in group for text in texts)
        if number:
            found.add(name)
        if number > 1 and number > 0.05 * count:
            found.add(name + "-often")
    if "you" in found and "not" in found:
        found.add("you-not")
    if any(word.text is None for word in own):
        found.add("opaque")
    numbers = sum(word.number for word in own)
    if numbers:
        found.add("number")
    if numbers > 0.15 * count:
        found.add("numbers-often")
    if "greeting" in draft.kinds:
        found.add("greeting")
    # Whatever is no own word of the writer: a mention of a reader, code, a line that is quoted.
    for name, pattern in (("mention", r"(?:^|\s)@\w"), ("code", r"`|^(?: {4}|\t)"), ("quote", r"^ ?>")):
        if re.search(pattern, text, re.M):
            found.add(name)
    if "subject" in draft.kinds:
        found.add("subject")
    return found


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


class Never:
    """What may carry no weight: the words of never.txt, and words that look like names."""

    def __init__(self):
        self.words, self.phrases, self.allowed, self.names = set(), set(), set(), set()
        for line in open(HERE / "never.txt", encoding="utf8"):
            line = line.strip()
            if line.startswith("+"):
                self.allowed.add(line[1:])
            elif line and not line.startswith("#"):
                self.words |= {word for word in line.split() if not word.startswith("=")}
                self.phrases |= {word[1:] for word in line.split() if word.startswith("=")}

    def forbids(self, gram):
        """True if the n-gram may carry no weight."""
        if gram in self.allowed:
            return False
        words = gram.split()
        bare = gram.removeprefix("^ ")
        return (bare in self.phrases or any(word in self.words or word in self.names for word in words)
                or any(len(word) == 1 and word not in "^aiu" for word in words))


def seeds(never):
    """axis -> {phrase of folded words: strength}."""
    all_seeds = {}
    for axis in AXES:
        strength, of_axis = 0, {}
        for line in open(HERE / "seeds" / f"{axis}.txt", encoding="utf8"):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if re.fullmatch(r"\[-?\d\]", line):
                strength = int(line[1:-1])
                continue
            for phrase in line.split(","):
                for form in variants(phrase.strip()):
                    words = []
                    Cutter(form.lower(), words).run()
                    texts = ["^"] * form.startswith("^") + [word.text for word in words]
                    gram = " ".join(text or "" for text in texts)
                    if 1 <= len(texts) <= 3 and None not in texts and not any(w.number for w in words):
                        if not never.forbids(gram):
                            of_axis.setdefault(gram, strength)
        all_seeds[axis] = of_axis
    return all_seeds


PRONOUNS = [("he", "she"), ("him", "her", "his"), ("himself", "herself"), ("mother", "father"), ("mom", "dad"), ("wife", "husband"),
            ("son", "daughter"), ("brother", "sister"), ("grandmother", "grandfather"), ("girlfriend", "boyfriend"), ("widow", "widower")]
TWIN = {word: group[0] for group in PRONOUNS for word in group}
TWINS = {group[0]: group for group in PRONOUNS}


def twin(gram):
    """The n-gram with one form for he and she: who is meant makes no difference."""
    return " ".join(TWIN.get(word, word) for word in gram.split())


def twins(gram):
    """All n-grams that share the weight of a canonical one."""
    found = [""]
    for word in gram.split():
        found = [f"{start} {form}".strip() for start in found for form in TWINS.get(word, (word,))]
    return found


def load(folder, zones=None):
    """All rows with `words`, `grams` and `shapes`; gold rows have `labels`, public ones `axis` and `label`."""
    rows = []
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        name = os.path.basename(path)[:-6]
        if name == "authored":
            continue
        for line in open(path, encoding="utf8"):
            row = json.loads(line)
            row["file"] = name
            row["kind"] = "gold" if name == "gold" else "base" if name.startswith("baserate") else "public"
            row["stretches"] = zones[row["id"]] if zones is not None else own_words(row["text"], row.get("subject") or "")
            draft = Draft(row["stretches"])
            row["n"] = draft.own
            row["caps"] = [(w.text, w.caps and not w.all_caps) for w in draft.words if w.text and not w.starts and not w.number]
            row["grams"] = grams(draft.words)
            row["shapes"] = shapes(draft, row["text"])
            plain = re.sub(r"[^a-z]+", " ", row["text"].lower()).strip()
            row["key"] = hashlib.md5(plain[:60].encode()).hexdigest()
            rows.append(row)
    return rows
