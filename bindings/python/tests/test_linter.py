"""Holds linters to their settings, their exceptions to file and line, and many drafts to one after another."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from program import NOW, lines

import presend

LEXICON = """language = "en"
group = "tone"
[[rule]]
code = "T900"
name = "our-codename"
severity = "warning"
message = "this names the project"
terms = ["blue heron"]
"""
TEXTS = ["Thanks, see you at ten.", "We have to let you go.", "Blue Heron ships ASAP.", "You idiot!"] * 700


@pytest.fixture
def team(tmp_path: Path) -> Path:
    (tmp_path / "own.toml").write_text(LEXICON)
    (tmp_path / "presend.toml").write_text('[rules]\nurgency = "off"\n[lexicons]\nextra = ["own.toml"]\n')
    return tmp_path


def codes(report: presend.Report) -> list[str]:
    return [found.code for found in report.diagnostics]


def test_settings_hold_for_their_linter_alone(team: Path) -> None:
    text = "Blue Heron ships ASAP."
    assert "U001" in codes(presend.lint(text))
    assert codes(presend.Linter(team / "presend.toml").lint(text)) == ["T900"]
    assert "T900" in codes(presend.Linter(lexicons=[team / "own.toml"]).lint(text))
    assert codes(presend.Linter(select=["S001"]).lint(text)) == []
    assert "U001" not in codes(presend.Linter(ignore=["urgency"]).lint(text))
    hint = presend.Linter(severity={"urgency": "error", "U001": "hint"}).lint(text).diagnostics
    assert [found.severity for found in hint if found.code == "U001"] == ["hint"]
    assert presend.Linter(fail_on="info").lint(text).stops and not presend.lint(text).stops
    assert codes(presend.Linter(min_confidence=1.0).lint(text)) == []
    assert "ASAP" not in presend.Linter(redact=True).lint(text).to_json()
    quoted = "ok\n\n> This is ASAP work, you idiot!\n> What is it with Bo?\n> You stupid cow, I hate you.\n"
    assert codes(presend.Linter(include=["quotes"]).lint(quoted)) and not codes(presend.lint(quoted))


@pytest.mark.parametrize(
    ("file", "content", "error", "line"),
    [
        ("presend.toml", b"[check]\nfail-on = 3\n", presend.ConfigError, 2),
        ("presend.toml", b"[me]\n\n\xff = 1\n", presend.ConfigError, 3),
        ("own.toml", b'language = "en"\nterms = 3\n', presend.LexiconError, 2),
        ("own.toml", b"\xff", presend.LexiconError, 1),
    ],
)
def test_an_exception_names_file_and_line(
    tmp_path: Path, file: str, content: bytes, error: type[presend.Error], line: int
) -> None:
    path = tmp_path / file
    path.write_bytes(content)
    with pytest.raises(error) as raised:
        presend.Linter(path) if file == "presend.toml" else presend.Linter(lexicons=[path])
    assert (raised.value.file, raised.value.line) == (str(path), line)
    assert str(raised.value).startswith(f"{path}:{line}:")
    assert isinstance(raised.value, presend.Error)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (str(again), again.line) == (str(raised.value), line)


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260310
SUMMARY:Fair of the yard
END:VEVENT
END:VCALENDAR
"""


def test_the_public_holidays_of_a_country_are_days_off(tmp_path: Path) -> None:
    person = '[[people]]\nmatch = "rui@example.com"\ntime-zone = "Europe/Lisbon"\n'
    config = tmp_path / "presend.toml"
    mail = b"From: ana@example.com\nTo: rui@example.com\nDate: Wed, 10 Jun 2026 11:00:00 +0100\n\nThe pump is here.\n"
    now = datetime.fromisoformat("2026-06-10T10:00:00+00:00")
    # Portugal's day of the tenth of June; none of Spain's.
    for code, is_off in (("PT", True), ("ES", False)):
        config.write_text(f'[team]\ncountry = "{code}"\n[hours]\nwork = "09:00-17:30"\n{person}')
        report = presend.Linter(config).lint(mail, format="email", now=now)
        assert ("U007" in codes(report)) == is_off, code
    config.write_text('[team]\ncountry = "XX"\n')
    with pytest.warns(UserWarning, match="2:11: `team.country`: `XX` has no public holidays that presend knows"):
        presend.Linter(config)


