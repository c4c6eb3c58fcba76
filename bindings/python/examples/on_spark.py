"""Lints messages on Apache Spark, with `mapInPandas`: on this machine, or on a cluster whose workers have presend.

python on_spark.py messages.jsonl rows.parquet
spark-submit --master spark://... on_spark.py hdfs:///messages.jsonl hdfs:///rows.parquet
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pandas as pd
from pyspark.sql import DataFrame, SparkSession

import presend

MESSAGES = "id string, text string, subject string, `from` string, `to` array<string>, date string, profile string"
ROWS = "id string, action string, channel string, confidence double, codes array<string>"


def rows(messages: DataFrame, linter: presend.Linter) -> DataFrame:
    """Returns a row for each message. Spark sends the linter to its workers, with the texts of its files."""

    def lint(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            # Spark runs a worker on each core, so that each does with one thread. Without a time, a message without a
            # date is judged alike on every day.
            reports = linter.lint_many(frame.to_dict("records"), now=None, threads=1)
            yield pd.DataFrame([short(report) for report in reports])

    return messages.mapInPandas(lint, ROWS)


def short(report: presend.Report) -> dict[str, object]:
    """Returns what is kept of a report. Of one that is read once, the dictionary is quicker than its objects."""
    found = report.to_dict()
    verdict = found["verdict"]
    codes = [diagnostic["code"] for diagnostic in found["diagnostics"]]
    return {"id": found["id"], "codes": codes, **{key: verdict[key] for key in ("action", "channel", "confidence")}}


def main(messages: str, to: str) -> None:
    spark = SparkSession.builder.appName("presend").getOrCreate()
    read = spark.read.schema(MESSAGES).json(messages)
    rows(read, presend.Linter()).write.mode("overwrite").parquet(to)


if __name__ == "__main__":
    main(*sys.argv[1:])
