"""Runs the program that the module is compared with: PRESEND names it, else it is the one that the wheel brought."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
NOW = "2026-03-10T09:00:00Z"

_ENDING = ".exe" if os.name == "nt" else ""
OWN = Path(sysconfig.get_path("scripts")) / f"presend{_ENDING}"
PROGRAM = Path(os.environ.get("PRESEND", OWN)).resolve()

# A home without a presend.toml.
_HOME = tempfile.mkdtemp(prefix="presend-home-")


def run(
    folder: Path, arguments: list[str], env: dict[str, str] | None = None, program: Path = PROGRAM
) -> subprocess.CompletedProcess[str]:
    """Runs the program in a folder, with nothing of this environment but the path."""
    clean = {"PATH": os.environ["PATH"], "HOME": _HOME, "XDG_CONFIG_HOME": _HOME, **(env or {})}
    return subprocess.run(
        [str(program), *arguments], cwd=folder, env=clean, capture_output=True, text=True, encoding="utf-8"
    )


def read(line: str) -> dict[str, Any]:
    """Reads a line of jsonl; a draft that Python hands over stands in no file, and so has no place there."""
    found: dict[str, Any] = json.loads(line)
    del found["place"]
    return found


def lines(folder: Path, arguments: list[str], env: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Returns what the program writes, message by message."""
    done = run(folder, [*arguments, "--format", "jsonl"], env)
    assert done.returncode in (0, 1), done.stderr
    return [read(line) for line in done.stdout.splitlines()]
