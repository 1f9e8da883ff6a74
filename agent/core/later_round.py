"""A later round: the run it belongs to stays what it was, with fewer printers silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.access import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.records import Device, Entry


def sleepers(summary: Entry, devices: Iterable[Device]) -> tuple[Endpoint, ...]:
    """Return where the known printers are that were silent in the run of this summary."""
    silent = {row["id"] for row in summary["silent_known"]}
    return tuple(Endpoint(device.ip_address, device.port) for device in devices if device.id in silent)


def after_later_round(run: Entry, later: Entry) -> Entry:
    """Return the run's summary after a later round of its sleepers, whose own summary is `later`."""
    still_silent = {row["id"] for row in later["silent_known"]}
    silent = [row for row in run["silent_known"] if row["id"] in still_silent]
    found = run["scan"]["printers_found"] + len(run["silent_known"]) - len(silent)
    read = tuple(dict.fromkeys((*run.get("read", ()), *later["read"])))
    return {**run, "scan": {**run["scan"], "printers_found": found}, "read": read, "silent_known": silent}