@pytest.fixture
def layered(tmp_path: Path) -> Path:
    """A presend.toml that builds on another one, which builds on a third, with calendars and lexicons."""
    (tmp_path / "far" / "days").mkdir(parents=True)
    (tmp_path / "presend.toml").write_text(
        'extends = ["far/base.toml"]\n[rules]\nU002 = "hint"\n[me]\naddress = "ana@example.com"\n'
    )
    (tmp_path / "far" / "base.toml").write_text(
        'extends = ["./days/team.toml"]\n[rules]\nU001 = "off"\nU002 = "off"\n[lexicons]\nextra = ["own.toml"]\n'
    )
    (tmp_path / "far" / "own.toml").write_text(LEXICON)
    (tmp_path / "far" / "days" / "team.toml").write_text(
        '[me]\ntime-zone = "Europe/Lisbon"\n[hours]\nwork = "09:00-17:30"\nholidays = ["fair.ics"]\n'
        '[[people]]\nmatch = "rui@example.com"\ntime-zone = "Europe/Lisbon"\n'
    )
    (tmp_path / "far" / "days" / "fair.ics").write_text(CALENDAR)
    return tmp_path


def test_what_a_config_builds_on_holds_as_for_the_program(layered: Path) -> None:
    mail = "From: ana@example.com\nTo: rui@example.com\nDate: {}\n\nBlue Heron ships ASAP, the boiler man comes in May.\n"
    dates = ("Tue, 10 Mar 2026 09:00:00 +0000", "Mon, 9 Mar 2026 11:00:00 +0000")
    for number, date in enumerate(dates):
        (layered / f"{number}.eml").write_text(mail.format(date))
    linter = presend.Linter(layered / "presend.toml")
    found = lines(layered, ["0.eml", "1.eml"], {"PRESEND_NOW": NOW})
    drafts: list[Any] = [
        {"text": (layered / line["path"]).read_bytes(), "name": line["path"], "format": "email"} for line in found
    ]
    reports = list(linter.lint_many(drafts, now=datetime.fromisoformat(NOW)))
    assert [report.to_dict() for report in reports] == found
    on_fair, on_workday = map(codes, reports)
    assert "T900" in on_fair and "U001" not in on_fair
    assert "U007" in on_fair and "U007" not in on_workday
    # What was read goes along to where none of the files are.
    again = pickle.dumps(linter)
    for path in layered.rglob("*.*"):
        path.rename(path.with_suffix(".gone"))
    assert list(pickle.loads(again).lint_many(drafts, now=datetime.fromisoformat(NOW))) == reports


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("gone.toml", "2:12: `extends`: `gone.toml` cannot be read: No such file or directory"),
        ("far", "2:12: `extends`: `far` cannot be read: it is not a file"),
        ("presend.toml", "2:12: `extends`: `presend.toml` makes a circle"),
    ],
)
def test_what_is_wrong_with_the_files_of_a_config_is_named(layered: Path, extends: str, said: str) -> None:
    path = layered / "presend.toml"
    path.write_text(f'\nextends = ["{extends}"]\n')
    with pytest.raises(presend.ConfigError) as raised:
        presend.Linter(path)
    assert str(raised.value).startswith(f"{path}:{said}"), raised.value
    assert (raised.value.file, raised.value.line) == (str(path), 2)
    path.write_text('extends = ["far/base.toml"]\n')
    (layered / "far" / "days" / "fair.ics").write_text("no calendar")
    with pytest.raises(presend.ConfigError, match="team.toml:5:.*fair.ics") as raised:
        presend.Linter(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="none.toml"):
        presend.Linter(tmp_path / "none.toml")
    config = tmp_path / "presend.toml"
    config.write_text('[lexicons]\nextra = ["gone.toml"]\n')
    with pytest.raises(FileNotFoundError, match="gone.toml"):
        presend.Linter(config)


