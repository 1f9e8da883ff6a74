"""A later round, or a scan of named addresses: the run before it stays what it was, with more read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from agent.core.model.access import Endpoint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from agent.core.model.records import Device
    from agent.core.report_builder.scan_record import ScanSummary
    from agent.core.report_format.report import LeftOutEntry, UnreadableEntry

    Row = TypeVar("Row", UnreadableEntry, LeftOutEntry)


def sleepers(summary: ScanSummary, devices: Iterable[Device]) -> tuple[Endpoint, ...]:
    """Return where the known printers are that were silent in the run of this summary."""
    silent = {row["id"] for row in summary["silent_known"]}
    return tuple(Endpoint(device.ip_address, device.port) for device in devices if device.id in silent)


def after_named_scan(run: ScanSummary, part: ScanSummary, asked: Collection[Endpoint]) -> ScanSummary:
    """Return the run's summary after a scan of named addresses, whose own summary is `part`.

    Such a scan is no run of the day: what it read is known, and all else stays as the run found it.
    """
    read = set(part["read"])
    found = dict.fromkeys((*run.get("read", ()), *part["read"]))
    return {
        **run,
        "unreadable": [*_not_asked_again(run["unreadable"], asked), *part["unreadable"]],
        "left_out": [*_not_asked_again(run["left_out"], asked), *part["left_out"]],
        "silent_known": [row for row in run["silent_known"] if row["id"] not in read],
        "not_asked": [row for row in run.get("not_asked", ()) if row["id"] not in read],
        "scan": {**run["scan"], "printers_found": len(found)},
        "read": list(found),
    }


def _not_asked_again(rows: Iterable[Row], asked: Collection[Endpoint]) -> list[Row]:
    return [row for row in rows if Endpoint(row["ip_address"], row["port"]) not in asked]


def after_later_round(run: ScanSummary, later: ScanSummary) -> ScanSummary:
    """Return the run's summary after a later round of its sleepers, whose own summary is `later`."""
    still_silent = {row["id"] for row in later["silent_known"]}
    silent = [row for row in run["silent_known"] if row["id"] in still_silent]
    found = run["scan"]["printers_found"] + len(run["silent_known"]) - len(silent)
    read = list(dict.fromkeys((*run.get("read", ()), *later["read"])))
    return {**run, "scan": {**run["scan"], "printers_found": found}, "read": read, "silent_known": silent}
