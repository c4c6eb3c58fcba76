"""Looks at what the wheel brings: the program as it is, types, and documents that are true."""

from __future__ import annotations

import doctest
import importlib.metadata
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import OWN, ROOT, run

import presend

PACKAGE = Path(presend.__file__).parent
# How a program begins: on Linux, on macOS, on Windows.
NATIVE = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"MZ")


def test_the_program_comes_along_and_no_python_starts_it() -> None:
    assert OWN.read_bytes()[:4].startswith(NATIVE)
    assert os.access(OWN, os.X_OK)
    done = run(ROOT, ["--version"], program=OWN)
    assert done.stdout.split() == ["presend", presend.__version__]
    blocked = run(ROOT, ["examples/firing-by-mail.eml"], program=OWN)
    assert (blocked.returncode, "S001" in blocked.stdout) == (1, True)


def test_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file() and (PACKAGE / "_engine.pyi").is_file()
    classes = [found for name in presend.__all__ if isinstance(found := getattr(presend, name), type)]
    assert len(classes) > 15 and all(inspect.getdoc(found) for found in classes)


def test_a_checker_of_types_finds_the_types(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    script = tmp_path / "use.py"
    script.write_text(
        "import presend\n"
        "action: presend.Action = presend.lint('ok', to=['bo@example.com']).verdict.action\n"
        "presend.Linter().lint('ok', subjekt='Friday')\n"
        "line: str = presend.lint('ok').diagnostics[0].range.start.line\n"
    )
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(script)], capture_output=True, text=True
    )
    wrong = [line.split(":")[1] for line in found.stdout.splitlines() if ": error:" in line]
    assert wrong == ["3", "4"], found.stdout


def test_what_the_documents_show_is_so() -> None:
    modules = [presend, sys.modules["presend._linter"]]
    tried = sum(doctest.testmod(module, raise_on_error=True).attempted for module in modules)
    readme = doctest.testfile(str(ROOT / "bindings" / "python" / "README.md"), module_relative=False)
    assert (readme.failed, tried + readme.attempted > 10) == (0, True)


def test_the_wheel_names_its_licences() -> None:
    files = importlib.metadata.files("presend") or []
    assert {path.name for path in files} >= {"LICENSE-MIT", "LICENSE-APACHE"}
