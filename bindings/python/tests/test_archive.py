"""Runs every query of docs/archive.md over a small mailbox, whose answers are known and stand in the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import small_archive
from program import ROOT, run

duckdb = pytest.importorskip("duckdb")
DOCUMENT = ROOT / "docs" / "archive.md"

ANSWERS: dict[str, list[tuple[Any, ...]]] = {
    "What share of my messages is sent out of hours?": [(12, 3, 25.0)],
    "Which threads should have been a call?": [("Your position", 5, 2, 2, 19.2)],
    "Which rules speak most in what I write, and are they speaking less?": [
        ("U001", "urgent-without-deadline", 6, 50.0, -33.3),
        ("P001", "secret-credential", 1, 8.3, -3.3),
        ("S001", "employment-ending", 1, 8.3, 3.3),
    ],
    "Which secrets were ever sent?": [
        ("2026-02-18", "bo@example.com", "P001", "secret-credential", "•" * 15, "small.mbox", 6)
    ],
}


def sections() -> Iterator[tuple[str, str, str]]:
    """Yields the title of each section that has SQL, the SQL, and the section's text."""
    for section in DOCUMENT.read_text().split("\n## ")[1:]:
        if "```sql\n" in section:
            yield section.splitlines()[0], section.split("```sql\n")[1].split("```")[0], section


def table(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Returns rows as a table of the document."""
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("archive")
    small_archive.write(str(folder / "small.mbox"))
    options = ["--isolated", "--format", "jsonl", "--fail-on", "never", "--output-file", "rows.jsonl"]
    done = run(folder, [*options, "small.mbox"])
    assert done.returncode == 0, done.stderr
    connection = duckdb.connect()
    connection.execute(f"SET file_search_path = '{folder}'")
    connection.execute(next(sections())[1])
    return connection


def test_every_question_of_the_document_has_an_answer_that_is_known() -> None:
    assert [title for title, *_ in sections()][1:] == list(ANSWERS)


@pytest.mark.parametrize(("title", "sql", "section"), list(sections())[1:], ids=list(ANSWERS))
def test_a_query_finds_what_is_known(archive: Any, title: str, sql: str, section: str) -> None:
    found = archive.execute(sql)
    names, rows = [column[0] for column in found.description], found.fetchall()
    assert rows == ANSWERS[title]
    assert table(names, rows) in section


def test_what_could_not_be_read_is_left_out(archive: Any, tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text('{"text": "Thanks!"}\nnothing\n')
    done = run(tmp_path, ["two.jsonl", "--isolated", "--format", "jsonl", "--output-file", "rows.jsonl"])
    assert done.returncode == 2
    connection = archive.cursor()
    connection.execute(f"SET VARIABLE rows = '{tmp_path / 'rows.jsonl'}'")
    assert connection.execute("SELECT count(*) FROM archive").fetchone() == (1,)
