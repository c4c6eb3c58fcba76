#!/usr/bin/env python3
"""Learns the weights of the cues.

usage: train.py EVAL_DIR [--zones DUMP] [--check]

Reads the labelled sets of EVAL_DIR and the seeds, fits one regularised linear model per axis whose centre are the
seeds, and writes cues.tsv, shapes.tsv, codes.tsv and axes.tsv into lexicons/cues, talk.tsv and figures.tsv beside this script.
`--zones`: rows of {"id","kind","stretch"} that presend printed (its own zones); without it they are approximated. `--check`
writes nothing and only cross-validates. README.md says what the numbers mean. Seeded: the same input gives the same files.
"""

import collections
import json
import pathlib
import subprocess
import sys

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

import data
from data import AXES, GOLD, PUBLIC, TABLES, twin, twins

HERE = pathlib.Path(__file__).resolve().parent
SEED = 7
FOLDS = 5
HALF = 50  # words at which the damping of long messages sets in
CAP = 3.0  # the most one cue may weigh
MAX_CUES = 7500
# Per axis: power of the damping, inverse regularisation, share of the public rows' weight.
KNOBS = {"sensitive": (0.75, 0.1, 1.0), "urgent": (1.0, 0.1, 1.0), "charged": (0.75, 0.2, 0.1), "coordination": (0.3, 0.3, 1.0),
         "fyi": (0.75, 0.3, 1.0), "meeting": (0.5, 0.3, 1.0), "reword": (0.75, 0.2, 0.0)}
BASE = 0.05  # ordinary messages without a label count this much as ones that need no stop
SHAPE_CAP = 1.5  # the most one shape may weigh: a shape tells the kind of message more than what it says
SD_FREE, SEED_SCALE, SHAPE_SCALE, CODE_SCALE = 0.4, 0.35, 0.6, 0.7
# The verdict's own column takes its seeds from these axes.
HEADS = {"reword": ("charged",)}
STOPS = {"charged", "reword"}
TARGETS = [axis for axis in AXES if axis != "relationship"] + list(HEADS)


def sigmoid(x):
    """Logistic function."""
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


class Material:
    """Rows, vocabulary and matrices."""

    def __init__(self, folder, zones, codes):
        self.never = data.Never()
        rows = data.load(folder, zones)
        self.gold = [row for row in rows if row["kind"] == "gold"]
        self.public = [row for row in rows if row["kind"] == "public"]
        known = {row["key"] for row in self.gold}
        self.base = [row for row in rows if row["kind"] == "base" and row["key"] not in known]
        self.rows = self.gold + self.public + self.base
        self.codes = codes
        seed_words = {word for of_axis in data.seeds(self.never).values() for gram in of_axis for word in gram.split()}
        self.never.names = names(rows) - seed_words
        self.seeds = data.seeds(self.never)
        self.vocabulary(rows)
        self.grams = self.matrix([[twin(gram) for gram in row["grams"]] for row in self.rows], self.vocab)
        self.shape_names = sorted({shape for row in rows for shape in row["shapes"]})
        self.shapes = self.matrix([row["shapes"] for row in self.rows], self.shape_names)
        self.code_names = sorted({code for row in self.rows for code in self.codes_of(row)})
        self.by_code = self.matrix([self.codes_of(row) for row in self.rows], self.code_names)
        self.count = np.array([row["n"] for row in self.rows], float)
        self.keys = [row["key"] for row in self.gold]
        rng = np.random.RandomState(SEED)
        fold_of = {key: rng.randint(FOLDS) for key in sorted(set(self.keys))}
        self.fold = np.array([fold_of[key] for key in self.keys])
        self.source = np.array([row["source"] for row in self.gold])

    def codes_of(self, row):
        return self.codes.get(row["file"] + "/" + str(row["id"]), ())

    def vocabulary(self, rows):
        """Seeded n-grams, and those of at least two sources that are frequent enough."""
        often, labelled, sources = collections.Counter(), collections.Counter(), collections.defaultdict(set)
        for row in rows:
            for gram in {twin(gram) for gram in row["grams"]}:
                often[gram] += 1
                labelled[gram] += row["kind"] != "base"
                sources[gram].add(row["source"])
        self.canonical = {target: {} for target in TARGETS + ["relationship"]}
        for axis, of_axis in self.seeds.items():
            for gram, strength in of_axis.items():
                self.canonical[axis].setdefault(twin(gram), strength)
        for head, axes in HEADS.items():
            for axis in axes:
                for gram, strength in self.canonical[axis].items():
                    self.canonical[head].setdefault(gram, strength)
        seeded = set().union(*self.canonical.values())
        learned = {gram for gram in often if labelled[gram] >= 4 and often[gram] >= 8 and len(sources[gram]) >= 2
                   and not any(self.never.forbids(form) for form in twins(gram))}
        self.vocab = sorted(seeded | learned)
        self.seeded, self.often = seeded, often

    @staticmethod
    def matrix(lists, columns):
        """A 0/1 matrix: one row a list, one column a name."""
        number = {name: at for at, name in enumerate(columns)}
        pointers, indices = [0], []
        for names_of_row in lists:
            indices += sorted({number[name] for name in names_of_row if name in number})
            pointers.append(len(indices))
        return sp.csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(lists), len(columns)))

    def truth(self, target):
        """0/1 for the gold rows."""
        if target in (*HEADS, "talk"):
            return np.array([row["labels"]["verdict"] == target for row in self.gold], int)
        return np.array([row["labels"][GOLD[target]] for row in self.gold], int)

    def strength(self, target):
        """The seeds' strength for each n-gram of the vocabulary."""
        return np.array([self.canonical[target].get(gram, 0) for gram in self.vocab], float)


