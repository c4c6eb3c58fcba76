"""Judges messages by the tables alone, as the program has to."""

import math

import passages
import tables


HELD = 0.9  # the chance from which a message is held back by default


class Judge:
    """Scores messages whose n-grams and shapes are prepared (ngrams.prepare)."""

    def __init__(self, folder):
        self.cues = tables.read(folder, "cues.tsv")[1]
        self.shapes = tables.read(folder, "shapes.tsv")[1]
        self.codes = tables.read(folder, "codes.tsv")[1]
        self.targets = tables.read(folder, "targets.tsv")[1]
        self.numbers = {name: value for name, (value,) in tables.read(folder, "numbers.tsv")[1].items()}

    def sums(self, message):
        """What each sentence adds up to, in the order of the text."""
        found = []
        for sentence in message.sentences:
            total = self.numbers["sentence-bias"]
            total += sum(self.cues[gram][-1] for gram in sentence.grams if gram in self.cues)
            total += sum(self.shapes[shape][0] for shape in sentence.shapes if shape in self.shapes)
            found.append(total / 100)
        return found

    def sentences(self, message):
        """The sums of the sentences, best first; at least two."""
        found = sorted(self.sums(message), reverse=True)
        return found + [self.numbers["sentence-absent"] / 100] * (2 - len(found))

    def lengths(self, words):
        """What the weights of the length are multiplied by (evidence.lengths)."""
        log, short, long = (math.log1p(number) for number in (words, self.numbers["short"], self.numbers["long"]))
        return log, max(0.0, short - log), max(0.0, log - long)

    def logits(self, message):
        """Target -> logit."""
        best, second = self.sentences(message)[:2]
        damping = 1 / math.sqrt(1 + message.count / self.numbers["half"])
        out = {}
        for at, target in enumerate(tables.TARGETS):
            bias, of_best, of_second, *of_length = self.targets[target]
            total = bias + damping * sum(self.cues[gram][at] for gram in message.grams if gram in self.cues)
            total += of_best * best + of_second * second + sum(weight * length for weight, length in zip(of_length, self.lengths(message.count)))
            total += sum(self.codes[code][at] for code in message.codes if code in self.codes)
            out[target] = total / 100
        return out

    def sharpest(self, message):
        """Logits of `stop` and `talk`: the message's, or those of a passage that is surer."""
        found = self.logits(message)
        sure = [(found["stop"], found["talk"])]
        for passage in passages.of(message):
            found = self.logits(passage)
            sure.append((found["stop"] - self.numbers["passage-offset"] / 100, found["talk"]))
        return max(sure, key=lambda pair: pair[0])

    def judge(self, message):
        """(action, held back, chance)."""
        stop, talk = self.sharpest(message)
        number = self.numbers
        chat = message.profile == "chat"
        limit = number["chat-limit" if chat else "short-limit" if message.count <= number["short"] else "limit"]
        chance = 1 / (1 + math.exp(-(number["chat-slope"] * stop + number["chat-shift"]) / 100 if chat else -stop))
        if stop < limit / 100:
            return "write", False, chance
        return ("talk" if talk >= number["talk-limit"] / 100 else "reword"), chance >= HELD, chance
