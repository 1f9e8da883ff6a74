"""Rows of the database <-> values of core/model/records.py."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.model.records import Delivery, Device, Letter
from agent.core.report_builder.scan_record import ScanRecord

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping


def stamp(at: datetime) -> tuple[str, float]:
    """Return an aware datetime as ISO 8601 text with its offset, and as seconds since 1970.

    Raises ValueError for a naive one: nobody could say which moment it is.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no offset")
    return at.isoformat(), at.timestamp()


def text_of(at: datetime) -> str:
    """Return an aware datetime as ISO 8601 text with its offset; ValueError for a naive one."""
    return stamp(at)[0]


def insert(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    """Insert `row`, values by column name, and return its row id (0 where the table has none).

    A number that SQLite can't count to is left out (NULL): only a faulty printer says such a one,
    and the document of its reading still has it.
    """
    columns = ", ".join(row)
    values = ", ".join(f":{column}" for column in row)
    cursor = connection.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({values})",  # noqa: S608 (names from this package only)
        {column: value if fits(value) else None for column, value in row.items()},
    )
    return cursor.lastrowid or 0


def fits(value: object) -> bool:
    """Return whether SQLite can keep a value: its integers have 63 bits and a sign."""
    return not isinstance(value, int) or abs(value) < 1 << 63


def device_of(row: sqlite3.Row) -> Device:
    """Return the Device of a row of `devices`."""
    return Device(
        id=row["id"],
        manufacturer=row["manufacturer"],
        serial_number=row["serial_number"],
        mac_address=row["mac_address"],
        ip_address=row["ip_address"],
        port=row["port"],
        snmp_version=row["snmp_version"],
        first_seen=datetime.fromisoformat(row["first_seen"]),
        last_seen=datetime.fromisoformat(row["last_seen"]),
        replaced_by=row["replaced_by"],
        model=row["model"],
        retired_at=datetime.fromisoformat(row["retired_at"]) if row["retired_at"] else None,
    )


def scan_of(row: sqlite3.Row) -> ScanRecord:
    """Return the ScanRecord of a row of `scans` joined with the run_number of its letter."""
    return ScanRecord(
        id=row["id"],
        began=datetime.fromisoformat(row["began"]),
        ended=datetime.fromisoformat(row["ended"]) if row["ended"] else None,
        printers_expected=row["printers_expected"],
        printers_read=row["printers_read"],
        closed_with=json.loads(row["summary"]) or None,
        run_number=row["run_number"],
    )


def letter_of(row: sqlite3.Row, pictures: Mapping[str, bytes]) -> Letter:
    """Return the Letter of a row of `letters` with its pictures by name."""
    return Letter(
        report_id=row["report_id"],
        run_number=row["run_number"],
        made_at=datetime.fromisoformat(row["made_at"]),
        report=row["report"],
        signature=row["signature"],
        csv=row["csv"],
        subject=row["subject"],
        text=row["text"],
        html=row["html"],
        pictures=pictures,
    )


def delivery_of(row: sqlite3.Row, outcomes: Mapping[str, str]) -> Delivery:
    """Return the Delivery of a row of `deliveries` joined with the run_number and agent_id of its letter.

    `outcomes` are the states of the addresses that were settled.
    """
    return Delivery(
        message_id=row["message_id"],
        run_number=row["run_number"],
        queued_at=datetime.fromisoformat(row["queued_at"]),
        state=row["state"],
        attempts=row["attempts"],
        next_try_at=datetime.fromisoformat(row["next_try_at"]),
        last_error=row["last_error"],
        redirected_to=row["redirected_to"],
        agent_id=row["agent_id"],
        sent_to=frozenset(address for address, state in outcomes.items() if state == "sent"),
        refused_by=frozenset(address for address, state in outcomes.items() if state == "refused"),
    )
