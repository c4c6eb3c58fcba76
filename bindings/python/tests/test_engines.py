"""Runs the examples for DuckDB, Polars and Spark as a person does, and compares their rows with the program's.

PRESEND_MESSAGES says over how many messages; what cannot be had here is skipped by name.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from program import ROOT, lines, run

EXAMPLES = ROOT / "bindings" / "python" / "examples"
COUNT = int(os.environ.get("PRESEND_MESSAGES", "2000"))
Row = tuple[str, str, str, float, tuple[str, ...]]


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "messages.jsonl"
    with path.open("wb") as file:
        subprocess.run([sys.executable, EXAMPLES / "synthetic.py", str(COUNT)], stdout=file, check=True)
    return path


@pytest.fixture(scope="module")
def expected(messages: Path) -> list[Row]:
    found = lines(messages.parent, [messages.name, "--isolated"])
    rows = [row(line["id"], line["verdict"], [one["code"] for one in line["diagnostics"]]) for line in found]
    assert len(rows) == COUNT and len({action for _, action, *_ in rows}) == 4
    return rows


def row(id: str, verdict: dict[str, Any], codes: Any) -> Row:
    return (id, verdict["action"], verdict["channel"], verdict["confidence"], tuple(codes))


def needs(*packages: str) -> None:
    """Skips a test for which a package is missing."""
    for package in packages:
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed here")


def rows_of(command: list[Any], messages: Path, rows: Path) -> list[Row]:
    """Runs an example and reads the rows that it wrote."""
    env = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run([*command, messages, rows], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    parquet = pytest.importorskip("pyarrow.parquet")
    parts = sorted(rows.glob("*.parquet")) if rows.is_dir() else [rows]
    found = [line for part in parts for line in parquet.read_table(part).to_pylist()]
    return [row(line["id"], line, line["codes"]) for line in found]


def test_duckdb_has_the_rows_of_the_program(messages: Path, expected: list[Row], tmp_path: Path) -> None:
    needs("duckdb", "pyarrow")
    command = [sys.executable, EXAMPLES / "on_duckdb.py"]
    assert rows_of(command, messages, tmp_path / "rows.parquet") == expected


def test_sql_reads_the_rows_that_the_program_writes(messages: Path, expected: list[Row], tmp_path: Path) -> None:
    needs("duckdb")
    import duckdb
    from test_archive import sections

    options = ["--isolated", "--format", "jsonl", "--fail-on", "never", "--output-file", str(tmp_path / "rows.jsonl")]
    run(messages.parent, [*options, messages.name])
    connection = duckdb.connect()
    connection.execute(f"SET file_search_path = '{tmp_path}'")
    connection.execute(next(sections())[1])
    codes = "list_transform(diagnostics, lambda found: found.code)"
    verdict = "verdict.action, verdict.channel, verdict.confidence"
    found = connection.execute(f"SELECT id, {verdict}, {codes} FROM archive").fetchall()
    assert [(*line, tuple(codes)) for *line, codes in found] == expected


def test_polars_has_the_rows_of_the_program(messages: Path, expected: list[Row], tmp_path: Path) -> None:
    needs("polars", "pyarrow")
    command = [sys.executable, EXAMPLES / "on_polars.py"]
    assert rows_of(command, messages, tmp_path / "rows.parquet") == expected


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not installed here")
def test_spark_has_the_rows_of_the_program(messages: Path, expected: list[Row], tmp_path: Path) -> None:
    needs("pyspark", "pandas", "pyarrow")
    # In four pieces, as files on a cluster are cut.
    piece = f"spark.sql.files.maxPartitionBytes={messages.stat().st_size // 4}"
    submit = Path(sysconfig.get_path("scripts")) / "spark-submit"
    command = [submit, "--master", "local[2]", "--conf", piece, EXAMPLES / "on_spark.py"]
    assert sorted(rows_of(command, messages, tmp_path / "rows.parquet")) == sorted(expected)
    assert len(list((tmp_path / "rows.parquet").glob("*.parquet"))) > 1
