#!/usr/bin/env python3
"""Learns the weights of the verdict and writes its tables.

usage: learn.py EVAL_DIR PRESEND OUT_DIR [--rules OLD_PRESEND] [--sizes]

`--rules` names a program whose rules were not yet written with sight of the messages of EVAL_DIR. `--sizes` also cross-validates tables of other sizes. Of `check/` in EVAL_DIR only the ids are read, so that nothing is
learned from those messages where they stand among the ordinary ones too. README.md says what is learned and how. The same input gives the same files.
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
import passages
import ratings
import seeds
import tables
from columns import Column, Labels
from evidence import HALF, LONG, SHORT, Evidence
from word_vectors import WordVectors

HERE = pathlib.Path(__file__).resolve().parent
OWN, READ, BY_RULE = HERE / "drafts", HERE / "labels", HERE / "by-rule.jsonl"
LABELLED = ("gold", "gold2", "drafts")
MAIL = ("baserate_mail.aeslc", "baserate_mail.enron_other", "baserate_mail.enron_sent")
CHAT, LIST = "baserate_chat.irc_ubuntu", "baserate_mail.spamassassin_ham"
AUTHORED = "SWETU"  # of these groups a text on which the rule should speak is one to stop
COMPOSITE = {"E007", "S017", "U015", "K009"}  # rules that speak because of scores are no evidence for them
LEAST_CODES = 8
LEAST_WEIGHT = 2  # hundredths; smaller weights are left out
KEEP = 40_000
SIZES = (5_000, 10_000, 15_000, 25_000, 60_000)
STOPPED, SHORT_STOPPED, HELD, CHAT_STOPPED = 0.0172, 0.0135, 0.0042, 0.01  # shares of ordinary mail together, of short mail, and of chat
CURVE = (0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1)
VECTORS, SEEDS, RATED = 0.25, 0.3, 0.5  # how far words of like meaning, the seeds of an axis, and phrases of like rating, pull each other
HELD_CHANCE = 0.9  # the chance at which a message is held back
STOPPING, PRIOR, PLACES = "SWETLP", 0.7, 4  # groups of rules that say a message should not go; how far a rule is trusted before it spoke, and how often that counts
AXIS_SHARE = 0.03  # how much the six axes together count when n-grams are chosen
ABSENT = -6.0  # what a sentence adds up to that is not there
AXES = tables.TARGETS[2:]
TIERS = ("plain", "subtle", "quiet", "contrast")
COLUMNS = {"stop": ("stop", "level", "mid", "sensitive", "charged"), "talk": ("which", "talk", "stop", "sensitive", "charged")} | {axis: (axis,) for axis in AXES}


# Logits: of `stop` from which a message is stopped in mail, in short mail and in chat, and held back in mail or chat; of `talk` from which talking is better.
Limits = collections.namedtuple("Limits", ("mail", "short", "chat", "held", "chat_held", "talk"))


class Material:
    """Everything that is read, as matrices."""

    def __init__(self, folder, presend, ruler):
        def read(name):
            return messages.read(pathlib.Path(folder) / f"{name}.jsonl", presend, ruler)

        self.labelled = [message for name in LABELLED for message in read(name)]
        self.labelled += [message for path in sorted(OWN.glob("*.jsonl")) for message in messages.read(path, presend)]
        authored = read("authored") + messages.read(BY_RULE, presend)
        self.authored = [message for message in authored if message.code[0] in AUTHORED]
        self.exchange = [message for message in authored if message.code[0] not in STOPPING]
        self.ordinary = [message for name in (*MAIL, LIST, CHAT) for message in read(name)]
        apart = messages.ids(pathlib.Path(folder) / "check")
        self.apart = np.array([message.id in apart for message in self.ordinary], bool)
        known = {name: said for name, said in messages.labels(READ).items() if name not in apart}
        comments = {message.id: message for name in messages.COMMENTS for message in messages.read(pathlib.Path(folder) / f"{name}.jsonl", presend, ruler, known)}
        self.labelled += messages.labelled([*self.ordinary, *comments.values()], known)
        for group in (self.labelled, self.authored, self.ordinary):
            ngrams.prepare(group)
        never = ngrams.Never(self.labelled + self.ordinary)
        seeded, rated = seeds.read(never, presend), ratings.read(never, presend)
        self.vocabulary = sorted({*seeded, *rated, *ngrams.vocabulary(self.labelled + self.authored, self.ordinary, never)})
        self.shapes = sorted({shape for message in self.labelled for sentence in message.sentences for shape in sentence.shapes})
        count = collections.Counter(code for message in self.labelled for code in message.codes)
        self.codes = sorted(code for code, number in count.items() if number >= LEAST_CODES and code not in COMPOSITE)
        self.known, self.extra, self.other = (
            Evidence(group, self.vocabulary, self.shapes, self.codes) for group in (self.labelled, self.authored, self.ordinary))
        (known, self.known_owner), (other, self.other_owner) = passages.listed(self.labelled), passages.listed(self.ordinary)
        self.known_passages, self.other_passages = (Evidence(group, self.vocabulary, self.shapes, self.codes) for group in (known, other))
        self.extra_truth = np.array([message.kind == "fire" for message in self.authored], bool)
        self.vectors = np.hstack([VECTORS * WordVectors().of(self.vocabulary), SEEDS * seeds.columns(seeded, self.vocabulary),
                                  RATED * ratings.columns(rated, self.vocabulary)])
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
                *(Column(axis, labels.axis(axis), among=labels.rated, balance=0.5) for axis in AXES)]

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


def merged(learned, lines):
    """Weights per n-gram: one column a target, then the sentence's."""
    columns = [sum(line.of(name) * learned[name][0] for name in learned if name != "sentence") for line in lines.values()]
    return np.column_stack([*columns, learned["sentence"][0]])


