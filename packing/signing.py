"""Signatures for what goes into the exe: Windows may check every library that a program loads."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def signed(binaries: list[tuple[str, str, str]], folder: Path, backend: str) -> list[tuple[str, str, str]]:
    """Return PyInstaller's entries (name, source, kind) with copies that sign/sign.py has signed.

    Python's own and Microsoft's carry their makers' signatures and are left as they are. SystemExit
    where signing fails.
    """
    shutil.rmtree(folder, ignore_errors=True)
    entries = []
    for name, source, kind in binaries:
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, copy)
        entries.append((name, str(copy), kind))
    command = [sys.executable, str(ROOT / "sign" / "sign.py"), "before-packing", "--backend", backend]
    if subprocess.run([*command, str(folder)], check=False).returncode:
        raise SystemExit("build.spec: the libraries could not be signed")
    return entries
