"""A small installer package, made in a second, and what stands in a package's tables."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from packing.msi.package import MISSING, build_msi
from tests.support.sign_fixtures import LAUNCHER

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = 1_790_000_000  # Unix time that a package says of its making
VERSION = "1.2.3"


def require_tools() -> None:
    """Skip the test where packages can't be made."""
    if MISSING:
        pytest.skip(f"not installed: {', '.join(MISSING)}")


def small_program(folder: Path) -> Path:
    """Return a folder like the Windows build's: a program, libraries in folders, names with spaces."""
    (folder / "_internal" / "tcl data").mkdir(parents=True)
    shutil.copyfile(LAUNCHER, folder / "meters.exe")
    for name in ("_internal/base_library.zip", "_internal/tcl data/a b.tcl", "_internal/LICENSE"):
        (folder / name).write_text(f"{name}\n" * 400, encoding="utf-8")
    return folder


def small_msi(folder: Path, name: str = "meters.msi") -> Path:
    """Return a package around a small program; `folder` is there and empty."""
    require_tools()
    package = folder / name
    build_msi(small_program(folder / "program"), VERSION, MOMENT, package)
    return package


def table(package: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table by column."""
    command = ["msiinfo", "export", str(package), name]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    names, _types, _key, *rows = shown.replace("\r", "").rstrip("\n").split("\n")
    return [dict(zip(names.split("\t"), row.split("\t"), strict=True)) for row in rows]
