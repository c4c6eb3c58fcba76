"""Compares reports with the program's on every case of tests/cases that checks drafts of one message each."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from program import NOW, ROOT, read, run

import presend

CASES = ROOT / "tests" / "cases"

# What the ending of a file's name says of its format; other files hold several messages, or none.
FORMATS = {"eml": "email", "md": "markdown", "txt": "text", "ics": "ics", "patch": "git-patch"}

# Options with a value: an argument of `Linter`, or of `lint`.
OF_LINTER = {"--fail-on": "fail_on", "--min-confidence": "min_confidence", "--lexicon": "lexicons"}
OF_DRAFT = {"--profile": "profile", "--subject": "subject", "--to": "to", "--headers": "headers"}

# Options that say how a report is written, and how many values they take.
WRITTEN = {"--format": 1, "--statistics": 0}
COMMANDS = {"config", "explain", "lexicon", "overlap", "report", "rules"}


class Case:
    """A case: its drafts, and what the program and the module are asked."""

    def __init__(self, name: str) -> None:
        self.folder = CASES / name
        command = tomllib.loads((self.folder / "cmd.toml").read_text())
        self.env: dict[str, str] = command.get("env", {})
        self.options: list[str] = []
        self.linter: dict[str, Any] = {}
        self.draft: dict[str, Any] = {}
        self.left: str | None = None
        drafts = [command["stdin"]] if "stdin" in command else []
        rest = list(command["args"])
        if command["status"] == 2:
            self.left = "ends with an error"
        elif rest and rest[0] in COMMANDS:
            self.left = "is no check"
        while rest and not self.left:
            self._take(rest, drafts)
        self.drafts = sorted(set(drafts))
        if not self.left and not drafts:
            self.left = "has no draft"
        if not self.left and not all(is_one(self.folder / draft) for draft in drafts):
            self.left = "has a folder or an archive"

    def _take(self, rest: list[str], drafts: list[str]) -> None:
        option = rest.pop(0)
        if option in WRITTEN:
            del rest[: WRITTEN[option]]
        elif option == "--isolated":
            self.options.append(option)
        elif option in ("--plan", "--redact"):
            self.options.append(option)
            self.linter[option[2:]] = True
        elif option in OF_LINTER or option in OF_DRAFT:
            value = rest.pop(0)
            self.options += [option, value]
            self._set(option, value)
        elif option.startswith("-"):
            self.left = f"has {option}"
        else:
            drafts.append(option)

    def _set(self, option: str, value: str) -> None:
        if option == "--lexicon":
            self.linter["lexicons"] = [self.folder / value]
        elif option == "--min-confidence":
            self.linter["min_confidence"] = float(value)
        elif option == "--headers":
            self.draft["headers"] = (self.folder / value).read_text()
        else:
            into, key = (self.linter, OF_LINTER) if option in OF_LINTER else (self.draft, OF_DRAFT)
            into[key[option]] = value

    def config(self, draft: Path) -> Path | None:
        """Returns the presend.toml that the program finds for a draft."""
        if "--isolated" in self.options:
            return None
        named = [self.folder / self.env["PRESEND_CONFIG"]] if "PRESEND_CONFIG" in self.env else []
        return next((path for path in [*named, draft.parent / "presend.toml"] if path.exists()), None)


def is_one(path: Path) -> bool:
    """Returns true if and only if a file holds one message."""
    if not path.is_file() or path.suffix[1:] not in FORMATS:
        return False
    content = path.read_bytes()
    is_series = content.startswith(b"# HG changeset patch")
    events = sum(content.count(b"BEGIN:" + kind) for kind in (b"VEVENT", b"VTODO", b"VJOURNAL"))
    return not is_series and events < 2


ALL = {path.name: Case(path.name) for path in sorted(CASES.iterdir()) if (path / "cmd.toml").is_file()}


@pytest.mark.parametrize("name", [name for name, case in ALL.items() if not case.left])
def test_a_case_reads_the_same(name: str) -> None:
    case = ALL[name]
    isolated = "--isolated" in case.options
    # `--isolated` knows no PRESEND_NOW, and then both take the time of the machine.
    env = case.env if isolated else {"PRESEND_NOW": NOW, **case.env}
    now = "now" if isolated else datetime.fromisoformat(env["PRESEND_NOW"])
    for draft in case.drafts:
        path = case.folder / draft
        done = run(case.folder, [draft, *case.options, "--format", "jsonl"], env)
        linter = presend.Linter(case.config(path), **case.linter)
        report = linter.lint(
            path.read_bytes(), name=draft, format=FORMATS[path.suffix[1:]], now=now, **case.draft
        )
        assert report.to_dict() == read(done.stdout), done.stderr
        assert report.stops == (done.returncode == 1), done.stderr


def test_most_cases_that_check_drafts_are_compared() -> None:
    left = Counter(case.left for case in ALL.values() if case.left)
    compared = sum(len(case.drafts) for case in ALL.values() if not case.left)
    print(f"{compared} drafts compared; cases left out: {dict(left)}")
    assert compared >= 35
