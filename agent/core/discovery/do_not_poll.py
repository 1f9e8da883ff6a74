"""Printers that crash when they are asked: identified once, remembered, and then left alone.

Which models do is known to their makers' files: `fragile_models`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.core.model.access import Endpoint
from agent.core.model.ages import is_within
from agent.core.model.retention import DO_NOT_POLL_FOR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from agent.core.discovery.targets import Expansion
    from agent.core.model.records import Device
    from agent.core.report_format.entries import PrinterEntry

FLAG = "crashes_on_snmp"  # of a reading, and the fault of its walk


def without_do_not_poll(
    expansion: Expansion, latest: Iterable[tuple[Device, PrinterEntry]], now: datetime
) -> tuple[Expansion, tuple[Endpoint, ...]]:
    """Return whom to ask less the printers that crash of it, and where those are.

    `latest` is every known device with its newest entry of printers[]; a device stays the same by
    its MAC address wherever it moves, so each is asked at most once at a new place.
    """
    not_polled = {
        Endpoint(device.ip_address, device.port)
        for device, entry in latest
        if FLAG in entry["flags"] and is_within(device.last_seen, now, DO_NOT_POLL_FOR)
    }.intersection(expansion.endpoints)
    asked = replace(
        expansion,
        endpoints=tuple(endpoint for endpoint in expansion.endpoints if endpoint not in not_polled),
        named=expansion.named - not_polled,
    )
    return asked, tuple(sorted(not_polled, key=lambda endpoint: endpoint.sort_key))
