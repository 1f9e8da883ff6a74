"""Every device's earlier readings at once: three passes over the tables, whatever the number of devices."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from agent.core.history.past import PastReading, PastSupply
from agent.core.printer import LifeCount
from agent.edge.store.rows import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from agent.core.history.past import Past

Value = TypeVar("Value")


def past(connection: sqlite3.Connection, since: datetime) -> Past:
    """Return what is kept of the readings from `since` on, by device id and in the order they were stored."""
    life_counts = _by_reading(connection, "life_counts", since, _life_count)
    supplies = _by_reading(connection, "supplies", since, _supply)
    readings: defaultdict[str, list[PastReading]] = defaultdict(list)
    for row in connection.execute(
        "SELECT id, device_id, read_at, counters FROM readings WHERE read_epoch >= ? ORDER BY id",
        (stamp(since)[1],),
    ):
        readings[row["device_id"]].append(
            PastReading(
                read_at=datetime.fromisoformat(row["read_at"]),
                life_counts=tuple(life_counts.get(row["id"], ())),
                supplies=tuple(supplies.get(row["id"], ())),
                counters=json.loads(row["counters"]) if row["counters"] else {},
            )
        )
    return readings


def _by_reading(
    connection: sqlite3.Connection, table: str, since: datetime, value_of: Callable[[sqlite3.Row], Value]
) -> dict[int, list[Value]]:
    values: defaultdict[int, list[Value]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT * FROM {table} WHERE reading_id IN (SELECT id FROM readings WHERE read_epoch >= ?)"  # noqa: S608 (our own table names)
        " ORDER BY reading_id, position",
        (stamp(since)[1],),
    ):
        values[row["reading_id"]].append(value_of(row))
    return values


def _life_count(row: sqlite3.Row) -> tuple[int, LifeCount]:
    return row["marker_index"], LifeCount(row["value"], row["unit"])


def _supply(row: sqlite3.Row) -> PastSupply:
    return PastSupply(
        index=row["supply_index"],
        type=row["type"],
        colorant=row["colorant"],
        part_number=row["part_number"],
        serial_number=row["serial_number"],
        percent_left=row["percent_left"],
    )
