"""Reads labelled messages with the words and the rules that presend finds in them."""

import collections
import hashlib
import json
import pathlib
import re
import subprocess

CAPITAL, ALL_CAPITALS, NUMBER, NAME, STARTS, OPAQUE = 1, 2, 4, 8, 16, 64
LETTERS = {"c": CAPITAL, "C": ALL_CAPITALS, "n": NUMBER, "p": NAME, "s": STARTS, "o": OPAQUE}
FOLDS = 5
# Files of developers' comments, of which only what is labelled here is learned from.
COMMENTS = ("b_impatience.oss_incivility", "c_negative.senti4sd", "c_toxic.strudel", "c_uncivil.oss_incivility")


class Message:
    """One message: its own words, its sentences, the rules that spoke, its labels."""

    def __init__(self, row, file, words, report):
        self.row, self.read = row, (words, report)
        self.file, self.id, self.tier, self.pair = file, str(row.get("id")), row.get("tier"), row.get("pair")
        self.source, self.stratum = row.get("source") or ("draft" if self.tier else file), row.get("stratum")
        self.labels = row.get("labels") or {}
        self.verdict, self.disputed = self.labels.get("verdict"), bool(row.get("disputed"))
        self.set = row.get("set")
        self.profile = row.get("channel")
        self.code, self.kind = row.get("code"), row.get("kind")
        self.codes = {diagnostic["code"] for diagnostic in report["diagnostics"]}
        if report["verdict"]["reply"] == "needed":
            self.codes.add("asks")
        self.action = advice(report["verdict"])
        self.words, self.sentences = [], []
        spans = rationale(row)
        self.explained = bool(spans)
        for region, text, letters, start, end, marks in words["words"]:
            flags = sum(LETTERS[letter] for letter in letters)
            self.words.append((region, text, flags, marks))
            part = "subject" if region == "subject" else "body"
            if not self.sentences or flags & STARTS or self.sentences[-1].region != region:
                self.sentences.append(Sentence(region, len(self.words) - 1))
            sentence = self.sentences[-1]
            sentence.end = len(self.words)
            sentence.decides |= any(part == where and start < last and end > first for where, first, last in spans)
        self.count = sum(region != "subject" for region, *_ in self.words)
        letters = re.sub(r"[^a-z]+", " ", row["text"].lower()).strip()
        self.whole, self.opening = digest(letters), digest(letters[:60])
        self.thread = re.sub(r"^((re|fw|fwd)\s*:\s*)+", "", (row.get("subject") or "").lower()).strip()

    @property
    def group(self):
        """The kind of message: its tier, apart for drafts of this project's own, or where it comes from."""
        own = "own " if self.set else ""
        return own + self.tier if self.tier else {"aeslc": "enron", "enron_raw": "enron"}.get(self.source, self.source)

    @property
    def stop(self):
        """True if it should not go as it stands."""
        return self.verdict != "write"


class Sentence:
    """Words `start..end` of a message; `decides` if a reader gave words of it as the reason."""

    def __init__(self, region, start):
        self.region, self.start, self.end, self.decides = region, start, start, False


def advice(verdict):
    """What a verdict asks for; to hold a message for its wording is to reword it, for its matter to talk."""
    held = "reword" if verdict["channel"] in ("message", "document") else "talk"
    return held if verdict["action"] == "hold" else verdict["action"]


def digest(text):
    """A short name for a text."""
    return hashlib.md5(text.encode()).hexdigest()


def rationale(row):
    """Where the words stand that decided: (part, first byte, byte behind)."""
    found = []
    for part, text in (("body", row["text"]), ("subject", row.get("subject") or "")):
        raw = text.encode()
        for phrase in row.get("why") or []:
            target = phrase.encode()
            at = raw.find(target)
            if at < 0:
                match = re.search(r"\s+".join(map(re.escape, phrase.split())), text, re.I)
                if match:
                    at, target = len(text[:match.start()].encode()), match.group().encode()
            while at >= 0:
                found.append((part, at, at + len(target)))
                at = raw.find(target, at + 1)
    return found


def read(path, presend, ruler=None, only=None):
    """All messages of a file, or those with an id of `only`, through the command line alone; the rules are those of `ruler`, if another program is given."""
    path = pathlib.Path(path)
    rows = [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]
    rows = [row for row in rows if only is None or row["id"] in only]
    lines = []
    for at, row in enumerate(rows):
        fields = {"id": str(at), "text": row["text"]}
        if row.get("subject"):
            fields["subject"] = row["subject"]
        if row.get("channel"):
            fields["profile"] = row["channel"]
        lines.append(json.dumps(fields, ensure_ascii=False))
    given = ("\n".join(lines) + "\n").encode()
    check = [ruler or presend, "--isolated", "--input-format", "jsonl", "--format", "jsonl", "--fail-on", "never"]
    reports, words = (answers(command, given) for command in (check, [presend, "lexicon", "words", "/dev/stdin"]))
    assert len(rows) == len(reports) == len(words), path
    return [Message(row, path.stem, found, report) for row, found, report in zip(rows, words, reports)]


def answers(command, given):
    """One object a line from a program."""
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def labels(folder):
    """Id -> labels and reasons of ordinary messages, from the tables `id, verdict, six digits, places of the reason`.

    A place is `t` (text) or `s` (subject), first byte, `-`, byte behind; several stand with blanks between.
    """
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.tsv")):
        for line in path.read_text(encoding="utf8").splitlines()[1:]:
            name, verdict, digits, places = line.split("\t")
            spans = [(place[0], *map(int, place[1:].split("-"))) for place in places.split()]
            axes = ("sensitive", "urgent", "charged", "coordination", "fyi", "meeting_ask")
            found[name] = dict(zip(axes, map(int, digits))) | {"verdict": verdict}, spans
    return found


def labelled(ordinary, known):
    """The ordinary messages that were labelled, as labelled ones."""
    found = []
    for message in ordinary:
        if message.id in known:
            said, spans = known[message.id]
            parts = {"t": message.row["text"], "s": message.row.get("subject") or ""}
            why = [parts[part].encode()[first:end].decode() for part, first, end in spans]
            found.append(Message(message.row | {"labels": said, "why": why}, message.file, *message.read))
    return found


def ids(folder):
    """The ids, and nothing else, of the messages in a folder of labelled files."""
    return {json.loads(line)["id"] for path in pathlib.Path(folder).glob("*.jsonl") for line in open(path, encoding="utf8") if line.strip()}


def folds(messages):
    """A fold for each message; pairs, threads, near duplicates, what was written in one go and what was written after it stay together."""
    parent = {}

    def root(node):
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for at, message in enumerate(messages):
        keys = [("opening", message.opening)]
        if message.pair:
            keys.append(("pair", message.pair))
        keys.append(("set", message.set or message.id))
        if len(message.thread) > 8 and message.source != "draft":
            keys.append(("thread", message.source, message.thread))
        for key in keys:
            parent[root(("row", at))] = root(key)
    first = collections.OrderedDict()
    for at, message in enumerate(messages):
        first.setdefault(root(("row", at)), message.id)
    return [int(digest(first[root(("row", at))] + "7"), 16) % FOLDS for at in range(len(messages))]