def names(rows):
    """Words with a capital in most of the places where no sentence begins."""
    capital, total = collections.Counter(), collections.Counter()
    for row in rows:
        for text, is_capital in row["caps"]:
            total[text] += 1
            capital[text] += is_capital
    return {text for text in total if total[text] >= 3 and capital[text] > 0.5 * total[text]}


class Model:
    """Weights of one target in logits: of n-grams, shapes, codes, and the bias."""

    def __init__(self, material, target, train, sources=None, use_seeds=True, use_data=True, calibrate=True):
        self.material, self.target = material, target
        self.power = KNOBS[target][0]
        self.options = (sources, use_seeds, use_data)
        self.fit(np.asarray(train))
        if calibrate:
            self.calibrate(np.asarray(train))
        self.grams = np.round(np.clip(self.grams, -CAP, CAP), 2)
        self.shapes = np.clip(self.shapes, -SHAPE_CAP, SHAPE_CAP)
        self.shapes, self.codes, self.bias = np.round(self.shapes, 2), np.round(self.codes, 2), round(self.bias, 2)

    def fit(self, train):
        """Fits on gold rows `train` and the public sets (of `sources`, if given, only)."""
        m, (sources, use_seeds, use_data) = self.material, self.options
        _, c, share = KNOBS[self.target]
        truth, damp = m.truth(self.target), 1 / (1 + m.count / HALF) ** self.power
        damped = sp.diags(damp) @ m.grams
        strength = m.strength(self.target) * use_seeds
        # A weight is scale x strength + its own share; both are held back, the own share of a free n-gram more.
        spread = np.where(strength != 0, 1.0, SD_FREE) * use_data
        priors = np.c_[damped @ np.maximum(strength, 0), damped @ np.minimum(strength, 0)] * SEED_SCALE
        features = sp.hstack([damped @ sp.diags(spread), sp.csr_matrix(priors), m.shapes * SHAPE_SCALE, m.by_code * CODE_SCALE]).tocsr()
        kept_out = {m.keys[at] for at in range(len(m.gold)) if at not in set(train.tolist())}
        extra = [(len(m.gold) + at, row) for at, row in enumerate(m.public)
                 if self.target in AXES and PUBLIC[row["file"]][0] == self.target and PUBLIC[row["file"]][1] * share > 0
                 and row["key"] not in kept_out and (sources is None or row["source"] in sources)]
        files = sorted({row["file"] for _, row in extra})
        first = len(m.gold) + len(m.public)
        ordinary = [first + at for at, row in enumerate(m.base)
                    if self.target in STOPS and row["key"] not in kept_out and (sources is None or row["source"] in sources)]
        own_bias = np.zeros((len(train) + len(extra) + len(ordinary), max(1, len(files))))
        for at, (_, row) in enumerate(extra):
            own_bias[len(train) + at, files.index(row["file"])] = 3
        rate = max(truth[train].mean(), 0.005)
        weight = np.r_[np.where(truth[train] == 1, np.sqrt(1 / rate) / 2, 1.0), [share * PUBLIC[row["file"]][1] for _, row in extra],
                       [BASE] * len(ordinary)]
        rows = np.r_[train, [at for at, _ in extra], ordinary].astype(int)
        labels = np.r_[truth[train], [row["label"] for _, row in extra], [0] * len(ordinary)]
        model = LogisticRegression(C=c, max_iter=500, tol=1e-3, random_state=SEED)
        model.fit(sp.hstack([features[rows], sp.csr_matrix(own_bias)]).tocsr(), labels, sample_weight=weight)
        found, size, shapes = model.coef_[0], len(m.vocab), m.shapes.shape[1]
        up, down = found[size:size + 2] * SEED_SCALE
        self.grams = found[:size] * spread + up * np.maximum(strength, 0) + down * np.minimum(strength, 0)
        self.up, self.down = up, down
        self.shapes = found[size + 2:size + 2 + shapes] * SHAPE_SCALE
        self.codes = found[size + 2 + shapes:size + 2 + shapes + m.by_code.shape[1]] * CODE_SCALE
        self.bias = float(model.intercept_[0])

    def calibrate(self, train):
        """Stretches and shifts by the scores of rows that were not trained on: 0.5 is to mean every second."""
        m, parts = self.material, self.material.fold[train] if self.options[0] is None else np.arange(len(train)) % 4
        scores = np.zeros(len(train))
        for part in set(parts):
            inner = Model(m, self.target, train[parts != part], *self.options, calibrate=False)
            scores[parts == part] = inner.logits(train[parts == part])
        truth = m.truth(self.target)[train]
        if truth.sum() >= 5:
            line = LogisticRegression(C=100).fit(scores[:, None], truth)
            slope = max(0.3, float(line.coef_[0][0]))
            self.grams, self.shapes, self.codes = self.grams * slope, self.shapes * slope, self.codes * slope
            self.bias = self.bias * slope + float(line.intercept_[0])

    def logits(self, rows):
        """The logits of rows of the material."""
        m = self.material
        damp = 1 / (1 + m.count[rows] / HALF) ** self.power
        sums = damp * np.asarray(m.grams[rows] @ self.grams).ravel()
        return self.bias + sums + np.asarray(m.shapes[rows] @ self.shapes).ravel() + np.asarray(m.by_code[rows] @ self.codes).ravel()


