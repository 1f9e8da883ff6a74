"""What is forgotten: whole documents after a while; the small numbers of each day are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.edge.store.rows import stamp

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

_STEPS = (
    # A printer that has been silent for long is still reported with its last values.
    """
    UPDATE readings SET document = NULL
    WHERE read_epoch < :before AND document IS NOT NULL
    AND id NOT IN (SELECT max(id) FROM readings GROUP BY device_id)
    """,
    "DELETE FROM alerts WHERE reading_id IN (SELECT id FROM readings WHERE document IS NULL)",
    # The first ten characters of ISO 8601 text are the day, as the office counted it.
    """
    DELETE FROM readings WHERE document IS NULL
    AND id NOT IN (SELECT max(id) FROM readings GROUP BY device_id, substr(read_at, 1, 10))
    """,
)


def prune(connection: sqlite3.Connection, before: datetime) -> None:
    """Drop documents and alerts read before that moment, and all but one reading a device and day."""
    for step in _STEPS:
        connection.execute(step, {"before": stamp(before)[1]})
