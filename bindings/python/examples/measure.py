"""Measures what linting costs in each engine, from few messages to many, and how the cost grows.

python measure.py [1000 10000 100000]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = Path(sysconfig.get_path("scripts"))
COUNTS = [int(count) for count in sys.argv[1:]] or [1_000, 10_000, 100_000]

PROGRAM = [os.environ.get("PRESEND", SCRIPTS / "presend"), "--isolated", "--fail-on", "never", "--format", "jsonl"]
COMMANDS = {
    "program, jsonl": [*PROGRAM, "--output-file"],
    "DuckDB": [sys.executable, HERE / "on_duckdb.py"],
    "Polars": [sys.executable, HERE / "on_polars.py"],
    "Spark, local[2]": [SCRIPTS / "spark-submit", "--master", "local[2]", HERE / "on_spark.py"],
}


def ticks(mark: bytes) -> Iterator[tuple[int, int]]:
    """Yields each process that has a mark in its environment, and the processor time that it has used so far."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes():
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                yield int(folder.name), int(fields[11]) + int(fields[12])
        except OSError:
            continue


def measure(command: list[object]) -> tuple[float, float]:
    """Returns seconds of processor time, on all cores, and seconds by the clock.

    Spark's workers are nobody's children in the end, so that they are looked at while they run.
    """
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    mark = f"PRESEND_MEASURED={begin}"
    env = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, **dict([mark.split("=")])}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(list(map(str, command)), env=env, stdout=quiet, stderr=quiet)
    seen: dict[int, int] = {}
    while process.poll() is None:
        seen.update(ticks(mark.encode()))
        time.sleep(0.1)
    passed = time.perf_counter() - begin
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    waited_for = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return max(waited_for, sum(seen.values()) / os.sysconf("SC_CLK_TCK")), passed


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {count: Path(folder) / f"{count}.jsonl" for count in COUNTS}
        for count, path in files.items():
            with path.open("wb") as file:
                subprocess.run([sys.executable, HERE / "synthetic.py", str(count)], stdout=file, check=True)
        for name, command in COMMANDS.items():
            found = {}
            for count, path in files.items():
                rows = Path(folder) / f"rows-{name}-{count}".replace(" ", "")
                paths = [rows, path] if name.startswith("program") else [path, rows]
                found[count] = measure([*command, *paths])
                used, passed = found[count]
                print(f"{name:16} {count:9,} messages {used:8.2f} s of processor time {passed:8.2f} s by the clock")
            least, most = min(found), max(found)
            if least < most:
                # What starting costs is in both.
                more = (found[most][0] - found[least][0]) / (most - least) * 1e6
                print(f"{name:16} {more:8.1f} s of processor time for each further million")


if __name__ == "__main__":
    main()
