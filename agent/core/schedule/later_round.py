"""A later round, or a scan of named addresses: the run before it stays what it was, with more read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.model.access import Endpoint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from agent.core.model.records import Device, Entry


def sleepers(summary: Entry, devices: Iterable[Device]) -> tuple[Endpoint, ...]:
    """Return where the known printers are that were silent in the run of this summary."""
    silent = {row["id"] for row in summary["silent_known"]}
    return tuple(Endpoint(device.ip_address, device.port) for device in devices if device.id in silent)


def after_named_scan(run: Entry, part: Entry, asked: Collection[Endpoint]) -> Entry:
    """Return the run's summary after a scan of named addresses, whose own summary is `part`.

    Such a scan is no run of the day: what it read is known, and all else stays as the run found it.
    """
    read = set(part["read"])
    rows = {
        name: [row for row in run[name] if Endpoint(row["ip_address"], row["port"]) not in asked] + part[name]
        for name in ("unreadable", "left_out")
    }
    unread = {
        name: [row for row in run.get(name, ()) if row["id"] not in read]
        for name in ("silent_known", "not_asked")
    }
    found = dict.fromkeys((*run.get("read", ()), *part["read"]))
    scan = {**run["scan"], "printers_found": len(found)}
    return {**run, **rows, **unread, "scan": scan, "read": list(found)}


def after_later_round(run: Entry, later: Entry) -> Entry:
    """Return the run's summary after a later round of its sleepers, whose own summary is `later`."""
    still_silent = {row["id"] for row in later["silent_known"]}
    silent = [row for row in run["silent_known"] if row["id"] in still_silent]
    found = run["scan"]["printers_found"] + len(run["silent_known"]) - len(silent)
    read = list(dict.fromkeys((*run.get("read", ()), *later["read"])))
    return {**run, "scan": {**run["scan"], "printers_found": found}, "read": read, "silent_known": silent}
