#!/usr/bin/env python3
"""Writes vectors.jsonl: what the tables say of some drafts, computed from the tables alone, to test another implementation by.

usage: vectors.py TABLES PRESEND VECTORS

The words come from presend itself; the rules that spoke are given, not found.
"""

import json
import subprocess
import sys

import judge
import messages
import ngrams

DRAFTS = [
    {"text": "Why is nobody answering? You never listen!!", "codes": ["T001"]},
    {"text": "Thanks, got it."},
    {"text": ""},
    {"text": "Can we meet on Tuesday at 10:30 to discuss the roof?", "subject": "Roof"},
    {"text": "Hi Ana,\n\nplease send the signed form today, the office closes at noon."},
    {"text": "She's been let go and it isn't public yet. Please don't tell anyone.", "codes": ["S001"]},
    {"text": "3 pumps are down. We can't restart them, call me ASAP.", "codes": ["U001"]},
    {"text": "STOP IT NOW... this is ridiculous, see https://example.com/a?b=1 for why.", "codes": ["E002"]},
    {"text": "Open points:\n- who orders the seats?\n- who pays the carrier?\n- what if the permit is late?\n\nLet's sort out the next steps."},
    {"text": "He told her brother that his wife has resigned; I'm not sure you should've put it in writing.", "profile": "chat"},
]


def main():
    folder, presend, out = sys.argv[1:]
    judged_by = judge.Judge(folder)
    with open(out, "w", encoding="utf8", newline="\n") as file:
        for draft in DRAFTS:
            fields = {"id": "x", **{key: draft[key] for key in ("text", "subject", "profile") if key in draft}}
            given = (json.dumps(fields) + "\n").encode()
            words = json.loads(subprocess.run([presend, "lexicon", "words", "/dev/stdin"], input=given, stdout=subprocess.PIPE, check=True).stdout)
            report = {"verdict": {"action": "write", "channel": "message", "reply": "not-needed"}, "diagnostics": [{"code": code} for code in draft.get("codes", ())]}
            message = messages.Message({**fields, "channel": draft.get("profile")}, "vectors", words, report)
            ngrams.prepare([message])
            action, held, chance = judged_by.judge(message)
            row = {**draft, "n": message.count, "cues": sorted(gram for gram in message.grams if gram in judged_by.cues),
                   "sentences": [round(value, 4) for value in judged_by.sums(message)],
                   "shapes": [sorted(sentence.shapes) for sentence in message.sentences],
                   "logits": {target: round(value, 4) for target, value in judged_by.logits(message).items()}, "chance": round(chance, 4), "action": action, "held": held}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
