"""Cuts text into folded words exactly as presend does (crates/lexicon/src/fold.rs, crates/core/src/{words,message}/).

The cutter is a faithful port; the zones are a short approximation of presend's: quotes, forwards, code and signatures
that a mark opens are left out. `python words.py DUMP` compares with words that presend itself printed.
"""

import json
import pathlib
import re
import sys
import tomllib
import unicodedata

LEXICONS = pathlib.Path(__file__).resolve().parent.parent / "lexicons"
APOSTROPHES = "'\u2018\u2019\u201b\u02bc\uff07"
SHORT_LINE = 45


def load_short_forms():
    """Folded short form to the one or two words it stands for."""
    with open(LEXICONS / "inflection.toml", "rb") as file:
        toml = tomllib.load(file)
    forms = {form: text.split(" ")[:2] for form, text in toml["chat"].items()}
    ambiguous = set(toml["words"]["ambiguous"])
    for form, text in toml["contractions"].items():
        forms[form] = text.split(" ")[:2]
        if form not in ambiguous:
            forms[form.replace("'", "")] = text.split(" ")[:2]
    return forms, toml["irregular"]


SHORT_FORMS, IRREGULAR = load_short_forms()
with open(LEXICONS / "context.toml", "rb") as _file:
    ABBREVIATIONS = set(tomllib.load(_file)["words"]["abbreviation"])


def class_of(c):
    """What a character is: L letter, D digit, A apostrophe, I ignored, H ideograph, S separator."""
    if c.isascii():
        return "L" if c.isalpha() else "D" if c.isdigit() else "A" if c == "'" else "S"
    if c in APOSTROPHES:
        return "A"
    o = ord(c)
    if (o in (0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF) or 0x200B <= o <= 0x200F or 0x202A <= o <= 0x202E
            or 0x2060 <= o <= 0x2064 or 0x2066 <= o <= 0x206F or 0xFE00 <= o <= 0xFE0F or 0x300 <= o <= 0x36F):
        return "I"
    if (0x2E80 <= o <= 0x2FDF or 0x3040 <= o <= 0x30FF or 0x3400 <= o <= 0x4DBF or 0x4E00 <= o <= 0x9FFF
            or 0xF900 <= o <= 0xFAFF or 0x20000 <= o <= 0x3FFFD):
        return "H"
    category = unicodedata.category(c)
    return "L" if c.isalpha() or category == "Nl" else "D" if category.startswith("N") else "S"


def fold(c):
    """Lower case; full-width forms as ASCII."""
    return chr(ord(c) - 0xFEE0).lower() if "\uff01" <= c <= "\uff5e" else c.lower()


class Word:
    """A folded word (None for opaque ones) with what is known of it."""

    __slots__ = ("text", "caps", "all_caps", "starts", "number", "subject")

    def __init__(self, text, caps=False, all_caps=False, starts=False, number=False):
        self.text, self.caps, self.all_caps, self.starts, self.number = text, caps, all_caps, starts, number
        self.subject = False