def by_row(material, target, **options):
    """Logits of every gold row by a model that did not see its fold."""
    out = np.zeros(len(material.gold))
    for part in range(FOLDS):
        train, test = np.where(material.fold != part)[0], np.where(material.fold == part)[0]
        out[test] = Model(material, target, train, **options).logits(test)
    return out


def by_source(material, target):
    """Logits of every gold row by a model that saw nothing of its source."""
    out = np.zeros(len(material.gold))
    sources = {row["source"] for row in material.rows}
    for source in sorted(set(material.source)):
        train, test = np.where(material.source != source)[0], np.where(material.source == source)[0]
        out[test] = Model(material, target, train, sources=sources - {source}, calibrate=False).logits(test)
    return out


def interval(truth, score, figure, times=400):
    """The 95 % interval of a figure, by drawing rows again."""
    rng, found = np.random.RandomState(SEED), []
    for _ in range(times):
        at = rng.randint(len(truth), size=len(truth))
        if 0 < truth[at].sum() < len(at):
            found.append(figure(truth[at], score[at]))
    return np.percentile(found, [2.5, 97.5])


def best_f1(truth, score, precision=0.75):
    """(F1, precision, recall, threshold) of the best threshold at which precision is kept."""
    order = np.argsort(-score)
    hits, said = np.cumsum(truth[order]), np.arange(1, len(truth) + 1)
    p, r = hits / said, hits / truth.sum()
    f1 = np.where(p >= precision, 2 * p * r / np.maximum(p + r, 1e-9), 0)
    at = int(f1.argmax())
    return f1[at], p[at], r[at], score[order][at]


