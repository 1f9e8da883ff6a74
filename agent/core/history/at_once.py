"""What one reading says at once, whoever else answers in its scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.history.event import NEW_DEVICE, Event, Findings
from agent.core.history.integrity import Exchange, look_at_counters
from agent.core.history.past import PastReading, past_reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.model.printer import Reading
    from agent.core.model.records import Device


def look_at(
    reading: Reading, known: Device | None, past: Sequence[PastReading], firmware: str | None
) -> Findings:
    """Return new_device where nothing was `known`, else what the reading says of the device's counters.

    `past` are the device's last readings without this one, the oldest first; `firmware` is its last one.
    """
    identity = reading.printer.identity
    if known is None:
        return Findings((Event(NEW_DEVICE, reading.read_at, "serial_number", None, identity.serial_number),))
    before, after = known.mac_address, identity.mac_address
    exchange = Exchange(
        firmware=None not in {firmware, identity.firmware} and firmware != identity.firmware,
        mac_address=(before, after) if before and after and before != after else None,
    )
    return look_at_counters(past, past_reading(reading), exchange)