def worth(material, learned, lines):
    """How much each n-gram moves."""
    weights = np.abs(merged(learned, lines))
    stop = lines["stop"]
    share = 0.5 * (abs(stop.of("best")) + abs(stop.of("second")))
    return material.often * (0.6 * weights[:, 0] + 0.15 * weights[:, 1] + AXIS_SHARE * weights[:, 2:-1].sum(1) + share * weights[:, -1])


def largest(values, number):
    """1 for the largest values, 0 for the others."""
    kept = np.zeros(len(values))
    kept[np.argsort(-values, kind="stable")[:number]] = 1
    return kept


class Lines:
    """The lines of the second regression, one a target, cross-validated (`known`, `other`) and whole."""

    def __init__(self, material, by_fold, kept):
        m = material
        groups = (m.known, m.known_passages, m.other, m.other_passages)
        folds = (m.fold, m.fold[m.known_owner], None, None)
        columns_of = tuple(out_of_fold(evidence, fold, by_fold, kept) for evidence, fold in zip(groups, folds))
        self.known, self.other, self.whole = {}, {}, {}
        self.passages = {}, {}
        for target in tables.TARGETS:
            self.learn(m, target, groups, columns_of)
        sharpen(self.known, self.passages[0], m.known_owner)
        sharpen(self.other, self.passages[1], m.other_owner)
        same = m.twin >= 0
        for target in tables.TARGETS:
            self.other[target][same] = self.known[target][m.twin[same]]

    def learn(self, m, target, groups, columns_of):
        """The line of one target."""
        parts = decide.parts(COLUMNS[target], m.codes)
        features, of_passages, ordinary, of_others = (
            decide.features(evidence, columns, COLUMNS[target]) for evidence, columns in zip(groups, columns_of))
        said = [np.zeros(len(rows)) for rows in (features, of_passages, ordinary, of_others)]
        everything, passage_fold = np.arange(m.known.size), m.fold[m.known_owner]
        for part in range(messages.FOLDS):
            line = fitted(m, target, (parts, features, ordinary), everything[m.fold != part])
            said[0][m.fold == part] = line.logits(features[m.fold == part])
            said[1][passage_fold == part] = line.logits(of_passages[passage_fold == part])
            said[2] += line.logits(ordinary) / messages.FOLDS
            said[3] += line.logits(of_others) / messages.FOLDS
        self.known[target], self.passages[0][target], self.other[target], self.passages[1][target] = said
        self.whole[target] = fitted(m, target, (parts, features, ordinary), everything)


def out_of_fold(evidence, fold, by_fold, kept):
    """The scores of all columns: each message by the columns of the others, an ordinary one (no fold) by all of them."""
    found = {}
    for part, learned in enumerate(by_fold):
        for name, values in scores(evidence, learned, kept[part]).items():
            if fold is None:
                found[name] = found.get(name, 0) + values / len(by_fold)
            else:
                found.setdefault(name, np.zeros_like(values))[fold == part] = values[fold == part]
    return found


