"""Which printers a scan tells of, and how old what it says of each is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.history.matching import is_gone
from agent.core.model.access import Endpoint
from agent.core.model.ages import is_within
from agent.core.model.retention import STALE_FOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.model.records import Device
    from agent.core.report_builder.scan_record import ScanSummary
    from agent.core.report_format.entries import PrinterEntry


def current_entries(summary: ScanSummary, known: Iterable[tuple[Device, PrinterEntry]]) -> list[PrinterEntry]:
    """Return the entries of the devices that the scan of this summary read, missed or did not ask, by name.

    `known` is every known device with its newest entry.
    """
    began = datetime.fromisoformat(summary["scan"]["began"])
    latest = tuple(known)
    gone = {device.id for device, _ in latest if is_gone(device)}
    unread = {row["id"] for row in (*summary["silent_known"], *summary.get("not_asked", ()))}
    read = summary.get("read")
    entries = []
    for device, entry in latest:
        if device.id in unread - gone:
            entries.append(_as_of(entry, began))
        elif device.id in read if read is not None else _read_since(entry, began):
            entries.append(entry)
    return sorted(entries, key=_by_name)


def silent_ids(summary: ScanSummary, devices: Iterable[Device]) -> frozenset[str]:
    """Return the ids of the devices that a scan missed, but for those that a person has retired since."""
    gone = {device.id for device in devices if is_gone(device)}
    return frozenset(row["id"] for row in summary["silent_known"] if row["id"] not in gone)


def _read_since(entry: PrinterEntry, began: datetime) -> bool:
    """Return whether an entry is of this scan, by its time: a summary of an older program names nobody."""
    return datetime.fromisoformat(entry["read_at"]) >= began


def _as_of(entry: PrinterEntry, began: datetime) -> PrinterEntry:
    """Return the entry of an earlier scan as this one has it: stale, then missing."""
    is_stale = is_within(datetime.fromisoformat(entry["read_at"]), began, STALE_FOR)
    return {**entry, "read_status": "stale" if is_stale else "missing"}


def _by_name(entry: PrinterEntry) -> tuple[str, tuple[int, int, int]]:
    where = entry["location"] or entry["host_name"] or "~"
    return where, Endpoint(entry["ip_address"], entry["port"]).sort_key