class Cutter:
    """One pass over one stretch of text."""

    def __init__(self, text, words, fresh=True):
        self.t, self.n, self.at, self.line_start, self.words = text, len(text), 0, 0, words
        self.pending = fresh
        self.questions = self.shouts = self.runs = self.dots = self.entries = 0
        self.last = (None, -1, 0, "")  # text, end, length and first character of the last word

    def get(self, at):
        return self.t[at] if at < self.n else ""

    def run(self):
        while self.at < self.n:
            c = self.t[self.at]
            if c.isascii():
                if c.isalpha():
                    self.word()
                elif c.isdigit():
                    self.number()
                elif c == "\n":
                    self.newline()
                elif c in ".!?":
                    self.sentence_end()
                else:
                    self.at += 1
            else:
                self.wide(c)

    def push(self, text, start, end, **flags):
        self.words.append(Word(text, starts=self.pending, **flags))
        self.pending = False
        self.last = (text, end, end - start, self.t[start])

    def push_word(self, folded, start, end, caps, all_caps, number=False):
        split = SHORT_FORMS.get(folded)
        if split is None:
            return self.push(folded, start, end, caps=caps, all_caps=all_caps, number=number)
        for part in split:
            self.push(part, start, end, caps=caps, all_caps=all_caps, number=number)
            caps = False
        return None

    def word(self):
        start = end = self.at
        while end < self.n and self.t[end].isascii() and self.t[end].isalpha():
            end += 1
        c = self.get(end)
        if c and (not c.isascii() or c in "'_@:/.\\" or c.isdigit()) and self.odd_inside(end, c):
            return self.slow(start)
        text = self.t[start:end]
        capitals = sum(x.isupper() for x in text)
        self.push_word(text.lower(), start, end, text[0].isupper(), capitals >= 2 and capitals == len(text))
        self.at = end
        return None

    def number(self):
        start = end = self.at
        while end < self.n:
            c, following = self.t[end], self.get(end + 1)
            if c.isascii() and c.isdigit() or c in ":.," and following.isascii() and following.isdigit():
                end += 1
            elif not c.isascii() or c.isalpha() or c in "_@\\'/":
                return self.slow(start)
            else:
                break
        self.push(self.t[start:end], start, end, number=True)
        self.at = end
        return None

    def odd_inside(self, at, c):
        following = self.get(at + 1)
        plain = following.isascii()
        if c in "_\\":
            return True
        if c == "'":
            return plain and following.isalpha()
        if c == "@":
            return plain and following.isalnum()
        if c == ":":
            return following == "\\" or following == "/" and self.get(at + 2) == "/"
        if c == ".":
            return plain and (following.islower() or following.isdigit())
        if c == "/":
            return plain and following.isalnum() and self.is_path(at)
        if c.isascii():
            return c.isdigit()
        return class_of(c) not in "SH"

    def is_path(self, at):
        run = re.split(r"[ \t\n\r\f]", self.t[at:at + 80], maxsplit=1)[0]
        return run.count("/") > 2 or re.search(r"\.[a-z]", run) is not None

    def slow(self, start):
        folded, at, letters, capitals, digits = [], start, 0, 0, 0
        while at < self.n:
            c = self.t[at]
            kind, following = class_of(c), self.get(at + 1) or " "
            if kind == "L":
                letters += 1
                capitals += c.isupper()
                folded.append(fold(c))
            elif kind == "D":
                digits += 1
                folded.append(fold(c))
            elif kind == "A":
                if not (class_of(following) == "L" and letters > 0):
                    break
                folded.append("'")
            elif kind == "H":
                break
            elif kind == "S":
                if letters == 0:
                    inner = c.isascii() and c in ":.," and following.isascii() and following.isdigit()
                else:
                    inner = c.isascii() and self.odd_inside(at, c)
                if not inner:
                    break
                if letters > 0 or c in "_@\\":
                    return self.opaque(start)
            at += 1
        self.at = max(at, start + 1)
        if folded:
            caps = self.t[start].isupper()
            all_caps = capitals >= 2 and capitals == letters and digits == 0
            self.push_word("".join(folded), start, self.at, caps, all_caps, class_of(self.t[start]) == "D")
        return None

    def opaque(self, start):
        end = start
        while end < self.n and self.t[end] not in ' \t\n\r\f<>"()[]{},;':
            end += 1
        while end - start > 1 and self.t[end - 1] in ".:!?'*_":
            end -= 1
        self.at = max(end, start + 1)
        self.push(None, start, self.at)

    def wide(self, c):
        kind = class_of(c)
        if kind in "LD":
            return self.slow(self.at)
        if kind == "H":
            self.push(c, self.at, self.at + 1)
        elif c in "…。！？\u2028\u2029":
            self.pending = True
        self.at += 1
        return None

    def newline(self):
        short = len(self.t[self.line_start:self.at].encode()) < SHORT_LINE
        self.at += 1
        self.line_start = self.at
        rest = self.t[self.at:self.at + 200].lstrip(" \t\r>")
        if not rest:
            return
        first, second = rest[0], rest[1] if len(rest) > 1 else " "
        listed = re.match(r"[0-9]{1,2}[.)]\s|[-*+#][ \t#-]|•|\n", rest)
        if listed:
            self.pending = True
            self.entries += listed.group() != "\n"
        elif short and "A" <= first <= "Z" and (first != "I" or second.isascii() and second.isalpha()):
            self.pending = True

    def sentence_end(self):
        start = self.at
        while self.get(self.at) and self.t[self.at] in ".!?":
            self.at += 1
        run, at = self.t[start:self.at], self.at
        self.questions += "?" in run
        self.shouts += "!" in run
        self.runs += len(run) > 1 and run.strip(".") != ""
        self.dots += len(run) > 1 and run.strip(".") == ""
        while self.get(at) and self.t[at] in "\"')]*_":
            at += 1
        following = self.get(at) or " "
        ends = following in " \t\n\r\f" or not following.isascii() or following.isupper() or len(run) > 1
        if ends and (run != "." or not self.after_abbreviation(start, following)):
            self.pending = True

    def after_abbreviation(self, at, following):
        if not self.words:
            return following in " \t\n\r\f"
        text, end, length, first = self.last
        if end != at:
            return False
        if text in ABBREVIATIONS:
            return True
        before = self.t[at - 1]
        return (length == 1 and first.isupper() and before != "I"
                or text is None and before.isascii() and before.islower() and length == 3)


