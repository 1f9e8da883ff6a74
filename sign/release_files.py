"""Files on a release day: what lies in a folder, and SHA256SUMS. OSError stays OSError."""

from __future__ import annotations

import glob
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from failures import CHECKSUM, SigningError

if TYPE_CHECKING:
    from collections.abc import Iterable

SUMS = "SHA256SUMS"


def named(paths: Iterable[Path]) -> list[Path]:
    """Return the paths, each once, with what stands for a pattern in its place: Windows' shells pass it on.

    OSError where a pattern stands for nothing.
    """
    return list(dict.fromkeys(match for path in paths for match in _matches(path)))


def _matches(path: Path) -> list[Path]:
    if path.exists() or not glob.has_magic(str(path)):
        return [path]
    found = sorted(Path(match) for match in glob.glob(str(path)))  # noqa: PTH207 (a whole path, with its drive)
    if not found:
        raise FileNotFoundError(f"{path} stands for no file.")
    return found


def without_sums(files: Iterable[Path]) -> list[Path]:
    """Return the files but any SHA256SUMS, which can't name itself; OSError where no other is there."""
    others = [file for file in files if file.name != SUMS]
    if not others:
        raise FileNotFoundError(f"No file is named but {SUMS} itself.")
    return others


def files_below(folder: Path) -> list[Path]:
    """Return the plain files below `folder`, in a fixed order; OSError where one can't be looked at."""

    def stop(error: OSError) -> None:
        raise error

    found = [Path(place) / name for place, _folders, names in os.walk(folder, onerror=stop) for name in names]
    return sorted(file for file in found if file.is_file() and not file.is_symlink())


def write_sums(files: Iterable[Path]) -> list[Path]:
    """Write SHA256SUMS beside the files, in the form of `sha256sum`; return the lists written.

    A list names exactly these files of its folder: what it named before is gone.
    """
    names: dict[Path, set[str]] = {}
    for file in files:
        names.setdefault(file.parent, set()).add(file.name)
    for folder, own in names.items():
        lines = [f"{_sum(folder / name)} *{name}\n" for name in sorted(own)]
        (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return [folder / SUMS for folder in names]


def matches_sum(file: Path) -> bool:
    """Compare `file` with the SHA256SUMS beside it; False where there is none that names it.

    Raises SigningError where it is another file than the named one.
    """
    sums = file.parent / SUMS
    if not sums.is_file():
        return False
    named = dict(_entry(line) for line in sums.read_text(encoding="utf-8", errors="replace").splitlines())
    if file.name not in named:
        return False
    if named[file.name] != _sum(file):
        raise SigningError(CHECKSUM, str(file))
    return True


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _entry(line: str) -> tuple[str, str]:
    """Return name and sum of one line: the sum, a space, a space or an asterisk, the name."""
    digest, _space, name = line.partition(" ")
    return name[1:], digest.lower()
