"""What is forgotten, and when.

- Whole readings (their document and alerts) stay for WHOLE_READINGS_FOR, each device's newest one for ever.
- The small numbers of a reading (life counts, supplies, billing counters) stay for DAILY_READINGS_FOR, one
  reading a device and day: the last, and the last with billing counters. After that one a month, for ever:
  the month-ends that were billed. What happened to counters stays as long, a second address for ever.
- A letter that was sent, or ended by a person, LETTERS_FOR ago loses its report, CSV, texts and pictures; its
  run number, report id, SHA-256 and signature stay for ever, so that nobody can deny or replace a link of
  the chain. What waits or was never sent stays whole, and so does the last letter of a chain: the next one
  names the SHA-256 of its bytes.
- A scan's summary goes with its letter, the scan itself once no reading of it is kept.
- All this is counted back from the day's scan before (see age), not from this moment.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

from agent.core.model.retention import DAILY_READINGS_FOR, LETTERS_FOR, WHOLE_READINGS_FOR
from agent.edge.store.age import measured_from
from agent.edge.store.record_rows import stamp
from agent.edge.store.sqlite_errors import BUSY, primary_code

if TYPE_CHECKING:
    from datetime import datetime


EMPTY_PAGES = 4096  # of 4 KiB: less is soon used again
MOST_EMPTY = 0.25  # of the file

_ONE_DAY = 86_400.0  # seconds
_DAY, _MONTH = 10, 7  # so many characters of ISO 8601 text, in the offset of the office

# A printer that has been silent for long is still reported with its last values.
_EXPIRED = """
    SELECT reading_id, documents.read_epoch FROM documents JOIN readings ON readings.id = reading_id
    WHERE documents.read_epoch < :before AND readings.scan_id < :first
    AND reading_id < (SELECT max(id) FROM readings AS newer WHERE newer.device_id = readings.device_id)
"""

# Of each device's readings of a day or month: the last one, and the last one that a bill can stand on.
_THINNED = """
    DELETE FROM readings WHERE read_epoch >= :since AND read_epoch < :before AND scan_id < :first
    AND NOT EXISTS (SELECT 1 FROM documents WHERE reading_id = readings.id)
    AND id NOT IN (
        SELECT max(id) FROM readings WHERE read_epoch >= :since AND read_epoch < :before
        GROUP BY device_id, substr(read_at, 1, :length)
        UNION ALL
        SELECT max(id) FROM readings
        WHERE read_epoch >= :since AND read_epoch < :before AND counters IS NOT NULL
        GROUP BY device_id, substr(read_at, 1, :length)
    )
"""

_OLD_EVENTS = """
    DELETE FROM events WHERE flag <> 'duplicate' AND since_epoch < :before AND scan_id < :first
"""

_FIRST_SCAN = """
    SELECT min(id) AS id FROM scans WHERE (julianday(began) - 2440587.5) * 86400 BETWEEN ? AND ?
"""

_LETTERS_AND_SCANS = (
    """
    UPDATE letters SET report_sha256 = sha256(report), report = x'', csv = x'', text = '', html = ''
    WHERE report_sha256 IS NULL
    AND id < coalesce((SELECT min(letter_id) FROM scans WHERE id >= :first), id + 1)
    AND id IN (
        SELECT letter_id FROM deliveries WHERE state IN ('sent', 'ended') AND settled_epoch < :before
    )
    AND id NOT IN (SELECT letter_id FROM deliveries WHERE state = 'waiting')
    AND run_number < (SELECT max(run_number) FROM letters AS others WHERE others.agent_id = letters.agent_id)
    """,
    """
    DELETE FROM letter_pictures
    WHERE letter_id IN (SELECT id FROM letters WHERE report_sha256 IS NOT NULL)
    """,
    """
    UPDATE scans SET summary = '{}'
    WHERE summary <> '{}' AND (julianday(began) - 2440587.5) * 86400 < :before AND id < :first
    AND id < (SELECT max(id) FROM scans WHERE ended IS NOT NULL)
    """,
    """
    DELETE FROM scans
    WHERE (julianday(began) - 2440587.5) * 86400 < :before AND id < :first
    AND id < (SELECT max(id) FROM scans WHERE ended IS NOT NULL)
    AND id NOT IN (SELECT scan_id FROM readings)
    """,
)


def prune(connection: sqlite3.Connection, now: datetime) -> None:
    """Forget what the rules above say; `now` counts only as far as the scan before bears it out."""
    present = measured_from(connection, now)
    if present is None:
        return
    periods = (WHOLE_READINGS_FOR, DAILY_READINGS_FOR, LETTERS_FOR)
    whole, daily, letters = (_limit(connection, present - kept_for, now) for kept_for in periods)
    expired = connection.execute(_EXPIRED, whole).fetchall()
    numbers = [(row["reading_id"],) for row in expired]
    connection.executemany("DELETE FROM documents WHERE reading_id = ?", numbers)
    connection.executemany("DELETE FROM alerts WHERE reading_id = ?", numbers)
    # Days that were thinned before are left alone.
    since = min((row["read_epoch"] for row in expired), default=whole["before"]) - _ONE_DAY
    connection.execute(_THINNED, {**whole, "since": since, "length": _DAY})
    connection.execute(_THINNED, {**daily, "since": 0, "length": _MONTH})
    connection.execute(_OLD_EVENTS, daily)
    connection.create_function("sha256", 1, lambda data: hashlib.sha256(data).hexdigest(), deterministic=True)
    for step in _LETTERS_AND_SCANS:
        connection.execute(step, letters)


def _limit(connection: sqlite3.Connection, before: datetime, now: datetime) -> dict[str, float]:
    """Return the epoch `before` which things are forgotten, and the `first` scan that is not so old.

    What was stored after that one is not so old either: the clock was behind for a while.
    """
    limit = stamp(before)[1]
    row = connection.execute(_FIRST_SCAN, (limit, stamp(now)[1])).fetchone()
    return {"before": limit, "first": row["id"]}


def give_back(connection: sqlite3.Connection) -> None:
    """Shrink the file where a good part of it stands empty; outside a transaction.

    Most runs find nothing to do: what a day leaves empty the next day fills. It is a courtesy: where
    another run writes just now, or the disk has no room for the copy that this takes, another day will do.
    """
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    empty = connection.execute("PRAGMA freelist_count").fetchone()[0]
    if empty < max(EMPTY_PAGES, MOST_EMPTY * pages):
        return
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if primary_code(error) not in {*BUSY, sqlite3.SQLITE_FULL}:
            raise