TAIL = re.compile(
    r"^[ \t]*(-{2,}[ \t]*(original (message|appointment)|forwarded)|begin forwarded message|-{5,}[ \t]*inline attachment"
    r"|_{20,}\s*\n\s*from:|from:.*\n((sent|date|to|cc|subject):.*\n)|on .{6,80} wrote:[ \t]*$|\".*\" <.*> on .*$)",
    re.I | re.M,
)
SIGNATURE = re.compile(r"^(-- ?|--[ \t]*|sent from my .*)$", re.M)
CLOSING = re.compile(
    r"[ \t]*(best|best regards|best wishes|cheers|kind regards|many thanks|regards|respectfully|sincerely|thanks|thank you"
    r"|thx|take care|thanks again|warm regards|yours|yours sincerely|love)[ \t]*[,.!-]*[ \t]*", re.I)
GREETING = re.compile(r"\s*(hi|hello|hey|dear|good (morning|afternoon|evening)|morning|greetings)\b[^\n.?!]{0,40}[,:!-]*[ \t]*\n", re.I)
CODE = re.compile(r"^(```|~~~).*?^\1[`~]*[ \t]*$|`[^`\n]+`", re.S | re.M)


def own_words(text, subject=""):
    """The stretches (kind, text) of the writer's own words, nearly as presend zones them."""
    tail = TAIL.search(text)
    text = text[:tail.start()] if tail else text
    mark = SIGNATURE.search(text)
    text = text[:mark.start()] if mark else text
    lines = text.rstrip().split("\n")
    for at in range(max(1, len(lines) - 9), len(lines) - 1):
        below = [line for line in lines[at + 1:] if line.strip()]
        if CLOSING.fullmatch(lines[at]) and all(len(line) <= 70 and "?" not in line for line in below):
            lines = lines[:at + 1]
            break
    lines = [line for line in lines if not re.match(r" ?>|[A-Z]{1,3}> ", line)]
    text = CODE.sub("\0", "\n".join(lines))
    stretches = [("subject", subject)] if subject else []
    greeting = GREETING.match(text)
    if greeting:
        stretches.append(("greeting", greeting.group()))
        text = text[greeting.end():]
    return stretches + [("body", part) for part in text.split("\0") if part.strip()]


class Draft:
    """The words of a message and what was counted while cutting."""

    def __init__(self, stretches):
        """Takes (kind, text) of the writer's own words: subject, greeting and body."""
        self.words, self.own = [], 0
        self.questions = self.shouts = self.runs = self.dots = self.entries = 0
        self.kinds = {kind for kind, _ in stretches}
        for kind, text in stretches:
            words = []
            cutter = Cutter(text, words)
            cutter.run()
            self.words += words
            for word in words:
                word.subject = kind == "subject"
            if kind != "subject":
                self.own += len(words)
                for name in ("questions", "shouts", "runs", "dots", "entries"):
                    setattr(self, name, getattr(self, name) + getattr(cutter, name))


def compare(dump):
    """Compares with presend's words: rows of {"stretch", "words": [...]} (null for an opaque word)."""
    same = total = 0
    for line in open(dump, encoding="utf8"):
        row = json.loads(line)
        words = []
        Cutter(row["stretch"], words).run()
        mine, theirs = [("#" if w.number else w.text, w.starts) for w in words], [tuple(w) for w in row["words"]]
        total += max(len(mine), len(theirs))
        if len(mine) == len(theirs):
            same += sum(a == b for a, b in zip(mine, theirs))
            for a, b in zip(mine, theirs):
                if a != b:
                    print(a, b, repr(row["stretch"][:80]), file=sys.stderr)
        else:
            print("length", [m for m in mine if m not in theirs][:5], [t for t in theirs if t not in mine][:5], file=sys.stderr)
    print(f"{same}/{total} = {same / total:.5f}")


if __name__ == "__main__":
    compare(sys.argv[1])
