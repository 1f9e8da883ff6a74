"""The open file: let go of at the end, read from, and written to in whole transactions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from agent.edge.store import opening
from agent.edge.store.failures import told_plainly
from agent.edge.store.migrations import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
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
        with told_plainly(path):
            connection, set_aside = opening.open_database(path, now)
        return cls(connection, path, set_aside)

    def close(self) -> None:
        """Let go of the file."""
        with told_plainly(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        with told_plainly(self.path):
            yield self._connection

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with told_plainly(self.path), transaction(self._connection):
            yield self._connection
