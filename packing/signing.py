"""Signatures for the exe and for what goes into it: Windows may check every library that a program loads."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "signed"  # not below PyInstaller's folder, which it empties for each build
UNSIGNED = "none"  # the backend that signs nothing
CODES = range(3, 100)  # sign/sign.py's exit codes for its failures; 1 and 2 are anybody's


def signed(
    binaries: list[tuple[str, str, str]], folder: Path, options: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Return PyInstaller's entries (name, source, kind) with copies that sign/sign.py has signed.

    Python's own and Microsoft's carry their makers' signatures and are left as they are. The copies stay in
    `folder`, below the digest of the unsigned source, so that a later call signs only what is new. SystemExit
    with the exit code of sign/sign.py where that fails.
    """
    entries = [(name, str(_copy(folder, name, Path(source))), kind) for name, source, kind in binaries]
    names = sorted({Path(copy).relative_to(folder).parts[0] for _, copy, _ in entries})
    _run("before-packing", options, [folder / name for name in names])
    return entries


def sign_programs(programs: Sequence[Path], options: Sequence[str]) -> None:
    """Sign these programs in their places, and nothing else; SystemExit as above."""
    _run("sign", options, programs)
    # The sums of a release are written over all of it, when all of it is there.
    for program in programs:
        program.with_name("SHA256SUMS").unlink(missing_ok=True)


def _copy(folder: Path, name: str, source: Path) -> Path:
    copy = folder / hashlib.sha256(source.read_bytes()).hexdigest()[:16] / name
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        part = copy.with_name(f"{copy.name}.part")
        shutil.copy(source, part)
        part.replace(copy)
    return copy


def _run(command: str, options: Sequence[str], paths: Iterable[Path]) -> None:
    program = [sys.executable, str(ROOT / "sign" / "sign.py"), command, *options]
    # Its words reach who signs, also where stderr is a log, as PyInstaller's is.
    ended = subprocess.run([*program, *map(str, paths)], stderr=subprocess.STDOUT, check=False)
    if ended.returncode:
        raise SystemExit(ended.returncode)
