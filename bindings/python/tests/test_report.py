"""Holds the objects of a report to its JSON, and the ways in which a draft may come."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import typing
from datetime import datetime, timedelta, timezone

import pytest
from program import ROOT

import presend
from presend import _report

DISMISSAL = "Hi Bo,\n\nwe have to let you go effective Friday.\n"
SCHEMA = json.loads((ROOT / "schemas" / "message.schema.json").read_text())["$defs"]
CLASSES = {
    "message": _report._Message,
    "source": presend.MessagePlace,
    "place": presend.Place,
    "range": presend.Range,
    "span": presend.Span,
    "stretch": presend.Stretch,
    "related": presend.Related,
    "edit": presend.Edit,
    "suggestion": presend.Suggestion,
    "diagnostic": presend.Diagnostic,
    "verdict": presend.Verdict,
}


@pytest.mark.parametrize("name", [name for name in SCHEMA if name not in ("error", "region")])
def test_a_class_has_the_fields_of_the_schema(name: str) -> None:
    fields = {field.name: field for field in dataclasses.fields(CLASSES[name])}
    assert {key.removesuffix("_") for key in fields} == SCHEMA[name]["properties"].keys()
    needed = {key for key, field in fields.items() if field.default is dataclasses.MISSING}
    assert needed == set(SCHEMA[name]["required"])


def test_names_are_those_of_the_schema() -> None:
    verdict = SCHEMA["verdict"]["properties"]
    assert list(typing.get_args(presend.Action)) == verdict["action"]["enum"]
    assert list(typing.get_args(presend.Channel)) == verdict["channel"]["enum"]
    assert list(typing.get_args(presend.RegionKind)) == SCHEMA["region"]["enum"]
    severity = SCHEMA["diagnostic"]["properties"]["severity"]["enum"]
    assert list(typing.get_args(presend.Severity)) == severity


def test_a_report_says_what_was_found_and_where() -> None:
    report = presend.lint(DISMISSAL, id=7, name="note", subject="Friday", to="Bo <bo@example.com>")
    found = report.diagnostics[0]
    assert (report.verdict.action, report.stops, report.id, report.path) == ("talk", True, "7", "note")
    assert (found.code, found.severity, found.region, found.part) == ("S001", "error", "body", None)
    assert DISMISSAL.encode()[found.offset.start : found.offset.end].decode() == found.text
    assert (found.range.start.line, found.range.start.char) == (3, 12)
    assert report.verdict.reasons[0] == "S001" and 0.5 < report.verdict.confidence <= 1
    assert [region.kind for region in report.regions] == ["subject", "greeting", "body"]
    assert (report.subject, report.line, report.remarks) == ("Friday", 1, ())
    assert repr(report).startswith("<presend.Report talk: S001")


def test_everything_of_the_json_is_in_the_objects() -> None:
    text = DISMISSAL + "I need it ASAP. Really ASAP!\nOur password is: Tr0ub4dor-and-3\n"
    report = presend.Linter(plan=True).lint(text)
    plain = dataclasses.asdict(report._read())
    assert without_none(plain) == without_none({"to": [], "cc": [], "remarks": [], **report.to_dict()})
    assert report.verdict.plan is not None and report.verdict.plan.live


def without_none(value: typing.Any) -> typing.Any:
    if isinstance(value, dict):
        return {key: without_none(inner) for key, inner in value.items() if inner is not None}
    return [without_none(item) for item in value] if isinstance(value, (list, tuple)) else value


def test_a_report_can_be_copied_compared_and_sent_to_another_process() -> None:
    report = presend.lint(DISMISSAL)
    for other in (copy.copy(report), copy.deepcopy(report), pickle.loads(pickle.dumps(report))):
        assert other == report and hash(other) == hash(report) and other.verdict == report.verdict
    assert report != presend.lint("Thanks!") and report != report.to_json()


@pytest.mark.parametrize("text", ["", "\0", "\ud800 asap", "a\r\n" * 9, b"\xff\xfe\0", "é" * 300, "😀 ASAP!"])
def test_no_text_is_a_reason_for_an_exception(text: str | bytes) -> None:
    for format in ("text", "auto", "email", "html", "ics"):
        assert presend.lint(text, format=format).verdict.action in typing.get_args(presend.Action)
    assert presend.lint("\ud800 asap") == presend.lint("? asap")


def test_bytes_are_decoded_as_a_file_is() -> None:
    latin = "Content-Type: text/plain; charset=iso-8859-1\nSubject: Test\n\nCafé\n"
    assert presend.lint(latin.encode("latin-1"), format="email").verdict.action == "write"
    assert presend.lint("Café, ASAP!".encode()) == presend.lint("Café, ASAP!")


def test_what_is_known_besides_is_heard() -> None:
    text = "The numbers are attached."
    assert codes(presend.lint(text, attachments=0)) - codes(presend.lint(text, attachments=1))
    reply = presend.lint("ok", headers="References: <a@example.com>\nSubject: Kiln", subject=None)
    assert reply.subject == "Kiln"
    assert presend.lint("Subject: Kiln\nTo: a@example.com\n\nok", format="auto").subject == "Kiln"
    assert presend.lint("ok", name="note.md", format="auto").path == "note.md"


def test_a_report_repeats_who_when_and_where() -> None:
    report = presend.lint(
        "Thanks!", from_="Ana <Ana@example.com>", to="bo@example.com", cc=["Chidi"], bcc="d@example.com",
        date="2026-03-10T18:00:00+01:00", channel="yard", thread="t1",
    )
    assert (report.from_, report.to, report.cc) == ("ana@example.com", ("bo@example.com",), ("Chidi",))
    assert (report.date, report.channel, report.thread) == ("2026-03-10T18:00:00+01:00", "yard", "t1")
    assert (report.words, report.place, "d@example.com" in report.to_json()) == (1, None, False)


def test_the_time_is_that_of_the_call(tmp_path: typing.Any) -> None:
    config = tmp_path / "presend.toml"
    config.write_text(
        '[me]\naddress = "ana@example.com"\ntime-zone = "Europe/Lisbon"\n[hours]\nwork = "09:00-17:00"\n'
        '[[people]]\nmatch = "rui@example.com"\nname = "Rui"\ntime-zone = "Europe/Lisbon"\n'
    )
    linter = presend.Linter(config)
    people = {"from_": "ana@example.com", "to": ["rui@example.com"]}
    sunday = datetime(2026, 3, 8, 11, tzinfo=timezone.utc)

    def is_quiet(**when: typing.Any) -> bool:
        return not linter.lint("The boiler man comes in May.", **people, **when).diagnostics

    assert not is_quiet(now=sunday) and is_quiet(now=sunday + timedelta(days=1)) and is_quiet(now=None)
    assert not is_quiet(now=None, date=sunday) and not is_quiet(now=None, date=sunday.isoformat())


def test_a_date_that_cannot_be_read_is_told_and_loses_no_draft() -> None:
    told = presend.lint("We have to let you go.", date="yesterday")
    assert told.verdict.action == "talk" and told.date is None
    assert any("`date` given for this cannot be read" in remark for remark in told.remarks)
    for date in (None, "2026-03-10 17:30"):
        assert not presend.lint("We have to let you go.", date=date).remarks


def codes(report: presend.Report) -> set[str]:
    return {found.code for found in report.diagnostics}
