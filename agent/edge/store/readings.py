"""Devices and what was read of them: one transaction a printer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.printer import Level, LifeCount, Reading, Supply
from agent.edge.store.rows import device_of, fits, insert, stamp, text_of

if TYPE_CHECKING:
    import sqlite3

    from agent.core.records import Device, Entry


@dataclass(frozen=True, slots=True)
class PastReading:
    """What is kept of an older reading. `life_counts` pairs prtMarkerIndex with its count."""

    read_at: datetime
    life_counts: tuple[tuple[int, LifeCount], ...]
    supplies: tuple[Supply, ...]


def save(
    connection: sqlite3.Connection, scan_id: int, device: Device, reading: Reading, entry: Entry
) -> None:
    """Keep a reading with its entry of printers[], in place of an earlier one of the same scan."""
    _save_device(connection, device)
    connection.execute("DELETE FROM readings WHERE scan_id = ? AND device_id = ?", (scan_id, device.id))
    read_at, read_epoch = stamp(reading.read_at)
    row = {"scan_id": scan_id, "device_id": device.id, "read_at": read_at, "read_epoch": read_epoch}
    row |= {"read_status": reading.read_status, "document": json.dumps(entry)}
    reading_id = insert(connection, "readings", row)
    _save_life_counts(connection, reading_id, reading)
    _save_supplies(connection, reading_id, reading)
    _save_alerts(connection, reading_id, reading)
    connection.execute(
        "UPDATE scans SET printers_read = (SELECT count(*) FROM readings WHERE scan_id = scans.id)"
        " WHERE id = ?",
        (scan_id,),
    )


def _save_device(connection: sqlite3.Connection, device: Device) -> None:
    row = asdict(device) | {"first_seen": text_of(device.first_seen), "last_seen": text_of(device.last_seen)}
    connection.execute(
        "INSERT INTO devices VALUES (:id, :manufacturer, :serial_number, :mac_address, :ip_address, :port,"
        " :snmp_version, :first_seen, :last_seen) ON CONFLICT (id) DO UPDATE SET"
        " manufacturer = excluded.manufacturer, serial_number = excluded.serial_number,"
        " mac_address = excluded.mac_address, ip_address = excluded.ip_address, port = excluded.port,"
        " snmp_version = excluded.snmp_version, last_seen = excluded.last_seen",
        row,
    )


def _save_life_counts(connection: sqlite3.Connection, reading_id: int, reading: Reading) -> None:
    for position, marker in enumerate(reading.printer.markers):
        if marker.life_count and fits(marker.life_count.value):
            row = {"reading_id": reading_id, "position": position, "marker_index": marker.index}
            insert(connection, "life_counts", row | asdict(marker.life_count))


def _save_supplies(connection: sqlite3.Connection, reading_id: int, reading: Reading) -> None:
    for position, supply in enumerate(reading.printer.supplies):
        row = asdict(supply) | {"reading_id": reading_id, "position": position}
        row["supply_index"] = row.pop("index")
        level = row.pop("level")
        row |= level | {"level_state": level["state"]}
        del row["state"], row["source"]  # the source stands in the document
        insert(connection, "supplies", row)


def _save_alerts(connection: sqlite3.Connection, reading_id: int, reading: Reading) -> None:
    for position, alert in enumerate(reading.printer.alerts):
        row = asdict(alert) | {"reading_id": reading_id, "position": position}
        row["alert_group"] = row.pop("group")
        insert(connection, "alerts", row)


def devices(connection: sqlite3.Connection) -> tuple[Device, ...]:
    """Return every device ever read, in the order they were first stored."""
    return tuple(map(device_of, connection.execute("SELECT * FROM devices ORDER BY rowid")))


def latest_entries(connection: sqlite3.Connection) -> tuple[tuple[Device, Entry], ...]:
    """Return each device with the entry of its newest reading, in the order of `devices`."""
    rows = connection.execute(
        "SELECT devices.*, readings.document FROM devices JOIN readings ON readings.id ="
        " (SELECT max(id) FROM readings WHERE device_id = devices.id) ORDER BY devices.rowid"
    )
    return tuple((device_of(row), json.loads(row["document"])) for row in rows)


def history(connection: sqlite3.Connection, device_id: str, since: datetime) -> tuple[PastReading, ...]:
    """Return the readings of a device from `since` on, in the order they were stored."""
    rows = connection.execute(
        "SELECT id, read_at FROM readings WHERE device_id = ? AND read_epoch >= ? ORDER BY id",
        (device_id, stamp(since)[1]),
    ).fetchall()
    return tuple(
        PastReading(
            datetime.fromisoformat(row["read_at"]),
            _life_counts(connection, row["id"]),
            _supplies(connection, row["id"]),
        )
        for row in rows
    )


def _life_counts(connection: sqlite3.Connection, reading_id: int) -> tuple[tuple[int, LifeCount], ...]:
    rows = connection.execute(
        "SELECT * FROM life_counts WHERE reading_id = ? ORDER BY position", (reading_id,)
    )
    return tuple((row["marker_index"], LifeCount(row["value"], row["unit"])) for row in rows)


def _supplies(connection: sqlite3.Connection, reading_id: int) -> tuple[Supply, ...]:
    rows = connection.execute("SELECT * FROM supplies WHERE reading_id = ? ORDER BY position", (reading_id,))
    return tuple(map(_supply_of, rows))


def _supply_of(row: sqlite3.Row) -> Supply:
    return Supply(
        index=row["supply_index"],
        marker_index=row["marker_index"],
        supply_class=row["supply_class"],
        type=row["type"],
        colorant=row["colorant"],
        description=row["description"],
        level=Level(row["unit"], row["level"], row["max_capacity"], row["level_state"], row["percent_left"]),
        part_number=row["part_number"],
        serial_number=row["serial_number"],
    )
