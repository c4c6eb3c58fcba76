"""Measures `lint_many` against the program over the same messages, and says how far it is from 0.8 of its speed.

python bench.py [NUMBER OF MESSAGES]
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import presend

HERE = Path(__file__).parent
sys.path += [str(HERE / "examples"), str(HERE / "tests")]
from program import PROGRAM  # noqa: E402
from synthetic import write  # noqa: E402

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
ROUNDS = 5
LEAST = 0.8


def processor(who: int) -> float:
    """Returns seconds of processor time, on all cores: what else the machine does is not counted."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def measure(work: Callable[[], object], who: int) -> tuple[float, float]:
    """Returns the least processor time and the least time by the clock of some rounds."""
    found = []
    for _ in range(ROUNDS):
        before, begin = processor(who), time.perf_counter()
        work()
        found.append((processor(who) - before, time.perf_counter() - begin))
    return min(used for used, _ in found), min(passed for _, passed in found)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        messages, out = os.path.join(folder, "messages.jsonl"), os.path.join(folder, "rows.jsonl")
        write(messages, COUNT)
        with open(messages, encoding="utf-8") as file:
            drafts = [json.loads(line) for line in file]
        command = [PROGRAM, "--isolated", "--fail-on", "never", "--format", "jsonl", "--output-file", out, messages]
        linter = presend.Linter()

        def from_file_to_file() -> None:
            with open(messages, encoding="utf-8") as lines, open(out, "w", encoding="utf-8") as file:
                reports = linter.lint_many(map(json.loads, lines), now=None)
                file.writelines(report.to_json() + "\n" for report in reports)

        own, children = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
        found = {
            "program, file to file": measure(lambda: subprocess.run(command, check=True), children),
            "lint_many, list to list": measure(lambda: list(linter.lint_many(drafts, now=None)), own),
            "lint_many, file to file": measure(from_file_to_file, own),
            "lint, one by one": measure(lambda: [linter.lint(text["text"], now=None) for text in drafts], own),
        }
    (program, _), (many, _) = list(found.values())[:2]
    print(f"{COUNT} messages, the least of {ROUNDS} rounds")
    for name, (used, passed) in found.items():
        rate = f"{COUNT / used:8.0f} messages a second of processor time, {COUNT / passed:8.0f} by the clock"
        print(f"{name:24} {rate}; {program / used:.2f} of the program's speed")
    return 0 if program / many >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