def sharpen(whole, of_passages, owners):
    """Where a passage is surer than the whole message, its logits of `stop` and `talk` are the message's."""
    at = passages.best(owners, of_passages["stop"], len(whole["stop"]))
    surer = (at >= 0) & (of_passages["stop"][at] - passages.OFFSET > whole["stop"]) if len(owners) else np.zeros(len(at), bool)
    whole["stop"][surer] = of_passages["stop"][at[surer]] - passages.OFFSET
    whole["talk"][surer] = of_passages["talk"][at[surer]]


def fitted(material, target, prepared, rows):
    """The line of a target from some rows: `stop` also from ordinary messages, `talk` from messages to stop alone."""
    (parts, features, ordinary), labels = prepared, material.labels
    if target == "stop":
        plain = (material.twin < 0) & ~material.apart
        return decide.fit(parts, features[rows], labels.stop[rows], decide.weights(labels, rows, labels.stop), ordinary[plain])
    if target == "talk":
        rows = rows[labels.stop[rows]]
        return decide.fit(parts, features[rows], labels.talk[rows], labels.weight(rows, decide.OWN, decide.DRAFTS))
    rows = rows[labels.rated[rows]]
    truth = labels.axis(target)
    return decide.fit(parts, features[rows], truth[rows], decide.weights(labels, rows, truth))


def share(material, lines, files, allowed, most=np.inf):
    """The logit of `stop` that no more than the allowed share of the ordinary messages of some files reaches, of those with `most` words or fewer."""
    return float(np.quantile(lines.other["stop"][np.isin(material.file, files) & (material.other.words <= most)], 1 - allowed))


def limits(material, lines):
    """Where messages are stopped and held back, in mail and in chat, and from where talking is better, in logits."""
    limit = share(material, lines, MAIL, STOPPED)
    slope, shift = chat_line(material, lines)
    short = min(limit, share(material, lines, MAIL, SHORT_STOPPED, SHORT))
    return Limits(limit, short, min(limit, share(material, lines, (CHAT,), CHAT_STOPPED)), share(material, lines, MAIL, HELD),
                  (logit(HELD_CHANCE) - shift) / slope, talk_limit(material, lines, limit))


def logit(chance):
    """A chance as a logit."""
    return float(np.log(chance / (1 - chance)))


def chat_line(material, lines):
    """(slope, shift) from the logit of `stop` to that of the chance in chat, on a mix of which half are chats as they come, a message without a label
    being one that may go, and half are drafts for chat."""
    labels = material.labels
    drafts = np.where(labels.drafts & np.array([message.profile == "chat" for message in material.labelled]))[0]
    chats = np.where((material.file == CHAT) & ~material.apart)[0]
    twins = material.twin[chats]
    truth = np.r_[labels.stop[drafts], np.where(twins >= 0, labels.stop[twins], False)]
    scores = np.r_[lines.known["stop"][drafts], lines.other["stop"][chats]]
    weight = np.r_[np.full(len(drafts), 0.5 / len(drafts)), np.full(len(chats), 0.5 / len(chats))] * len(scores)
    slope, shift = logistic.fit(scores[:, None], truth, weight, 1e-6)
    return float(slope[0]), float(shift)


def mix(material):
    """(rows, weights) of the mix on which chances hold: half of it is ordinary mail and chat at its natural rate, half are drafts."""
    labels = material.labels
    natural = np.array([message.stratum == "random" for message in material.labelled])
    rows = np.where(natural | labels.drafts)[0]
    return rows, np.where(labels.drafts[rows], 0.5 / labels.drafts.sum(), 0.5 / natural.sum()) * len(rows)


def calibration(material, lines, held):
    """Target -> (slope, shift) from logits to chances; `talk` stays as it is, and `stop` is shifted on until HELD_CHANCE is the limit of holding back."""
    rows, weight = mix(material)
    found = {"talk": (1.0, 0.0)}
    for target in tables.TARGETS:
        if target == "talk":
            continue
        truth = material.labels.stop if target == "stop" else material.labels.axis(target)
        slope, shift = logistic.fit(lines.known[target][rows][:, None], truth[rows], weight, 1e-6)
        found[target] = float(slope[0]), float(shift)
    slope, shift = found["stop"]
    chance = logistic.chance(slope * held + shift)
    found["stop"] = slope, logit(HELD_CHANCE) - slope * held
    over, truth = lines.known["stop"][rows] >= held, material.labels.stop[rows]
    print(f"calibration: slope {slope:.3f} shift {shift:.3f}, with the chance of holding back {found['stop'][1]:.3f} (it was {chance:.3f}); "
          f"of those held back {np.average(truth[over], weights=weight[over]):.3f} are right")
    said = logistic.chance(slope * lines.known["stop"][rows] + found["stop"][1])
    for low, high in ((0, .05), (.05, .1), (.1, .25), (.25, .5), (.5, .75), (.75, .9), (.9, 1.01)):
        at = (said >= low) & (said < high)
        if at.any():
            print(f"  chance {low}-{high}: said {np.average(said[at], weights=weight[at]):.3f}, were {np.average(truth[at], weights=weight[at]):.3f} of {at.sum()}")
    return found


