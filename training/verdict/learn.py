#!/usr/bin/env python3
"""Learns the weights of the verdict and writes its tables.

usage: learn.py EVAL_DIR PRESEND OWN_WORDS OUT_DIR [--sizes]

`--sizes` also cross-validates tables of other sizes. Reads only the files of EVAL_DIR itself, never those of a folder in
it. README.md says what is learned and how. The same input gives the same files.
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: sums in one order

import collections
import pathlib
import sys

import numpy as np

import columns
import decide
import figures
import judge
import logistic
import messages
import ngrams
import seeds
import tables
from columns import Column, Labels
from evidence import HALF, Evidence
from word_vectors import WordVectors

LABELLED = ("gold", "gold2", "drafts")
MAIL = ("baserate_mail.aeslc", "baserate_mail.enron_other", "baserate_mail.enron_sent")
CHAT, LIST = "baserate_chat.irc_ubuntu", "baserate_mail.spamassassin_ham"
AUTHORED = "SWETU"  # of these groups a text on which the rule should speak is one to stop
COMPOSITE = {"E007", "S017", "U015", "K009"}  # rules that speak because of scores are no evidence for them
LEAST_CODES = 8
KEEP = 25_000
SIZES = (5_000, 10_000, 15_000, 40_000, 60_000)
STOPPED, HELD, CHAT_STOPPED = 0.02, 0.005, 0.004  # shares of ordinary messages
CURVE = (0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1)
VECTORS, SEEDS = 0.25, 0.3  # how far words of like meaning, and the seeds of an axis, pull each other
ABSENT = -6.0  # what a sentence adds up to that is not there
STOP_COLUMNS, TALK_COLUMNS = ("stop", "level", "mid", "sensitive", "charged"), ("which", "talk", "stop", "sensitive", "charged")


class Material:
    """Everything that is read, as matrices."""

    def __init__(self, folder, presend, own_words):
        def read(name):
            return messages.read(pathlib.Path(folder) / f"{name}.jsonl", presend, own_words)

        self.labelled = [message for name in LABELLED for message in read(name)]
        self.authored = [message for message in read("authored") if message.code[0] in AUTHORED]
        self.ordinary = [message for name in (*MAIL, LIST, CHAT) for message in read(name)]
        for group in (self.labelled, self.authored, self.ordinary):
            ngrams.prepare(group)
        never = ngrams.Never(self.labelled + self.ordinary)
        seeded = seeds.read(never)
        self.vocabulary = sorted({*seeded, *ngrams.vocabulary(self.labelled + self.authored, self.ordinary, never)})
        self.shapes = sorted({shape for message in self.labelled for sentence in message.sentences for shape in sentence.shapes})
        count = collections.Counter(code for message in self.labelled for code in message.codes)
        self.codes = sorted(code for code, number in count.items() if number >= LEAST_CODES and code not in COMPOSITE)
        self.known, self.extra, self.other = (
            Evidence(group, self.vocabulary, self.shapes, self.codes) for group in (self.labelled, self.authored, self.ordinary))
        self.extra_truth = np.array([message.kind == "fire" for message in self.authored], bool)
        self.vectors = np.hstack([VECTORS * WordVectors().of(self.vocabulary), SEEDS * seeds.columns(seeded, self.vocabulary)])
        self.labels, self.fold = Labels(self.labelled), np.array(messages.folds(self.labelled))
        at = {message.whole: number for number, message in enumerate(self.labelled)}
        self.twin = np.array([at.get(message.whole, -1) for message in self.ordinary])
        self.file = np.array([message.file for message in self.ordinary])
        self.often = np.sqrt(np.asarray((self.known.messages > 0).sum(0)).ravel() + np.asarray((self.other.messages > 0).sum(0)).ravel() / 4 + 0.5)

    def wanted(self):
        """The columns of whole messages."""
        labels = self.labels
        return [Column("stop", labels.stop, authored=1.0), Column("level", labels.stop, balance=0.0, apart=False),
                Column("mid", labels.stop, apart=False), Column("which", labels.talk, among=labels.stop), Column("talk", labels.talk),
                Column("sensitive", labels.axis("sensitive"), balance=0.5), Column("charged", labels.axis("charged"), balance=0.5)]

    def columns(self, rows):
        """Learns all columns from the rows: name -> (weights of n-grams, intercept), and the sentence's with its shapes."""
        learned = {}
        for column in self.wanted():
            learned[column.name] = columns.message_column(column, self.known, self.labels, rows, (self.extra, self.extra_truth), self.vectors)
        learned["sentence"] = columns.sentence_column(self.known, self.labels, rows, self.vectors)
        return learned


