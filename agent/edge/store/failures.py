"""What SQLite complains of, told to a person: the one place where its errors become ours."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent.core.errors import AgentError, TemporaryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FORBIDDEN = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of `error`; SQLITE_ERROR for one that Python raised itself."""
    extended: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return extended & 0xFF


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Raise AgentError for the failures of the block that a person can mend; all others are bugs and fall."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        told = _told(primary_code(error), path)
        if told is None:
            raise
        raise told from error


def _told(code: int, path: Path) -> AgentError | None:
    if code in BUSY:
        return TemporaryError(
            f"The database {path} is busy.",
            "Another run of this program is writing to it; try again shortly.",
        )
    if code in DAMAGED:
        return AgentError(
            f"The database {path} is damaged.",
            "Start the program again: it sets the damaged file aside, keeps it, and begins a new one.",
            code=1,
        )
    if code in _FORBIDDEN:
        return AgentError(
            f"The database {path} can't be written.",
            "Give this account the right to write to the file and its folder.",
        )
    return _told_of_disk(code, path)


def _told_of_disk(code: int, path: Path) -> AgentError | None:
    if code == sqlite3.SQLITE_FULL:
        return AgentError(
            f"The disk that holds {path} is full.",
            "Free some space. What was stored before is safe; only the last step was not kept.",
            code=1,
        )
    if code == sqlite3.SQLITE_IOERR:
        return AgentError(
            f"The disk that holds {path} can't be read or written.",
            "Check that the disk or network share is there, works and has space; then try again.",
            code=1,
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return AgentError(
            f"The database {path} can't be opened.",
            "Check that its folder is there, that this account may write to it, "
            "or choose another folder with --data.",
        )
    return None
