"""What SQLite complains of, told to a person: the one place where its errors become ours."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.model.errors import AgentError, TemporaryError
from agent.core.model.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
NO_ROOM = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
)  # a full disk fails at the shared memory, too
UNREADABLE = "-unreadable"  # behind the name of a database with a value that can't be read
_FORBIDDEN = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of `error`; SQLITE_ERROR for one that Python raised itself."""
    extended: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return extended & 0xFF


@contextmanager
def as_agent_errors(path: Path) -> Iterator[None]:
    """Raise AgentError for the failures of the block that a person can mend; all others are bugs and fall.

    Where a value can't be read that only this program writes, the file is damaged in a way that SQLite does
    not notice: a mark beside it lets the next start set it aside.
    """
    try:
        yield
    except (ValueError, sqlite3.DatabaseError) as error:
        if _is_of_damage(error):
            mark_unreadable(path)
            raise AgentError(messages.DAMAGED, {"path": str(path)}, code=ExitCode.NEEDS_ATTENTION) from error
        told = _agent_error(primary_code(error), path) if isinstance(error, sqlite3.DatabaseError) else None
        if told is None:
            raise
        raise told from error


def _is_of_damage(error: Exception) -> bool:
    """Return whether JSON, a time or a text from the database could not be read."""
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return True
    return str(error).startswith(("Invalid isoformat string", "Could not decode to UTF-8"))


def mark_unreadable(path: Path) -> None:
    """Leave a mark beside the database; where that is refused, the next reader tries again."""
    with suppress(OSError):
        path.with_name(f"{path.name}{UNREADABLE}").touch(mode=0o600)


def _agent_error(code: int, path: Path) -> AgentError | None:
    if code in BUSY:
        return TemporaryError(messages.BUSY, {"path": str(path)})
    if code in DAMAGED:
        return AgentError(messages.DAMAGED, {"path": str(path)}, code=ExitCode.NEEDS_ATTENTION)
    if code in _FORBIDDEN:
        return AgentError(messages.FORBIDDEN, {"path": str(path)})
    return _error_of_disk(code, path)


def _error_of_disk(code: int, path: Path) -> AgentError | None:
    if code == sqlite3.SQLITE_FULL:
        return AgentError(messages.FULL, {"path": str(path)}, code=ExitCode.NEEDS_ATTENTION)
    if code == sqlite3.SQLITE_IOERR:
        return AgentError(messages.DISK_FAILS, {"path": str(path)}, code=ExitCode.NEEDS_ATTENTION)
    if code == sqlite3.SQLITE_CANTOPEN:
        return AgentError(messages.NOT_OPENED, {"path": str(path)})
    return None
