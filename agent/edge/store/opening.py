"""Opening the file: is it sound, is it ours, which journal can work where it lies."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from typing import TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.model.errors import AgentError
from agent.edge.store import database_file
from agent.edge.store.chain_end import read_note
from agent.edge.store.migrations import migrate, refuse_newer, user_version
from agent.edge.store.shape import is_misshapen
from agent.edge.store.sqlite_errors import BUSY, DAMAGED, NO_ROOM, primary_code

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

NO_VERSION = 10_000  # no program will ever have made so many migrations: that number is noise
BUSY_TIMEOUT = 5.0  # seconds a writer waits for another one


def open_database(path: Path, now: datetime) -> tuple[sqlite3.Connection, Path | None]:
    """Return a connection to the database at `path`, and where a damaged one was set aside, if so.

    Raises AgentError where the folder can't be used or a newer program wrote the file, and
    sqlite3.DatabaseError for the rest (see failures).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AgentError(messages.NO_FOLDER, {"path": str(path.parent)}) from error
    identity = database_file.identity(path)
    connection = _open_sound(path)
    if connection is not None:
        return connection, None
    from agent.edge.store import renewal  # nearly nobody needs it

    aside = renewal.renew(path, now, identity)
    connection = _open_sound(path)
    if connection is None:
        raise AgentError(messages.DAMAGED_AGAIN, {"path": str(path)})
    return connection, aside


def _open_sound(path: Path) -> sqlite3.Connection | None:
    """Return a ready connection, or None where there is no file, or a damaged one."""
    if not database_file.is_a_file(path):
        return None
    with ExitStack() as undo:
        connection = _connect(path)
        undo.callback(connection.close)
        if is_damaged(connection, path) or database_file.is_marked(path):
            return None
        _choose_by_room(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.row_factory = sqlite3.Row
        migrate(connection)
        if is_behind_its_note(connection, path):
            database_file.keep_log(path)
            return None
        undo.pop_all()
        return connection


def _connect(path: Path) -> sqlite3.Connection:
    """Return a connection to a file that is there; without shared memory where the disk has no room for it.

    The file is never made here: another process may just be putting a whole new one in its place.
    """
    uri = database_file.uri(path)
    connection = sqlite3.connect(uri, timeout=BUSY_TIMEOUT, isolation_level=None, uri=True)
    try:
        user_version(connection)
    except sqlite3.DatabaseError as error:
        if primary_code(error) in NO_ROOM:
            connection.close()  # one that has failed at it tries no other way any more
            connection = sqlite3.connect(uri, timeout=BUSY_TIMEOUT, isolation_level=None, uri=True)
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def is_damaged(connection: sqlite3.Connection, path: Path) -> bool:
    """Say whether SQLite finds the file malformed, or its schema is not ours; AgentError for a newer one."""
    try:
        _work_without_shared_memory(connection)
        if user_version(connection) > NO_VERSION:
            return True
        refuse_newer(connection, path)
        findings = connection.execute("PRAGMA quick_check(1)").fetchone()
        return bool(findings[0] != "ok") or is_misshapen(connection)
    except UnicodeDecodeError:  # it names a table whose name is noise
        return True
    except sqlite3.DatabaseError as error:
        if primary_code(error) not in DAMAGED and str(error) != "unsupported file format":
            raise
        return True


def is_behind_its_note(connection: sqlite3.Connection, path: Path) -> bool:
    """Say whether a letter may have been queued that the database does not have.

    It lost its log, or was set back: the note beside it tells, or the note itself is gone or noise.
    Other processes may queue letters meanwhile: each writes its letter, then the note, then that there is
    one. So they are asked for in the opposite order, and a note that just begins is looked at again.
    """
    agent = connection.execute("SELECT agent_id, doubt, noted_agent_id FROM agent").fetchone()
    is_noted = agent is not None and agent["noted_agent_id"] == agent["agent_id"]
    note = read_note(path, again=is_noted)
    if note is None:
        return is_noted and not agent["doubt"]
    if note.run_number is None:
        return False
    agent = connection.execute("SELECT agent_id, doubt FROM agent").fetchone()
    if agent is None:
        return True
    if agent["agent_id"] != note.agent_id or agent["doubt"]:
        return False  # a new chain was begun here, or is about to be
    query = "SELECT max(run_number) FROM letters WHERE agent_id = ?"
    last = connection.execute(query, (note.agent_id,)).fetchone()[0]
    return (last or 0) < note.run_number


def _work_without_shared_memory(connection: sqlite3.Connection) -> None:
    """Keep a WAL database readable where WAL can't work: on an SMB share, or on a disk that is full."""
    try:
        user_version(connection)
    except sqlite3.OperationalError as error:
        if primary_code(error) not in {sqlite3.SQLITE_CANTOPEN, *NO_ROOM}:
            raise
        # One process alone needs no shared memory; choose_journal leaves this mode again.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")


def _choose_by_room(connection: sqlite3.Connection, path: Path) -> None:
    """Choose the journal: on a disk that is as good as full one that takes no room of it."""
    if database_file.is_short_of_room(path):
        try:
            need_no_room(connection)
        except sqlite3.OperationalError as error:
            if primary_code(error) not in {*BUSY, *NO_ROOM}:
                raise  # else another process is at work on it, or its log does not fit in
        else:
            return
    choose_journal(connection)


def choose_journal(connection: sqlite3.Connection) -> str:
    """Turn on WAL where it works, a rollback journal elsewhere; return its name (wal, delete, memory)."""
    exclusive = connection.execute("PRAGMA locking_mode").fetchone()[0] == "exclusive"
    mode = "delete" if exclusive else _try_wal(connection)
    if mode != "wal":
        mode = _use_rollback_journal(connection)
        connection.execute("PRAGMA locking_mode = NORMAL")
    # NORMAL is safe with WAL only: with a rollback journal a power cut could damage the file.
    connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")
    return str(mode)


def _use_rollback_journal(connection: sqlite3.Connection) -> str:
    try:
        return str(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
    except sqlite3.OperationalError as error:
        if primary_code(error) not in NO_ROOM:
            raise
        return need_no_room(connection)


def need_no_room(connection: sqlite3.Connection) -> str:
    """Let this connection write into the pages that are there, with its journal in memory; return its name.

    The last resort on a full disk, for a few octets: a power cut in the midst of it would damage the file.
    """
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        return str(connection.execute("PRAGMA journal_mode = MEMORY").fetchone()[0])
    finally:
        connection.execute("PRAGMA locking_mode = NORMAL")


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
