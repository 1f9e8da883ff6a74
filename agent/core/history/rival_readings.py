"""Two answers of one scan that show one serial number or MAC address: one device, or two.

A printer on cable and Wi-Fi answers twice; printers whose maker wrote the same text into each of them, and
devices that give themselves out for another, answer under one name too. What they counted tells them apart.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from agent.core.history.counts import FASTEST
from agent.core.history.event import COUNTER_JUMP, FALLS, IP_MOVED, Event
from agent.core.history.integrity import Exchange, counters_of, look_at_counters
from agent.core.history.matching import contradict
from agent.core.history.past import PastReading, past_reading
from agent.core.model.retention import UNSETTLED_FOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.model.printer import Reading
    from agent.core.model.records import Device

_UNSETTLING = frozenset({IP_MOVED, COUNTER_JUMP, *FALLS})


def are_one_device(first: Reading, second: Reading) -> bool:
    """Say whether two readings of one scan are of one device that answers at two addresses.

    Maker and model must not contradict each other, and every counter that both tell must be the same, but
    for what can be printed between the two. Where they tell no common counter, a common MAC address or
    host name decides.
    """
    ours, theirs = first.printer.identity, second.printer.identity
    if contradict(ours.manufacturer, theirs.manufacturer) or contradict(ours.model, theirs.model):
        return False
    earlier, later = sorted((first, second), key=lambda reading: reading.read_at)
    before, after = dict(counters_of(past_reading(earlier))), dict(counters_of(past_reading(later)))
    common = before.keys() & after.keys()
    if not common:
        names = ((ours.mac_address, theirs.mac_address), (ours.host_name, theirs.host_name))
        return any(one is not None and one == other for one, other in names)
    printable = ceil((later.read_at - earlier.read_at) / timedelta(minutes=1) * FASTEST) + 1
    return all(0 <= after[key] - before[key] <= printable for key in common)


def who_goes_on(
    rivals: Sequence[Reading], device: Device, past: Sequence[PastReading], events: Sequence[Event]
) -> Reading | None:
    """Return the one of several readings that goes on with a device's history; None where that is not clear.

    `device` is as it was before the scan, `past` and `events` are its own, the oldest first. What was read
    since it last moved, or counted oddly, may have been another device already and says nothing.
    """
    unsettled = [e for e in events if e.flag in _UNSETTLING and device.last_seen - e.since <= UNSETTLED_FOR]
    settled = [r for r in past if not unsettled or r.read_at < unsettled[0].since]
    moved = next((event for event in unsettled if event.flag == IP_MOVED), None)
    home = moved.before if moved else device.ip_address
    fitting = [r for r in rivals if _can_go_on(r, device, settled, is_settled=not unsettled)]
    if len(fitting) > 1:
        fitting = [
            r for r in fitting if device.mac_address and r.printer.identity.mac_address == device.mac_address
        ]
    someone_is_home = any(reading.ip_address == home for reading in rivals)
    if len(fitting) != 1 or (someone_is_home and fitting[0].ip_address != home):
        return None
    return fitting[0]


def _can_go_on(reading: Reading, device: Device, past: Sequence[PastReading], *, is_settled: bool) -> bool:
    identity = reading.printer.identity
    is_another = contradict(device.manufacturer, identity.manufacturer) or (
        is_settled and contradict(device.model, identity.model)
    )
    return not is_another and not look_at_counters(past, past_reading(reading), Exchange()).raised
