"""Builds the wheel with maturin, after building the program, which goes into the wheel as it is: no Python starts it."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import maturin
from maturin import get_requires_for_build_editable, get_requires_for_build_wheel, prepare_metadata_for_build_wheel

__all__ = [
    "build_editable",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SCRIPTS = HERE / "presend.data" / "scripts"

# Maturin looks for both already when it is asked for the metadata, and takes no licence from above its own folder.
SCRIPTS.mkdir(parents=True, exist_ok=True)
for licence in ROOT.glob("LICENSE-*"):
    shutil.copy2(licence, HERE)
# There the C library may be in the program, and its licence asks to be passed on with it.
if sys.platform == "linux" and platform.machine() == "x86_64":
    shutil.copy2(ROOT / "packaging" / "LICENSE-LGPL-2.1", HERE / "LICENSE-LGPL-2.1-glibc")

prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def _build_program() -> None:
    name = "presend.exe" if sys.platform == "win32" else "presend"
    target = ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / os.environ.get("CARGO_BUILD_TARGET", "")
    cargo = ["cargo", "build", "--release", "--locked", "--package", "presend", "--bin", "presend"]
    if shutil.which("cargo") is None:
        sys.exit("building presend needs Rust: install it from https://rustup.rs")
    subprocess.run(cargo, cwd=ROOT, check=True)
    shutil.copy2(target / "release" / name, SCRIPTS / name)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    _build_program()
    return maturin.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    _build_program()
    return maturin.build_editable(wheel_directory, config_settings, metadata_directory)