def kappa(truth, said):
    """Cohen's kappa of two lists of names."""
    same = np.mean(truth == said)
    chance = sum(np.mean(truth == name) * np.mean(said == name) for name in set(truth))
    return (same - chance) / (1 - chance)


def verdict(material, logits):
    """Judges by thresholds on cross-validated logits, each fold with thresholds chosen on the others."""
    actual = np.array([row["labels"]["verdict"] for row in material.gold])
    said = np.array(["write"] * len(actual), object)
    chosen = []
    for part in range(FOLDS):
        train, test = material.fold != part, material.fold == part
        limits = thresholds(actual[train], {name: score[train] for name, score in logits.items()})
        said[test] = judge({name: score[test] for name, score in logits.items()}, limits)
        chosen.append(limits)
    return actual, said, thresholds(actual, logits)


def judge(logits, limits):
    """reword, talk or write: two thresholds, the second first."""
    said = np.where(sigmoid(logits["reword"]) >= limits["reword"], "reword", "write").astype(object)
    said[sigmoid(logits["talk"]) >= limits["talk"]] = "talk"
    return said


def thresholds(actual, logits, precision=0.75):
    """The pair of thresholds with the best F1 of "not write" (kappa breaks ties) at which precision is kept."""
    stop, options = actual != "write", []
    for talk in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 1.1):
        for reword in np.arange(0.2, 0.81, 0.02):
            said = judge(logits, {"reword": reword, "talk": talk})
            hits = (stop & (said != "write")).sum()
            if hits and hits / (said != "write").sum() >= precision:
                recall = hits / stop.sum()
                f1 = 2 * precision * recall / (precision + recall)
                options.append((round(f1, 3), kappa(actual, said), round(float(reword), 2), talk))
    best = max(options)
    return {"reword": best[2], "talk": best[3]}


def said_codes(tool, folder):
    """Runs presend over the labelled sets: "file/id" -> codes that spoke, and `asks` where a reply is needed."""
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.jsonl")):
        if path.stem == "authored" or path.stem.startswith("baserate"):
            continue
        rows = [json.loads(line) for line in open(path, encoding="utf8")]
        lines = "".join(json.dumps({key: row[key] for key in ("id", "text", "subject") if row.get(key)}) + "\n" for row in rows)
        command = [tool, "--isolated", "--input-format", "jsonl", "--format", "jsonl", "--fail-on", "never"]
        for line in subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.splitlines():
            row = json.loads(line)
            codes = {diagnostic["code"] for diagnostic in row["diagnostics"]} - COMPOSITE
            found[f"{path.stem}/{row['id']}"] = codes | ({"asks"} if row["verdict"].get("reply") == "needed" else set())
    return found


# Rules that speak because of the scores; they are no evidence for them.
COMPOSITE = {"E007", "S017", "U015", "K009"}


