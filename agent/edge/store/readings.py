"""Devices and what was read of them: one transaction a printer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent.core.model.as_dict import as_dict
from agent.core.model.printer import COUNTED, Reading
from agent.edge.store.record_rows import device_of, fits, insert, stamp, text_of

if TYPE_CHECKING:
    import sqlite3

    from agent.core.model.records import Device
    from agent.core.report_format.entries import PrinterEntry

_GIVEN_ONCE = ("id", "first_seen")


def save(
    connection: sqlite3.Connection, scan_id: int, device: Device, reading: Reading, entry: PrinterEntry
) -> None:
    """Keep a reading with its entry of printers[], in place of an earlier one of the same scan."""
    save_device(connection, device)
    connection.execute("DELETE FROM readings WHERE scan_id = ? AND device_id = ?", (scan_id, device.id))
    read_at, read_epoch = stamp(reading.read_at)
    row = {"scan_id": scan_id, "device_id": device.id, "read_at": read_at, "read_epoch": read_epoch}
    row |= {"read_status": reading.read_status, "counters": _counters(entry)}
    reading_id = insert(connection, "readings", row)
    whole = {"reading_id": reading_id, "read_epoch": read_epoch, "document": json.dumps(entry)}
    insert(connection, "documents", whole)
    _save_life_counts(connection, reading_id, reading)
    _save_supplies(connection, reading_id, reading)
    _save_alerts(connection, reading_id, reading)
    connection.execute(
        "UPDATE scans SET printers_read = (SELECT count(*) FROM readings WHERE scan_id = scans.id)"
        " WHERE id = ?",
        (scan_id,),
    )


def _counters(entry: PrinterEntry) -> str | None:
    """Return the billing counters of an entry as JSON under their own names, None where it has none."""
    counters = {name: entry.get(name) for name in COUNTED}  # what outlives the document, for bills
    return (
        json.dumps({"counters_source": entry["counters_source"], **counters})
        if any(counters.values())
        else None
    )


def save_device(connection: sqlite3.Connection, device: Device) -> None:
    """Keep a device as it is now."""
    row = as_dict(device) | {"first_seen": text_of(device.first_seen), "last_seen": text_of(device.last_seen)}
    row["retired_at"] = text_of(device.retired_at) if device.retired_at else None
    columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
    renewed = ", ".join(f"{column} = excluded.{column}" for column in row if column not in _GIVEN_ONCE)
    connection.execute(
        f"INSERT INTO devices ({columns}) VALUES ({values})"  # noqa: S608 (the fields of Device)
        f" ON CONFLICT (id) DO UPDATE SET {renewed}",
        row,
    )


def _save_life_counts(connection: sqlite3.Connection, reading_id: int, reading: Reading) -> None:
    for position, marker in enumerate(reading.printer.markers):
        if marker.life_count and fits(marker.life_count.value):
            row = {"reading_id": reading_id, "position": position, "marker_index": marker.index}
            insert(connection, "life_counts", row | as_dict(marker.life_count))


def _save_supplies(connection: sqlite3.Connection, reading_id: int, reading: Reading) -> None:
    for position, supply in enumerate(reading.printer.supplies):
        row = as_dict(supply) | {"reading_id": reading_id, "position": position}
        row["supply_index"] = row.pop("index")
        level = row.pop("level")
        row |= level | {"level_state": level["state"]}
        del row["state"], row["source"]  # the source stands in the document
        insert(connection, "supplies", row)


def _save_alerts(connection: sqlite3.Connection, reading_id: int, reading: Reading) -> None:
    for position, alert in enumerate(reading.printer.alerts):
        row = as_dict(alert) | {"reading_id": reading_id, "position": position}
        row["alert_group"] = row.pop("group")
        insert(connection, "alerts", row)


def devices(connection: sqlite3.Connection) -> tuple[Device, ...]:
    """Return every device ever read, in the order they were first stored."""
    return tuple(map(device_of, connection.execute("SELECT * FROM devices ORDER BY rowid")))


def latest_entries(connection: sqlite3.Connection) -> tuple[tuple[Device, PrinterEntry], ...]:
    """Return each device with the entry of its newest reading, in the order of `devices`."""
    rows = connection.execute(
        "SELECT devices.*, documents.document FROM devices JOIN documents ON documents.reading_id ="
        " (SELECT max(id) FROM readings WHERE device_id = devices.id) ORDER BY devices.rowid"
    )
    return tuple((device_of(row), json.loads(row["document"])) for row in rows)


def missed(connection: sqlite3.Connection) -> dict[str, int]:
    """Return on how many days scans came to their end since each device's newest reading, by device id."""
    rows = connection.execute(
        "SELECT device_id, (SELECT count(DISTINCT substr(began, 1, 10)) FROM scans"
        " WHERE id > newest AND ended IS NOT NULL) AS days"
        " FROM (SELECT device_id, max(scan_id) AS newest FROM readings GROUP BY device_id)"
    )
    return {row["device_id"]: row["days"] for row in rows}