def axis_figures(material, lines):
    """Prints how well each axis tells messages apart, within a kind and in all."""
    labels = material.labels
    real = ~labels.drafts & ~labels.own
    for axis in AXES:
        truth = labels.axis(axis)
        print(f"  {axis:13}" + " ".join(f"{name} {auc(truth[rows], lines.known[axis][rows]):.3f}" for name, rows in (
            ("real", real), ("drafts", labels.drafts), ("enron", labels.groups == "enron"))))


def auc(truth, score):
    """The share of pairs in the right order; no account is taken of ties."""
    rank = np.empty(len(score))
    rank[np.argsort(score, kind="stable")] = np.arange(1, len(score) + 1)
    yes = truth.sum()
    return (rank[truth].sum() - yes * (yes + 1) / 2) / max(1, yes * (len(truth) - yes))


def confidence(material):
    """Code -> how often, in percent, a message in which the rule spoke was one to stop; for rules about the exchange, how often it spoke rightly on texts
    written for it. Few places count little beside PRIOR."""
    rows, weight = mix(material)
    spoke, right = collections.Counter(), collections.Counter()
    for row, share in zip(rows, weight):
        message = material.labelled[row]
        for code in message.codes - {"asks"}:
            if code[0] in STOPPING:
                spoke[code] += share
                right[code] += share * message.stop
    for message in material.exchange:
        if message.code in message.codes:
            spoke[message.code] += 1
            right[message.code] += message.kind == "fire"
    return {code: 100 * (right[code] + PLACES * PRIOR) / (spoke[code] + PLACES) for code in spoke}


def talk_limit(material, lines, limit):
    """The logit of talk with the best kappa over write, reword, talk on the drafts of the evaluation, all tiers alike."""
    labels, options = material.labels, []
    for value in np.arange(-1.5, 1.01, 0.05):
        said = np.where(lines.known["stop"] < limit, 0, np.where(lines.known["talk"] >= value, 2, 1))
        truth = np.where(~labels.stop, 0, np.where(labels.talk, 2, 1))
        tiers = [labels.drafts & (labels.groups == tier) for tier in TIERS]
        options.append((np.mean([kappa(said[tier], truth[tier]) for tier in tiers]), round(float(value), 2)))
    return max(options)[1]


def kappa(said, truth):
    """How far two readings agree beyond luck."""
    luck = sum((said == answer).mean() * (truth == answer).mean() for answer in range(3))
    return ((said == truth).mean() - luck) / (1 - luck)


def answers(material, lines, numbers):
    """(action, held back) of labelled and of ordinary messages, cross-validated."""
    def of(group, stop, second):
        out = []
        for message, z, y in zip(group, stop, second):
            mail = numbers.short if message.count <= SHORT else numbers.mail
            stop, held = (numbers.chat, numbers.chat_held) if message.profile == "chat" else (mail, numbers.held)
            out.append((("talk" if y >= numbers.talk else "reword") if z >= stop else "write", bool(z >= max(stop, held))))
        return out

    return of(material.labelled, lines.known["stop"], lines.known["talk"]), of(material.ordinary, lines.other["stop"], lines.other["talk"])


def report(material, lines, numbers):
    """Prints the cross-validated figures."""
    known, other = answers(material, lines, numbers)
    print("\n".join(figures.lines(material.labelled, known)))
    print("\n".join(figures.ordinary(material.ordinary, other)), flush=True)


