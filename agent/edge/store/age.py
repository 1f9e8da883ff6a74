"""How old something is: measured by a run of before, so that a day with a wrong clock destroys nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent.edge.store.rows import stamp

if TYPE_CHECKING:
    import sqlite3

# A run, its later rounds and what is sent after them are one day's work, under one clock.
ONE_DAYS_WORK = timedelta(hours=12)


def measured_from(connection: sqlite3.Connection, now: datetime) -> datetime | None:
    """Return when the newest scan began that is not of this day's work, nor in the future; else None.

    A clock that is ahead now was not yet ahead then; a scan made while it was lies in the future.
    """
    row = connection.execute(
        "SELECT began FROM scans WHERE (julianday(began) - 2440587.5) * 86400 <= ? ORDER BY id DESC LIMIT 1",
        (stamp(now - ONE_DAYS_WORK)[1],),
    ).fetchone()
    return datetime.fromisoformat(row["began"]) if row else None
