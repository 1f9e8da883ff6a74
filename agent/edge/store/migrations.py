"""The shape of the database: the numbered files schema/NNN.sql, each applied once."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMA = Path(__file__).parents[1] / "schema"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of the block or nothing; the write lock is taken at once (BEGIN IMMEDIATE)."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        # Still open only where something was raised; SQLite rolls back some failures by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def user_version(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that this database has; 0 for a new one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Raise AgentError if a newer program wrote this database; the file stays as it is."""
    if user_version(connection) > max(_scripts()):
        raise AgentError(messages.NEWER, {"path": str(path)})


def migrate(connection: sqlite3.Connection, last: int | None = None) -> None:
    """Bring the database to the newest shape, or to that of number `last`, one transaction a file."""
    for number, script in sorted(_scripts().items()):
        if user_version(connection) < number and (last is None or number <= last):
            with transaction(connection):
                _apply(connection, number, script)


def _apply(connection: sqlite3.Connection, number: int, script: str) -> None:
    # Asked again under the lock: another process may have been quicker.
    if user_version(connection) >= number:
        return
    for statement in _statements(script):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {number}")


@cache
def _scripts() -> dict[int, str]:
    return {int(file.stem): file.read_text(encoding="utf-8") for file in _SCHEMA.glob("*.sql")}


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit the open transaction first.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