def scores(evidence, learned, kept):
    """What the columns say of messages, with the kept n-grams alone."""
    out = {name: evidence.messages @ (learned[name][0] * kept) + learned[name][1] for name in learned if name != "sentence"}
    weights, shapes, intercept = learned["sentence"]
    out["sentence"] = evidence.best(evidence.sentences @ (weights * kept) + evidence.shapes @ shapes + intercept, ABSENT)
    return out


def merged(learned, stop, talk):
    """Weights per n-gram: stop, talk, sentence."""
    size = len(learned["stop"][0])
    out = np.zeros((size, 3))
    for at, line in enumerate((stop, talk)):
        for name in learned:
            if name != "sentence":
                out[:, at] += line.of(name) * learned[name][0]
    out[:, 2] = learned["sentence"][0]
    return out


def worth(material, learned, stop, talk):
    """How much each n-gram moves."""
    weights = np.abs(merged(learned, stop, talk))
    share = 0.5 * (abs(stop.of("best")) + abs(stop.of("second")))
    return material.often * (0.6 * weights[:, 0] + 0.15 * weights[:, 1] + share * weights[:, 2])


def largest(values, number):
    """1 for the largest values, 0 for the others."""
    kept = np.zeros(len(values))
    kept[np.argsort(-values, kind="stable")[:number]] = 1
    return kept


class Lines:
    """Both lines of the second regression, cross-validated and whole."""

    def __init__(self, material, by_fold, kept):
        m, labels = material, material.labels
        known, other = {}, {}
        for part, learned in enumerate(by_fold):
            found, beside = scores(m.known, learned, kept[part]), scores(m.other, learned, kept[part])
            for name in found:
                known.setdefault(name, np.zeros_like(found[name]))[m.fold == part] = found[name][m.fold == part]
                other[name] = other.get(name, 0) + beside[name] / len(by_fold)
        self.stop, self.stop_other = np.zeros(m.known.size), np.zeros(m.other.size)
        self.talk, self.talk_other = np.zeros(m.known.size), np.zeros(m.other.size)
        parts, known_stop = decide.features(m.known, known, STOP_COLUMNS, m.codes)
        _, other_stop = decide.features(m.other, other, STOP_COLUMNS, m.codes)
        talk_parts, known_talk = decide.features(m.known, known, TALK_COLUMNS, m.codes)
        _, other_talk = decide.features(m.other, other, TALK_COLUMNS, m.codes)
        everything = np.arange(m.known.size)

        def both(rows):
            stop = decide.fit(parts, known_stop[rows], labels.stop[rows], decide.weights(labels, rows, labels.stop), other_stop[m.twin < 0])
            rows = rows[labels.stop[rows]]
            weight = np.where(labels.drafts[rows], decide.DRAFTS, 1.0) * np.where(labels.disputed[rows], columns.DISPUTED, 1.0)
            return stop, decide.fit(talk_parts, known_talk[rows], labels.talk[rows], weight)

        for part in range(messages.FOLDS):
            stop, talk = both(everything[m.fold != part])
            test = m.fold == part
            self.stop[test], self.talk[test] = stop.logits(known_stop[test]), talk.logits(known_talk[test])
            self.stop_other += stop.logits(other_stop) / messages.FOLDS
            self.talk_other += talk.logits(other_talk) / messages.FOLDS
        self.whole = both(everything)
        same = m.twin >= 0
        self.stop_other[same], self.talk_other[same] = self.stop[m.twin[same]], self.talk[m.twin[same]]