@pytest.mark.parametrize(
    ("settings", "error", "said"),
    [
        ({"select": ["S999"]}, presend.UnknownRuleError, "S999"),
        ({"select": "S001"}, TypeError, "expected a list"),
        ({"lexicons": "own.toml"}, TypeError, "expected a list"),
        ({"severity": {"S001": "loud"}}, ValueError, "severity of S001"),
        ({"min_confidence": 2}, ValueError, "from 0 to 1"),
        ({"profile": "fax"}, ValueError, "email, chat, commit"),
        ({"fail_on": "loud"}, ValueError, "fail_on: `loud`"),
        ({"include": ["all"]}, ValueError, "quotes, forwards, signature, code"),
        ({"plan": "yes"}, TypeError, "plan"),
    ],
)
def test_a_wrong_setting_is_named(settings: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        presend.Linter(**settings)


@pytest.mark.parametrize(
    ("context", "error", "said"),
    [
        ({"text": 3}, TypeError, "text: expected a str or bytes, not int"),
        ({"format": "mbox"}, ValueError, "format: \"mbox\" is not one of text"),
        ({"profile": "fax"}, ValueError, "profile"),
        ({"to": 3}, TypeError, "to: expected a str or a list of them, not int"),
        ({"to": [3]}, TypeError, "to: expected a str, not int"),
        ({"date": 3}, TypeError, "date: expected a str or a datetime"),
        ({"attachments": -1}, TypeError, "attachments: expected a number from 0"),
        ({"headers": "nothing"}, ValueError, "no mail header"),
        ({"now": "noon"}, TypeError, "now"),
        ({"subjekt": "Friday"}, TypeError, "subjekt"),
    ],
)
def test_a_wrong_argument_is_named(context: dict[str, Any], error: type[Exception], said: str) -> None:
    text = context.pop("text", "ok")
    with pytest.raises(error, match=said):
        presend.lint(text, **context)
    now = {"now": context.pop("now")} if "now" in context else {}
    with pytest.raises(error, match=said):
        list(presend.Linter().lint_many([{"text": text, **context}], **now))


def test_many_are_linted_as_one_after_another() -> None:
    linter = presend.Linter()
    reports = list(linter.lint_many(TEXTS, now=None))
    assert reports == [linter.lint(text, now=None) for text in TEXTS]
    assert reports == list(linter.lint_many(iter(TEXTS), now=None, threads=1))
    assert reports == list(linter.lint_many(({"text": text} for text in TEXTS), now=None, threads=9))
    assert list(linter.lint_many([])) == []


def test_what_is_said_of_all_holds_unless_a_draft_says_otherwise() -> None:
    drafts: list[Any] = ["ok", {"text": "ok", "subject": "Kiln", "id": 3}, {"text": "ok", "subject": None}]
    reports = list(presend.Linter().lint_many(drafts, subject="Barn"))
    assert [report.subject for report in reports] == ["Barn", "Kiln", "Barn"]
    assert [report.id for report in reports] == [None, "3", None]


def test_drafts_are_taken_as_they_are_wanted() -> None:
    taken = []
    drafts = (taken.append(number) or "ok" for number in range(100_000))
    reports = presend.Linter().lint_many(drafts)
    assert not taken
    next(reports)
    assert len(taken) < 5000


def test_wrong_use_of_many_is_said() -> None:
    linter = presend.Linter()
    with pytest.raises(ValueError, match="threads"):
        linter.lint_many([], threads=0)
    with pytest.raises(TypeError, match='a dict with "text"'):
        list(linter.lint_many([{"subject": "Kiln"}]))  # type: ignore[list-item, typeddict-item]


def test_other_threads_go_on_meanwhile() -> None:
    linter, counted, done = presend.Linter(), 0, threading.Event()
    drafts = [text * 200 for text in TEXTS[:1000]]

    def lint() -> None:
        list(linter.lint_many(drafts))
        done.set()

    # With the interpreter held, this thread would come to count no more than a few times.
    thread = threading.Thread(target=lint)
    thread.start()
    while not done.is_set():
        time.sleep(0.001)
        counted += 1
    thread.join()
    assert counted > 20


def test_a_linter_goes_to_another_process_without_its_files(team: Path) -> None:
    linter = presend.Linter(team / "presend.toml")
    sent = pickle.dumps(linter)
    for path in team.iterdir():
        path.unlink()
    assert codes(pickle.loads(sent).lint("Blue Heron ships ASAP.")) == ["T900"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_has_its_own_threads() -> None:
    linter = presend.Linter()
    list(linter.lint_many(TEXTS[:100]))
    context = multiprocessing.get_context("fork")
    with context.Pool(2) as pool:
        found = pool.map_async(_actions, [TEXTS[:100]] * 4).get(timeout=60)
    assert found == [_actions(TEXTS[:100])] * 4


def _actions(texts: list[str]) -> list[str]:
    return [report.verdict.action for report in presend.Linter().lint_many(texts)]


def test_an_import_is_quick() -> None:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import presend"], check=True)
    assert time.perf_counter() - begin < 5
