"""Opening the file: is it sound, is it ours, which journal can work where it lies."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.words import disk as words
from agent.edge.store.failures import BUSY, DAMAGED, primary_code
from agent.edge.store.migrations import migrate, refuse_newer, user_version

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

BUSY_TIMEOUT = 5.0  # seconds a writer waits for another one
_BESIDE = ("-wal", "-shm", "-journal")  # the files that belong to a database


def open_database(path: Path, now: datetime) -> tuple[sqlite3.Connection, Path | None]:
    """Return a connection to the database at `path`, and where a damaged one was set aside, if so.

    Raises AgentError where the folder can't be used or a newer program wrote the file, and
    sqlite3.DatabaseError for the rest (see failures).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AgentError(words.no_folder(str(path.parent)), words.OTHER_FOLDER) from error
    identity = _file_identity(path)
    connection = _open_sound(path)
    if connection is not None:
        return connection, None
    aside = set_aside(path, now) if _file_identity(path) == identity else None
    connection = _open_sound(path)
    if connection is None:
        raise AgentError(words.damaged_again(str(path)), words.DAMAGED_AGAIN_ADVICE)
    return connection, aside


def _file_identity(path: Path) -> tuple[int, int] | None:
    """Tell files of the same name apart: another process may have set the damaged one aside already."""
    if not path.exists():
        return None
    status = path.stat()
    return status.st_dev, status.st_ino


def _open_sound(path: Path) -> sqlite3.Connection | None:
    """Return a ready connection, or None if the file is damaged."""
    with ExitStack() as undo:
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
        undo.callback(connection.close)
        if is_damaged(connection, path):
            return None
        choose_journal(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.row_factory = sqlite3.Row
        migrate(connection)
        undo.pop_all()
        return connection


def is_damaged(connection: sqlite3.Connection, path: Path) -> bool:
    """Say whether SQLite finds the file malformed; AgentError if a newer program wrote it."""
    try:
        _work_without_shared_memory(connection)
        refuse_newer(connection, path)
        findings = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if primary_code(error) not in DAMAGED:
            raise
        return True
    return bool(findings[0] != "ok")


def _work_without_shared_memory(connection: sqlite3.Connection) -> None:
    """Keep a WAL database readable that was moved to where WAL can't work, such as an SMB share."""
    try:
        user_version(connection)
    except sqlite3.OperationalError as error:
        if primary_code(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}:
            raise
        # One process alone needs no shared memory; choose_journal leaves this mode again.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")


def choose_journal(connection: sqlite3.Connection) -> str:
    """Turn on WAL where it works, a rollback journal elsewhere; return its name (wal, delete)."""
    exclusive = connection.execute("PRAGMA locking_mode").fetchone()[0] == "exclusive"
    mode = "delete" if exclusive else _try_wal(connection)
    if mode != "wal":
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        connection.execute("PRAGMA locking_mode = NORMAL")
    # NORMAL is safe with WAL only: with a rollback journal a power cut could damage the file.
    connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")
    return str(mode)


def _try_wal(connection: sqlite3.Connection) -> str:
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        # Some shares accept the mode and fail at the first lock on the shared memory.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if primary_code(error) in BUSY:
            return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
        return "unusable"
    return str(mode)


def set_aside(path: Path, now: datetime) -> Path:
    """Rename the damaged database and the files beside it, and return its new path; nothing is deleted."""
    stem = f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}"
    aside = path.with_name(stem)
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{stem}-{count}")
    try:
        # The database last: a journal left behind would be played into the new file.
        for suffix in (*_BESIDE, ""):
            piece = path.with_name(path.name + suffix)
            if piece.exists():
                piece.rename(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise AgentError(words.not_set_aside(str(path)), words.NOT_SET_ASIDE_ADVICE) from error
    return aside
