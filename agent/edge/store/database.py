"""The open file: let go of at the end, read from, and written to in whole transactions."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from agent.core.model.errors import AgentError
from agent.edge.store import opening
from agent.edge.store.migrations import transaction
from agent.edge.store.sqlite_errors import NO_ROOM, as_agent_errors, primary_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


class Database:
    """What Store stands on: it knows the file, and none of the subjects in it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, set_aside: Path | None) -> None:
        self._connection = connection
        self.path = path
        self.set_aside = set_aside

    @classmethod
    def open(cls, path: Path, now: datetime) -> Self:
        """Open the database at `path`, making or migrating it; `now` names what is set aside.

        Raises AgentError where the file can't be used or was written by a newer program.
        """
        with as_agent_errors(path):
            connection, set_aside = opening.open_database(path, now)
        return cls(connection, path, set_aside)

    def close(self) -> None:
        """Let go of the file."""
        with as_agent_errors(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection to read from; AgentError for the failures that a person can mend."""
        with as_agent_errors(self.path):
            yield self._connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection in a transaction: all of it is kept, or nothing. AgentError as read()."""
        with as_agent_errors(self.path), transaction(self._connection):
            yield self._connection

    @contextmanager
    def write_durably(self) -> Iterator[sqlite3.Connection]:
        """Write as write() does, and let it outlast a power cut from the moment it returns."""
        with as_agent_errors(self.path):
            usual = self._connection.execute("PRAGMA synchronous").fetchone()[0]
            self._connection.execute("PRAGMA synchronous = FULL")
            try:
                with self.write() as connection:
                    yield connection
            finally:
                self._connection.execute(f"PRAGMA synchronous = {usual}")

    def write_on_full_disk(self, change: Callable[[sqlite3.Connection], None]) -> None:
        """Write what must be kept of a letter that was handed over: on a full disk into the pages there are.

        A letter of which nobody knew that it left would be sent once more, for as long as the disk is full.
        """
        try:
            with self.write() as connection:
                change(connection)
        except AgentError as error:
            cause = error.__cause__
            if not isinstance(cause, sqlite3.DatabaseError) or primary_code(cause) not in NO_ROOM:
                raise
            with as_agent_errors(self.path):
                opening.need_no_room(self._connection)
            with self.write() as connection:
                change(connection)
