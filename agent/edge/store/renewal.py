"""A new database in the place of none or of a damaged one: made whole under another name, then put there."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import ConditionKind
from agent.edge.store import conditions, database_file, salvage
from agent.edge.store.migrations import migrate, transaction

LOG = logging.getLogger(__name__)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from agent.edge.store.database_file import Identity


def renew(path: Path, now: datetime, damaged: Identity) -> Path | None:
    """Put a new database at `path`, with what can be read of the one that lies there.

    Returns where the damaged one was set aside; None where there was none, or where another process was
    quicker than we: then its database lies there. `damaged` tells which file was found damaged.
    """
    orphans = database_file.identities_beside(path)
    if database_file.identity(path) != damaged:
        return None
    new = database_file.name_new(path)
    scratch = new.with_name(f"{new.name}.copy")
    try:
        aside = database_file.name_aside(path, now) if damaged else None
        try:
            _make(new, path, scratch, now, aside)
        except (ArithmeticError, LookupError, TypeError, ValueError, struct.error, sqlite3.IntegrityError):
            # A mistake of ours over damage that nobody foresaw must not end every later start.
            LOG.exception("carrying over %s", path)
            _make(new, path, scratch, now, aside, reads=False)
        if damaged is None:
            database_file.set_orphans_aside(path, now, orphans)
            database_file.put(new, path)
            return None
        if database_file.identity(path) != damaged:
            return None
        return database_file.set_aside(path, now, new)
    finally:
        for leftover in (new, scratch):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)


def _make(  # noqa: PLR0913 (where everything lies)
    new: Path, path: Path, scratch: Path, now: datetime, aside: Path | None, *, reads: bool = True
) -> None:
    """Make the new database; without `reads` it takes over only what the note beside the old one says."""
    new.unlink(missing_ok=True)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        # Nobody else knows this file yet: it is thrown away whole where we are cut off.
        connection.execute("PRAGMA journal_mode = MEMORY")
        migrate(connection)
        with transaction(connection):
            letters = salvage.carry_over(path, connection, scratch, now, reads=reads)
            if aside is not None:
                facts = {"letters": letters}
                conditions.record(connection, ConditionKind.DATABASE_SET_ASIDE, aside.name, facts, now)
