"""Uses the finished wheel where there is no Rust: with pipx, and in the pre-commit framework as README.md says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from program import ROOT
from test_engines import needs

import presend

pytestmark = pytest.mark.skipif("PRESEND_WHEEL" not in os.environ, reason="PRESEND_WHEEL names no wheel")
README = ROOT / "bindings" / "python" / "README.md"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """Returns an environment with a home of its own, no Rust, and no packages but the wheel and what builds others."""
    wheel = Path(os.environ["PRESEND_WHEEL"]).resolve()
    shutil.copy2(wheel, tmp_path)
    # For the package that the framework makes around the dependencies.
    download = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(tmp_path), "pip", "setuptools", "wheel"]
    subprocess.run(download, check=True)
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "HOME": str(tmp_path / "home"),
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def run(command: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)


def test_pipx_runs_the_program(tmp_path: Path, env: dict[str, str]) -> None:
    needs("pipx")
    wheel = str(Path(os.environ["PRESEND_WHEEL"]).resolve())
    command = [sys.executable, "-m", "pipx", "run", "--backend", "pip", "--spec", wheel, "presend", "--version"]
    done = run(command, tmp_path, env)
    assert done.stdout.split() == ["presend", presend.__version__], done.stderr


def test_pre_commit_installs_and_runs_it(tmp_path: Path, env: dict[str, str]) -> None:
    needs("pre_commit")
    readme = README.read_text()
    config = readme.split("```yaml\n")[1].split("```")[0]
    (tmp_path / ".pre-commit-config.yaml").write_text(config)
    (tmp_path / "note.md").write_text("# Hi Bo\n\nWe have to let you go effective Friday.\n")
    (tmp_path / "fine.txt").write_text("Thanks, see you at ten.\n")
    run(["git", "init", "-q", "."], tmp_path, env)
    run(["git", "add", "."], tmp_path, env)
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    done = run(command, tmp_path, env)
    assert done.returncode == 1 and "S001" in done.stdout and "note.md" in done.stdout, done.stdout + done.stderr
    run(["git", "rm", "-qf", "note.md"], tmp_path, env)
    done = run(command, tmp_path, env)
    assert done.returncode == 0, done.stdout + done.stderr