def main():
    folder, options = sys.argv[1], sys.argv[2:]
    zones = None
    if "--zones" in options:
        zones = collections.defaultdict(list)
        for line in open(options[options.index("--zones") + 1], encoding="utf8"):
            row = json.loads(line)
            if (row["kind"], row["stretch"]) not in zones[row["id"]]:
                zones[row["id"]].append((row["kind"], row["stretch"]))
    tool = options[options.index("--presend") + 1] if "--presend" in options else None
    material = Material(folder, zones, said_codes(tool, folder) if tool else {})
    print(len(material.vocab), "n-grams,", len(material.seeded), "seeded")
    figures = [("target", "check", "auc", "from", "to", "average-precision", "f1", "precision", "recall")]
    logits = {}
    for target in TARGETS:
        truth = material.truth(target)
        logits[target] = by_row(material, target)
        checks = {"row": logits[target], "seeds": by_row(material, target, use_data=False, calibrate=False),
                  "data": by_row(material, target, use_seeds=False, calibrate=False), "source": by_source(material, target)}
        for check, score in checks.items():
            figures.append(figure(target, check, truth, score))
        for source in sorted(set(material.source)):
            at = material.source == source
            if truth[at].sum() >= 5 and (1 - truth[at]).sum() >= 5:
                figures.append(figure(target, "row:" + source, truth[at], logits[target][at]))
                figures.append(figure(target, "source:" + source, truth[at], checks["source"][at]))
    truth, stacked = material.truth("talk"), np.zeros(len(material.gold))
    for part in range(FOLDS):
        weights, bias = talk_head(logits, truth, material.fold != part)
        stacked[material.fold == part] = (stack(logits) @ weights + bias)[material.fold == part]
    head = talk_head(logits, truth, material.fold >= 0)
    logits["talk"] = stacked
    figures.append(figure("talk", "row", truth, stacked))
    limits = report(material, logits, figures)
    if "--check" not in options:
        write(material, figures, head, limits)


def figure(target, check, truth, score):
    """One row of figures.tsv."""
    low, high = interval(truth, score, roc_auc_score)
    f1, precision, recall, _ = best_f1(truth, score, 0.75)
    row = (target, check, roc_auc_score(truth, score), low, high, average_precision_score(truth, score), f1, precision, recall)
    row = tuple(f"{value:.3f}" if isinstance(value, float) else value for value in row)
    print(*row, flush=True)
    return row


def talk_head(logits, truth, rows):
    """A line over the axes' logits for `talk`: (weights, bias)."""
    line = LogisticRegression(C=0.3, max_iter=500).fit(stack(logits)[rows], truth[rows])
    return np.round(line.coef_[0], 2), round(float(line.intercept_[0]), 2)


def stack(logits):
    """The axes' logits as columns, held within -6 and 6."""
    return np.column_stack([np.clip(logits[target], -6, 6) for target in TARGETS])


def report(material, logits, figures):
    """Reliability and verdict."""
    actual, said, limits = verdict(material, logits)
    stop, spoke = actual != "write", said != "write"
    hits = (stop & spoke).sum()
    precision, recall = hits / max(1, spoke.sum()), hits / stop.sum()
    f1 = 2 * precision * recall / (precision + recall)
    print("verdict", limits, f"F1 {f1:.3f} precision {precision:.3f} recall {recall:.3f} kappa {kappa(actual, said):.3f}")
    print(collections.Counter(zip(actual, said)))
    rng, drawn = np.random.RandomState(SEED), []
    for _ in range(400):
        at = rng.randint(len(actual), size=len(actual))
        a, b = actual[at] != "write", said[at] != "write"
        p, r = (a & b).sum() / max(1, b.sum()), (a & b).sum() / a.sum()
        drawn.append((2 * p * r / max(1e-9, p + r), p, r, kappa(actual[at], said[at])))
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    for at, (name, value) in enumerate((("f1", f1), ("precision", precision), ("recall", recall), ("kappa", kappa(actual, said)))):
        figures.append(("verdict", name, f"{value:.3f}", f"{low[at]:.3f}", f"{high[at]:.3f}", "", "", "", ""))
    for target in (*TARGETS, "talk"):
        score, truth = sigmoid(logits[target]), material.truth(target)
        for low_edge, high_edge in ((0, 0.1), (0.1, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.01)):
            at = (score >= low_edge) & (score < high_edge)
            if at.any():
                figures.append((target, f"scores {low_edge}-{min(1, high_edge)}", f"{truth[at].mean():.3f}", f"{score[at].mean():.3f}",
                                str(int(at.sum())), "", "", "", ""))
    return limits


