"""Lints messages inside DuckDB: a scalar function `presend` for its SQL, which returns what `presend --format jsonl` writes.

python on_duckdb.py messages.jsonl rows.parquet
"""

from __future__ import annotations

import sys

import duckdb
import pyarrow as pa

import presend

# What the function takes: the fields of a draft, by name. A column of another name or type is cast, or left out, in SQL.
DRAFT = 'STRUCT(id VARCHAR, text VARCHAR, subject VARCHAR, "from" VARCHAR, "to" VARCHAR[], date VARCHAR, profile VARCHAR)'

# The types are given, for DuckDB would take a date to pieces that presend reads as it was written.
MESSAGES = """read_json($messages, format = 'newline_delimited', columns = {
    id: 'VARCHAR', text: 'VARCHAR', subject: 'VARCHAR', "from": 'VARCHAR', "to": 'VARCHAR[]', date: 'VARCHAR',
    profile: 'VARCHAR'})"""

ROWS = f"""
    WITH linted AS (SELECT id, presend(message) AS report FROM {MESSAGES} AS message)
    SELECT id, report->>'$.verdict.action' AS action, report->>'$.verdict.channel' AS channel,
        (report->'$.verdict.confidence')::DOUBLE AS confidence, report->>'$.diagnostics[*].code' AS codes
    FROM linted
"""


def add_presend(connection: duckdb.DuckDBPyConnection, linter: presend.Linter) -> None:
    """Adds the function to a connection. DuckDB hands it some thousand rows at a time; all cores lint them."""

    def lint(drafts: pa.ChunkedArray) -> pa.Array:
        # Without a time, a message without a date is judged alike on every day.
        reports = linter.lint_many(drafts.to_pylist(), now=None)
        return pa.array([report.to_json() for report in reports], pa.string())

    connection.create_function("presend", lint, [DRAFT], "VARCHAR", type="arrow")


def main(messages: str, rows: str) -> None:
    connection = duckdb.connect()
    add_presend(connection, presend.Linter())
    connection.execute(f"COPY ({ROWS}) TO '{rows}' (FORMAT parquet)", {"messages": messages})


if __name__ == "__main__":
    main(*sys.argv[1:])
