"""Every device's earlier readings at once: three passes over the tables, whatever the number of devices."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from agent.core.history.past import Past, PastReading, PastSupply
from agent.core.model.printer import LifeCount
from agent.edge.store.record_rows import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator


Value = TypeVar("Value")

_READINGS = (
    "SELECT id, device_id, read_at, counters FROM readings"
    " WHERE read_epoch >= ? AND read_epoch <= ? ORDER BY id"
)
# Rows of readings before `since` may come along where a clock was wrong; nobody asks for them.
_ROWS = (
    "SELECT reading_id, {columns} FROM {table}"
    " WHERE reading_id >= (SELECT min(id) FROM readings WHERE read_epoch >= ?) ORDER BY reading_id, position"
)
_LIFE_COUNTS = _ROWS.format(columns="marker_index, value, unit", table="life_counts")
_SUPPLIES = _ROWS.format(
    columns="supply_index, type, colorant, part_number, serial_number, percent_left", table="supplies"
)

_LAST_READINGS = "SELECT id, read_at, counters FROM readings WHERE device_id = ? ORDER BY id DESC LIMIT ?"
_LAST_LIFE_COUNTS = (
    "SELECT reading_id, marker_index, value, unit FROM life_counts WHERE reading_id IN"
    " (SELECT id FROM readings WHERE device_id = ? ORDER BY id DESC LIMIT ?) ORDER BY reading_id, position"
)


def past(connection: sqlite3.Connection, since: datetime, until: datetime | None) -> Past:
    """Return the stored part of the readings from `since` to `until` (None: to the newest), by device id.

    They stand in the order in which they were stored.
    """
    moment = stamp(since)[1]
    last = stamp(until)[1] if until else float("inf")
    life_counts = _by_reading(_rows(connection, _LIFE_COUNTS, moment), _life_count)
    supplies = _by_reading(_rows(connection, _SUPPLIES, moment), PastSupply)
    rows = [*_rows(connection, _READINGS, moment, last)]
    # Ten thousands of small texts: as one they are decoded in half the time.
    counters = json.loads(f"[{','.join(row[3] or 'null' for row in rows)}]")
    readings: defaultdict[str, list[PastReading]] = defaultdict(list)
    for (number, device_id, read_at, _), counted in zip(rows, counters, strict=True):
        readings[device_id].append(
            PastReading(
                read_at=datetime.fromisoformat(read_at),
                life_counts=tuple(life_counts.get(number, ())),
                supplies=tuple(supplies.get(number, ())),
                counters=counted,
            )
        )
    return readings


def counts_of(connection: sqlite3.Connection, device_id: str, most: int) -> tuple[PastReading, ...]:
    """Return the last readings of a device, the oldest first: their counters, without supplies."""
    last = (device_id, most)
    life_counts = _by_reading(_rows(connection, _LAST_LIFE_COUNTS, *last), _life_count)
    return tuple(
        PastReading(
            read_at=datetime.fromisoformat(read_at),
            life_counts=tuple(life_counts.get(number, ())),
            supplies=(),
            counters=json.loads(counters) if counters else None,
        )
        for number, read_at, counters in reversed([*_rows(connection, _LAST_READINGS, *last)])
    )


def _rows(connection: sqlite3.Connection, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
    # Half a million rows of a large office: as plain tuples they take half the time.
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(query, values)


def _by_reading(
    rows: Iterator[tuple[Any, ...]], value_of: Callable[..., Value]
) -> defaultdict[int, list[Value]]:
    """Return the values of each reading; equal ones are made once, as most supplies say the same for days."""
    made: dict[tuple[Any, ...], Value] = {}
    values: defaultdict[int, list[Value]] = defaultdict(list)
    for row in rows:
        columns = row[1:]
        value = made.get(columns)
        if value is None:
            value = made[columns] = value_of(*columns)
        values[row[0]].append(value)
    return values


def _life_count(marker_index: int, value: int, unit: str | None) -> tuple[int, LifeCount]:
    return marker_index, LifeCount(value, unit)
