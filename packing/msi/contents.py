"""What a folder holds, with the identifier and the short name that an MSI needs for each of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SHORT = re.compile(r"[A-Za-z0-9_-]{1,8}(\.[A-Za-z0-9_-]{1,3})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or a folder; `parent` is the identifier of the folder that it lies in, "" for the outermost."""

    path: str
    identifier: str
    parent: str

    @property
    def name(self) -> str:
        """The name as the tables have it: `SHORT|long` where the long one is no name of MS-DOS."""
        long = PurePosixPath(self.path).name
        return long if _SHORT.fullmatch(long) else f"{_short(long)}|{long}"


@dataclass(frozen=True, slots=True)
class Contents:
    """All files and folders below a folder, in an order that depends on their names alone."""

    files: tuple[Entry, ...]
    folders: tuple[Entry, ...]


def contents_of(folder: Path) -> Contents:
    """Return the files and folders to install; SystemExit where Windows could not hold it so."""
    found = sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())
    other = [path for path in found if path.is_symlink() or not (path.is_file() or path.is_dir())]
    if other:
        raise SystemExit(f"{other[0]} is neither a file nor a folder: an MSI can't hold it.")
    names = [path.relative_to(folder).as_posix() for path in found]
    if not all(map(str.isascii, names)) or len({name.lower() for name in names}) < len(names):
        raise SystemExit(
            f"{folder}: names must be ASCII, and differ in more than case: Windows knows no case."
        )
    return Contents(
        _entries(path.relative_to(folder).as_posix() for path in found if path.is_file()),
        _entries(path.relative_to(folder).as_posix() for path in found if path.is_dir()),
    )


def _entries(paths: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(Entry(path, _identifier(path), _parent(path)) for path in paths)


def _parent(path: str) -> str:
    above = PurePosixPath(path).parent.as_posix()
    return "" if above == "." else _identifier(above)


def _identifier(path: str) -> str:
    return f"i{hashlib.sha256(path.encode()).hexdigest()[:24]}"


def _short(long: str) -> str:
    """Return a name of 8.3 that no other file of the folder has, but for a collision of 28 bits."""
    ending = re.sub(r"[^A-Za-z0-9]", "", PurePosixPath(long).suffix)[:3].upper()
    digest = hashlib.sha256(long.lower().encode()).hexdigest()[:7].upper()
    return f"M{digest}.{ending}" if ending else f"M{digest}"