def curve(material, lines):
    """Prints how well each kind is told apart, and its recall at several shares of stopped ordinary mail."""
    labels = material.labels
    real = np.array([message.file == "gold2" for message in material.labelled])
    kinds = {name: labels.groups == name for name in TIERS}
    kinds |= {"gold2": real, "gold2 enron": real & (labels.groups == "enron"), "gold2 comments": real & np.isin(labels.groups, figures.COMMENTS)}
    print("  AUC " + "; ".join(f"{name} {auc(labels.stop[at], lines.known['stop'][at]):.3f}" for name, at in kinds.items()))
    for allowed in CURVE:
        limit = share(material, lines, MAIL, allowed)
        over = lines.known["stop"] >= limit
        found = [f"{name} {over[at & labels.stop].mean():.2f} ({over[at & ~labels.stop].mean():.3f})" for name, at in kinds.items()]
        print(f"  mail stopped {allowed}: recall (fine stopped) {'; '.join(found)}")


def write(folder, material, learned, kept, lines, numbers, calibrated):
    """The tables."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    slopes = {target: calibrated[target][0] for target in tables.TARGETS}
    weights = merged(learned, lines.whole) * np.array([*slopes.values(), 1])
    hundredths = np.round(100 * weights).astype(int) * kept[:, None].astype(int)
    hundredths[np.abs(hundredths) < LEAST_WEIGHT] = 0
    rows = [(gram, *cells) for gram, cells in zip(material.vocabulary, hundredths.tolist()) if any(cells)]
    tables.write(folder, "cues.tsv", ("cue", *tables.COLUMNS), rows)
    _, shapes, sentence = learned["sentence"]
    tables.write(folder, "shapes.tsv", ("shape", "sentence"), [(name, round(100 * value)) for name, value in zip(material.shapes, shapes)])
    right = confidence(material)
    tables.write(folder, "codes.tsv", ("code", *tables.TARGETS, "right"),
                 [(code, *(round(100 * slopes[target] * line.of(code)) for target, line in lines.whole.items()), round(right.get(code, 0)))
                  for code in sorted({*material.codes, *right})])
    numbers_of = []
    for target, line in lines.whole.items():
        slope, shift = calibrated[target]
        own = line.intercept + sum(line.of(name) * learned[name][1] for name in learned if name != "sentence")
        parts = [100 * slope * line.of(part) for part in ("best", "second", *decide.LENGTHS)]
        numbers_of.append((target, *(round(value) for value in (100 * (slope * own + shift), *parts))))
    tables.write(folder, "targets.tsv", ("target", "bias", "best", "second", *decide.LENGTHS), numbers_of)
    slope, shift = calibrated["stop"]
    chat_slope, chat_shift = chat_line(material, lines)
    given = {"half": HALF, "short": SHORT, "long": LONG, "passage-words": passages.WORDS, "passage-most": passages.MOST, "passage-offset": 100 * slope * passages.OFFSET,
             "sentence-bias": 100 * sentence, "sentence-absent": 100 * ABSENT,
             "limit": 100 * (slope * numbers.mail + shift), "short-limit": 100 * (slope * numbers.short + shift), "chat-limit": 100 * (slope * numbers.chat + shift),
             "chat-slope": 100 * chat_slope / slope, "chat-shift": 100 * (chat_shift - chat_slope * shift / slope),
             "talk-limit": 100 * numbers.talk, "confidence": 100 * PRIOR}
    tables.write(folder, "numbers.tsv", ("number", "value"), [(name, round(value)) for name, value in given.items()])
    return len(rows)


def main():
    folder, presend, out, *options = sys.argv[1:]
    sizes = SIZES if "--sizes" in options else ()
    ruler = options[options.index("--rules") + 1] if "--rules" in options else presend
    material = Material(folder, presend, ruler)
    print(len(material.vocabulary), "n-grams in", len(material.labelled), "messages", flush=True)
    by_fold = [material.columns(np.where(material.fold != part)[0]) for part in range(messages.FOLDS)]
    all_kept = [np.ones(len(material.vocabulary))] * messages.FOLDS
    free = Lines(material, by_fold, all_kept)
    for number in (*sizes, KEEP):
        kept = [largest(worth(material, learned, free.whole), number) for learned in by_fold]
        lines = Lines(material, by_fold, kept)
        numbers = limits(material, lines)
        print(f"== {number} n-grams: limits {numbers}")
        report(material, lines, numbers)
    curve(material, lines)
    axis_figures(material, lines)
    calibrated = calibration(material, lines, numbers.held)
    learned = material.columns(np.arange(material.known.size))
    kept = largest(worth(material, learned, lines.whole), KEEP)
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
