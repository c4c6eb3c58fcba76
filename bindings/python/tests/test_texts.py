"""Compares reports with the program's on whole folders of drafts: mails, notes and chats with quotes, signatures, headers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from program import NOW, ROOT, lines, run

import presend

FORMATS = {"eml": "email", "html": "html", "md": "markdown", "txt": "text"}
CONFIG = ROOT / "examples" / "presend.toml"
TIME = datetime.fromisoformat(NOW)
KNOWN = {"id", "text", "date", "from", "to", "cc", "subject", "profile"}
WHERE = {"path", "line", "regions"}


@pytest.mark.parametrize(("folder", "least"), [("tests/segments", 300), ("examples", 8)])
def test_every_draft_of_a_folder(folder: str, least: int) -> None:
    found = lines(ROOT, [folder, "--config", str(CONFIG)], {"PRESEND_NOW": NOW})
    paths = [line["path"] for line in found]
    one = {path: line for path, line in zip(paths, found) if paths.count(path) == 1}
    drafts = [
        {"text": (ROOT / path).read_bytes(), "name": path, "format": FORMATS[path.rsplit(".", 1)[-1]]}
        for path in one
        if path.rsplit(".", 1)[-1] in FORMATS
    ]
    assert len(drafts) >= least
    linter = presend.Linter(CONFIG)
    for draft, report in zip(drafts, linter.lint_many(drafts, now=TIME), strict=True):
        assert report.to_dict() == one[draft["name"]]
        assert linter.lint(**draft, now=TIME) == report


def test_the_document_of_json_holds_the_same() -> None:
    done = run(ROOT, ["examples/firing-by-mail.eml", "--isolated", "--format", "json"])
    (file,) = json.loads(done.stdout)["files"]
    path = ROOT / "examples" / "firing-by-mail.eml"
    report = presend.lint(path.read_bytes(), name=file["path"], format="auto")
    (message,) = file["messages"]
    assert message.pop("place")["message"] == 1
    assert report.to_dict() == {"path": file["path"], **message}


def test_every_draft_of_the_verdicts_with_what_is_known_about_each() -> None:
    folder = ROOT / "tests" / "verdict"
    drafts = [json.loads(line) for line in (folder / "drafts.jsonl").read_text().splitlines()]
    found = lines(folder, ["drafts.jsonl", "--plan"], {"PRESEND_NOW": NOW})
    both = [(draft, line) for draft, line in zip(drafts, found, strict=True) if draft.keys() <= KNOWN]
    assert len(both) >= 30
    linter = presend.Linter(folder / "presend.toml", plan=True)
    for (_, line), report in zip(both, linter.lint_many((draft for draft, _ in both), now=TIME), strict=True):
        assert what(report.to_dict()) == what(line)


def what(line: dict[str, Any]) -> dict[str, Any]:
    """Returns a report without its places, for the program points into a line of JSON."""
    places = {"range", "offset", "source", "part"}
    for found in line["diagnostics"]:
        found["related"] = [further["text"] for further in found["related"]]
        found["suggestions"] = [suggestion["title"] for suggestion in found["suggestions"]]
    shown = [{key: found[key] for key in found.keys() - places} for found in line["diagnostics"]]
    return {**{key: line[key] for key in line.keys() - WHERE}, "diagnostics": shown}
