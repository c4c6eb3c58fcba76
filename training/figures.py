"""Figures of a judgement: per group of messages, and on ordinary ones."""

import collections

COMMENTS = ("oss_incivility", "strudel", "senti4sd")


def lines(messages, judged):
    """One line a group: (action, held back) for each message, beside what readers said."""
    groups = collections.defaultdict(list)
    for message, (action, held) in zip(messages, judged):
        name = f"{message.file} {message.group}"
        for group in (name, f"{message.file} all") + ((f"{message.file} comments",) if message.group in COMMENTS else ()):
            groups[group].append((message, action, held))
    for group, rows in sorted(groups.items()):
        if len(rows) >= 40:
            yield f"{group:28} " + figures(rows)


def figures(rows):
    """Precision and so on, as score.py has them."""
    said = [action for _, action, _ in rows]
    truth = [message.verdict for message, _, _ in rows]
    stop, hit = [verdict != "write" for verdict in truth], [action != "write" for action in said]
    both = sum(a and b for a, b in zip(stop, hit))
    fine = [(action, held) for (message, action, held) in rows if message.verdict == "write"]
    right = sum(a == b for a, b in zip(truth, said)) / len(rows)
    luck = sum(truth.count(c) * said.count(c) for c in ("write", "reword", "talk")) / len(rows) ** 2
    talk = sum(a == b == "talk" for a, b in zip(truth, said))
    held = sum(held for message, _, held in rows if message.verdict != "write")
    out = (f"n {len(rows)} stop {sum(stop)} P {both / max(1, sum(hit)):.3f} R {both / max(1, sum(stop)):.3f} "
           f"F1 {2 * both / max(1, sum(stop) + sum(hit)):.3f} kappa {(right - luck) / max(1e-9, 1 - luck):.3f} "
           f"talk R {talk / max(1, truth.count('talk')):.2f} P {talk / max(1, said.count('talk')):.2f} "
           f"fine stopped {sum(action != 'write' for action, _ in fine) / max(1, len(fine)):.3f} "
           f"held {held / max(1, sum(stop)):.3f} fine held {sum(held for _, held in fine) / max(1, len(fine)):.3f}")
    pairs = collections.defaultdict(list)
    for message, action, _ in rows:
        if message.pair:
            pairs[message.pair].append((message.verdict != "write") == (action != "write"))
    whole = [all(pair) for pair in pairs.values() if len(pair) == 2]
    return out + (f" pairs both right {sum(whole)}/{len(whole)}" if whole else "")


def ordinary(messages, judged):
    """One line a file of unlabelled ordinary messages."""
    files = collections.defaultdict(list)
    for message, answer in zip(messages, judged):
        files[message.file].append(answer)
    for file, answers in sorted(files.items()):
        yield (f"{file:32} n {len(answers)} stopped {sum(action != 'write' for action, _ in answers) / len(answers):.4f} "
               f"talk {sum(action == 'talk' for action, _ in answers) / len(answers):.4f} held {sum(held for _, held in answers) / len(answers):.4f}")


def right(messages, judged, known):
    """How many of the stopped ones that were read should be."""
    read = [known[message.id] != "write" for message, (action, _) in zip(messages, judged) if action != "write" and message.id in known]
    stopped = sum(action != "write" for action, _ in judged)
    return f"{'':32} of {stopped} stopped, {len(read)} were read, {sum(read)} of them rightly stopped"
