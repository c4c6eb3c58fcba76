"""Measures what linting costs in each engine, from few messages to many, and how the cost grows.

python measure.py [1000 10000 100000]
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
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


def adopt() -> None:
    """Makes this process the parent of what its children leave behind, so that their processor time is counted too."""
    pr_set_child_subreaper = 36
    ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1)


def measure(command: list[object]) -> tuple[float, float]:
    """Returns seconds of processor time, on all cores, and seconds by the clock."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    env = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    subprocess.run(list(map(str, command)), env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    passed = time.perf_counter() - begin
    try:
        while True:
            os.wait()
    except ChildProcessError:
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, passed


def main() -> None:
    adopt()
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