def limits(material, lines):
    """(limit, limit in chat, limit to hold back), in logits: the budgets of ordinary messages."""
    def share(files, allowed):
        return max(float(np.quantile(lines.stop_other[material.file == file], 1 - allowed)) for file in files)

    limit = share(MAIL, STOPPED)
    return limit, min(limit, share((CHAT,), CHAT_STOPPED)), share(MAIL, HELD)


def calibration(material, lines, held):
    """(slope, shift) from logits to chances: half of the mix is ordinary mail and chat at its natural rate, half are drafts."""
    labels = material.labels
    natural = np.array([message.stratum == "random" for message in material.labelled])
    rows = np.where(natural | labels.drafts)[0]
    weight = np.where(labels.drafts[rows], 0.5 / labels.drafts.sum(), 0.5 / natural.sum()) * len(rows)
    slope, shift = logistic.fit(lines.stop[rows][:, None], labels.stop[rows], weight, 1e-6)
    said = lines.stop[rows] >= held
    right = (weight * said * labels.stop[rows]).sum() / (weight * said).sum()
    chance = logistic.chance(slope[0] * held + shift)
    print(f"calibration: slope {slope[0]:.3f} shift {shift:.3f}; at the limit of holding back the chance is {chance:.3f}; of those held back {right:.3f} are right")
    for low, high in ((0, .05), (.05, .1), (.1, .25), (.25, .5), (.5, .75), (.75, .9), (.9, 1.01)):
        found = logistic.chance(slope[0] * lines.stop[rows] + shift)
        at = (found >= low) & (found < high)
        if at.any():
            print(f"  chance {low}-{high}: said {np.average(found[at], weights=weight[at]):.3f}, were {np.average(labels.stop[rows][at], weights=weight[at]):.3f} of {at.sum()}")
    return float(slope[0]), float(shift)


def talk_limit(material, lines, limit):
    """The logit of talk with the best kappa over write, reword, talk on plain drafts among those with a talk recall of 0.72 or more."""
    labels, options = material.labels, []
    rows = labels.groups == "plain"
    for value in np.arange(-1.5, 1.01, 0.05):
        hit = lines.stop[rows] >= limit
        said = np.where(~hit, 0, np.where(lines.talk[rows] >= value, 2, 1))
        truth = np.where(~labels.stop[rows], 0, np.where(labels.talk[rows], 2, 1))
        luck = sum((said == c).mean() * (truth == c).mean() for c in range(3))
        recall = (said == 2)[truth == 2].mean()
        options.append((recall >= 0.72, ((said == truth).mean() - luck) / (1 - luck), round(float(value), 2)))
    return max(options)[2]


def answers(material, lines, numbers):
    """(action, held back) of labelled and of ordinary messages, cross-validated."""
    limit, chat, held, talk = numbers

    def of(group, stop, second):
        out = []
        for message, z, y in zip(group, stop, second):
            over = z >= (chat if message.profile == "chat" else limit)
            out.append((("talk" if y >= talk else "reword") if over else "write", bool(over and z >= held)))
        return out

    return of(material.labelled, lines.stop, lines.talk), of(material.ordinary, lines.stop_other, lines.talk_other)


def report(material, lines, numbers):
    """Prints the cross-validated figures."""
    known, other = answers(material, lines, numbers)
    print("\n".join(figures.lines(material.labelled, known)))
    print("\n".join(figures.ordinary(material.ordinary, other)), flush=True)


