"""Lints messages inside Polars: a column of reports beside the columns of the messages.

python on_polars.py messages.jsonl rows.parquet
"""

from __future__ import annotations

import sys

import polars as pl

import presend

MESSAGES = pl.Schema(
    {
        "id": pl.String,
        "text": pl.String,
        "subject": pl.String,
        "from": pl.String,
        "to": pl.List(pl.String),
        "date": pl.String,
        "profile": pl.String,
    }
)
REPORT = pl.Struct(
    {"action": pl.String, "channel": pl.String, "confidence": pl.Float64, "codes": pl.List(pl.String)}
)


def report_of(linter: presend.Linter) -> pl.Expr:
    """Returns the expression that lints the messages of a frame; all cores work on it."""

    def lint(drafts: pl.Series) -> pl.Series:
        # Without a time, a message without a date is judged alike on every day.
        reports = linter.lint_many(drafts.to_list(), now=None)
        return pl.Series([short(report) for report in reports], dtype=REPORT)

    return pl.struct(MESSAGES.names()).map_batches(lint, return_dtype=REPORT)


def short(report: presend.Report) -> dict[str, object]:
    """Returns what is kept of a report. Of one that is read once, the dictionary is quicker than its objects."""
    found = report.to_dict()
    verdict = found["verdict"]
    codes = [diagnostic["code"] for diagnostic in found["diagnostics"]]
    return {"codes": codes, **{key: verdict[key] for key in ("action", "channel", "confidence")}}


def rows(messages: str, linter: presend.Linter) -> pl.DataFrame:
    """Returns a row for each message of a file of jsonl."""
    frame = pl.read_ndjson(messages, schema=MESSAGES)
    return frame.select("id", report_of(linter).alias("report")).unnest("report")


if __name__ == "__main__":
    rows(sys.argv[1], presend.Linter()).write_parquet(sys.argv[2])