HEADER = """# Written by train.py; change the seeds and train again. Weights are in hundredths of a logit.
# Learned from: gold.jsonl (Enron mail: FERC public release, as CC BY 3.0 US by EnronData.org; SpamAssassin ham: CC0; irc-disentanglement:
# CC BY 4.0; VCU incivility set: MIT; Senti4SD: MIT), GoEmotions (Apache-2.0), CrisisLexT26 (MIT), STRUDEL toxicity (MIT), Parakweet intent
# (Apache-2.0), CLINC OOS (CC BY 3.0), HWU64 (CC BY 4.0). All of these permit use in an MIT/Apache product with attribution; none is
# non-commercial or share-alike. Weights of single words and phrases are facts about the sets, and no text of a set is contained.
"""


def write(material, figures, head, limits):
    """Fits on everything and writes the tables."""
    everything = np.arange(len(material.gold))
    models = {target: Model(material, target, everything) for target in TARGETS}
    columns = AXES + list(HEADS)
    table = collections.defaultdict(dict)
    importance = collections.Counter()
    for target, model in models.items():
        for gram, weight in zip(material.vocab, model.grams):
            floor = 0.04 if gram in material.seeded else 0.08
            if abs(weight) >= floor:
                table[gram][target] = weight
                importance[gram] += abs(weight) * np.sqrt(1 + min(400, material.often[gram])) * (1 if target in AXES else 0.5)
    for gram, strength in material.canonical["relationship"].items():
        table[gram]["relationship"] = 0.6 * strength
        importance[gram] += 2
    # Seeds first, by how strongly they speak; then what was learned beside them, by how much it moves.
    rank = lambda gram: (gram not in material.seeded, -importance[gram] if gram not in material.seeded else 0, gram)
    kept = []
    for gram in sorted(table, key=rank):
        forms = [form for form in twins(gram) if not material.never.forbids(form)]
        if len(kept) + len(forms) <= MAX_CUES:
            kept += [(form, table[gram]) for form in forms]
    with open(TABLES / "cues.tsv", "w", encoding="utf8") as file:
        file.write(HEADER + "\t".join(["cue", *columns]) + "\n")
        for form, weights in sorted(kept, key=lambda pair: pair[0]):
            cells = [str(round(100 * weights[c])) if round(100 * weights.get(c, 0)) else "" for c in columns]
            file.write("\t".join([form, *cells]).rstrip("\t") + "\n")
    for name, labels, of in (("shapes", material.shape_names, "shapes"), ("codes", material.code_names, "codes")):
        with open(TABLES / f"{name}.tsv", "w", encoding="utf8") as file:
            file.write(HEADER + "\t".join([name[:-1], *columns]) + "\n")
            for at, label in enumerate(labels):
                cells = [str(round(100 * getattr(models[c], of)[at])) if c in models else "0" for c in columns]
                if any(cell != "0" for cell in cells):
                    file.write("\t".join([label, *cells]) + "\n")
    with open(TABLES / "axes.tsv", "w", encoding="utf8") as file:
        file.write(HEADER + "# score = 1 / (1 + exp(-(bias + sum / (1 + words / half) ^ power + shapes + codes)))\n")
        file.write("axis\tbias\tpower\thalf\tcap\n")
        for column in columns:
            bias, power = (round(100 * models[column].bias), KNOBS[column][0]) if column in models else (-350, 0.5)
            file.write(f"{column}\t{bias}\t{power}\t{HALF}\t{round(100 * CAP)}\n")
    with open(HERE / "talk.tsv", "w", encoding="utf8") as file:
        file.write(HEADER + "# talk = 1 / (1 + exp(-(bias + sum of weight x logit of the axis, held within -6 and 6)))\n")
        file.write(f"# talk at {limits['talk']} or more (1.1: never), else reword where its column is {limits['reword']} or more, else write\n")
        file.write(f"axis\tweight\nbias\t{round(100 * head[1])}\n")
        for target, weight in zip(TARGETS, head[0]):
            file.write(f"{target}\t{round(100 * weight)}\n")
    with open(HERE / "figures.tsv", "w", encoding="utf8") as file:
        for row in figures:
            file.write("\t".join(map(str, row)) + "\n")
    print(len(kept), "cues")


if __name__ == "__main__":
    main()