def curve(material, lines):
    """Prints the recall of each kind at several shares of stopped ordinary mail."""
    labels = material.labels
    real = np.array([message.file == "gold2" for message in material.labelled])
    kinds = {name: labels.groups == name for name in ("plain", "subtle", "quiet", "contrast")}
    kinds |= {"gold2": real, "gold2 enron": real & (labels.groups == "enron"), "gold2 comments": real & np.isin(labels.groups, figures.COMMENTS)}
    for allowed in CURVE:
        limit = max(float(np.quantile(lines.stop_other[material.file == file], 1 - allowed)) for file in MAIL)
        over = lines.stop >= limit
        found = [f"{name} {over[at & labels.stop].mean():.2f} ({over[at & ~labels.stop].mean():.3f})" for name, at in kinds.items()]
        print(f"  mail stopped {allowed}: recall (fine stopped) {'; '.join(found)}")


def write(folder, material, learned, kept, lines, numbers, calibrated):
    """The tables."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    stop, talk = lines.whole
    slope, shift = calibrated
    weights = merged(learned, stop, talk) * np.array([slope, 1, 1])
    hundredths = np.round(100 * weights).astype(int) * kept[:, None].astype(int)
    rows = [(gram, *cells) for gram, cells in zip(material.vocabulary, hundredths.tolist()) if any(cells)]
    tables.write(folder, "cues.tsv", ("cue", *tables.COLUMNS), rows)
    _, shapes, sentence = learned["sentence"]
    tables.write(folder, "shapes.tsv", ("shape", "sentence"), [(name, round(100 * value)) for name, value in zip(material.shapes, shapes)])
    tables.write(folder, "codes.tsv", ("code", "stop", "talk"),
                 [(code, round(100 * slope * stop.of(code)), round(100 * talk.of(code))) for code in material.codes])
    limit, chat, held, talk_at = numbers
    own = [line.intercept + sum(line.of(name) * learned[name][1] for name in learned if name != "sentence") for line in (stop, talk)]
    given = {"half": HALF, "sentence-bias": 100 * sentence, "sentence-absent": 100 * ABSENT,
             "stop-bias": 100 * (slope * own[0] + shift), "talk-bias": 100 * own[1]}
    for name, line, factor in (("stop", stop, slope), ("talk", talk, 1.0)):
        for part in ("best", "second", "length"):
            given[f"{name}-{part}"] = 100 * factor * line.of(part)
    given |= {"limit": 100 * (slope * limit + shift), "chat-limit": 100 * (slope * chat + shift), "held-limit": 100 * (slope * held + shift), "talk-limit": 100 * talk_at}
    tables.write(folder, "numbers.tsv", ("number", "value"), [(name, round(value)) for name, value in given.items()])
    return len(rows)


def main():
    folder, presend, own_words, out, *options = sys.argv[1:]
    sizes = SIZES if options == ["--sizes"] else ()
    material = Material(folder, presend, own_words)
    print(len(material.vocabulary), "n-grams in", len(material.labelled), "messages", flush=True)
    by_fold = [material.columns(np.where(material.fold != part)[0]) for part in range(messages.FOLDS)]
    all_kept = [np.ones(len(material.vocabulary))] * messages.FOLDS
    free = Lines(material, by_fold, all_kept)
    for number in (*sizes, KEEP):
        kept = [largest(worth(material, learned, *free.whole), number) for learned in by_fold]
        lines = Lines(material, by_fold, kept)
        numbers = limits(material, lines)
        numbers += (talk_limit(material, lines, numbers[0]),)
        print(f"== {number} n-grams: limits {numbers}")
        report(material, lines, numbers)
    curve(material, lines)
    calibrated = calibration(material, lines, numbers[2])
    learned = material.columns(np.arange(material.known.size))
    kept = largest(worth(material, learned, *lines.whole), KEEP)
    written = write(out, material, learned, kept, lines, numbers, calibrated)
    print(written, "cues written")
    check_tables(out, material)


def check_tables(out, material):
    """What the written tables say of the messages they were learned from: right only for the budgets, for the rest too good."""
    judged_by = judge.Judge(out)
    print("== by the tables, on the messages they were learned from")
    print("\n".join(figures.ordinary(material.ordinary, [judged_by.judge(message)[:2] for message in material.ordinary])), flush=True)


if __name__ == "__main__":
    main()
