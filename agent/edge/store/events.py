"""What happened to devices and their counters: raised once, ended where it proved to be a misreading."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.history.event import Ending, Event, Events, Findings
from agent.edge.store.record_rows import insert, stamp, text_of

if TYPE_CHECKING:
    import sqlite3


def save(connection: sqlite3.Connection, scan_id: int, device_id: str, findings: Findings) -> None:
    """Keep what a scan found of a device."""
    for event in findings.raised:
        since, since_epoch = stamp(event.since)
        row = {"device_id": device_id, "scan_id": scan_id, "flag": event.flag, "what": event.what}
        row |= {"since": since, "since_epoch": since_epoch}
        insert(connection, "events", row | {"value_before": event.before, "value_after": event.after})
    for ending in findings.ended:
        _end(connection, device_id, ending)


def _end(connection: sqlite3.Connection, device_id: str, ending: Ending) -> None:
    for flag in ending.flags:
        connection.execute(
            "UPDATE events SET until = ? WHERE until IS NULL AND flag = ? AND id ="
            " (SELECT max(id) FROM events WHERE device_id = ? AND what = ?)",
            (text_of(ending.until), flag, device_id, ending.what),
        )


def events(connection: sqlite3.Connection) -> Events:
    """Return all events that are kept, by device id and in the order they were raised."""
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM events ORDER BY id"):
        found[row["device_id"]].append(
            Event(
                flag=row["flag"],
                since=datetime.fromisoformat(row["since"]),
                what=row["what"],
                before=row["value_before"],
                after=row["value_after"],
                until=datetime.fromisoformat(row["until"]) if row["until"] else None,
            )
        )
    return found
