"""What SQLite complains of, told to a person: the one place where its errors become ours."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent.core.errors import AgentError, TemporaryError
from agent.core.words import disk as words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
NO_ROOM = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
)  # a full disk fails at the shared memory, too
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
        return TemporaryError(words.busy(str(path)), words.BUSY_ADVICE)
    if code in DAMAGED:
        return AgentError(words.damaged(str(path)), words.DAMAGED_ADVICE, code=1)
    if code in _FORBIDDEN:
        return AgentError(words.forbidden(str(path)), words.FORBIDDEN_ADVICE)
    return _told_of_disk(code, path)


def _told_of_disk(code: int, path: Path) -> AgentError | None:
    if code == sqlite3.SQLITE_FULL:
        return AgentError(words.full(str(path)), words.FULL_ADVICE, code=1)
    if code == sqlite3.SQLITE_IOERR:
        return AgentError(words.disk_fails(str(path)), words.DISK_FAILS_ADVICE, code=1)
    if code == sqlite3.SQLITE_CANTOPEN:
        return AgentError(words.not_opened(str(path)), words.NOT_OPENED_ADVICE)
    return None
