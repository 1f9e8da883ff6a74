"""How old something is: measured by runs of before, so that days with a wrong clock destroy nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.model.ages import ONE_DAYS_WORK
from agent.edge.store.record_rows import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

# Days' work that have to bear a date out before it counts: a clock may be wrong for a whole week.
WITNESSES = 7
ONE_DAY = timedelta(days=1)


def measured_from(connection: sqlite3.Connection, now: datetime) -> datetime | None:
    """Return the moment that ages are measured from, None before a day's work has become one of before.

    It is when the newest scan began that is not of this day's work, nor in the future; but no later than a
    day for each day's work after the oldest of the last WITNESSES. So a clock that is ahead now counts for
    nothing, and one that was ahead on some days of the week counts for as many days.
    """
    began = _days_of_work(connection, now)
    witnesses = [day for day, _ in zip(began, range(WITNESSES), strict=False)]
    if not witnesses:
        return None
    days = len(witnesses) - 1
    return min(witnesses[0], min(witnesses) + days * ONE_DAY)


def _days_of_work(connection: sqlite3.Connection, now: datetime) -> Iterator[datetime]:
    """Yield when each day's work before this one began, the newest first; those in the future are none."""
    rows = connection.execute(
        "SELECT began FROM scans WHERE (julianday(began) - 2440587.5) * 86400 <= ? ORDER BY id DESC",
        (stamp(now - ONE_DAYS_WORK)[1],),
    )
    last = None
    for row in rows:
        began = datetime.fromisoformat(row["began"])
        if last is None or abs(began - last) >= ONE_DAYS_WORK:
            yield began
            last = began
