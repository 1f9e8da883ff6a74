"""Which devices moved, answered twice or were replaced: known only when a scan has asked all addresses.

Nothing here depends on the order in which the printers answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent.core.history.event import (
    BOARD_SWAPPED,
    DUPLICATE,
    IP_MOVED,
    PRINTER_REPLACED,
    Ending,
    Event,
    Events,
    Findings,
)
from agent.core.history.matching import has_serial, is_gone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.core.model.records import Device

_SERIAL_NUMBER, _IP_ADDRESS = "serial_number", "ip_address"

Devices = dict[str, "Device"]  # by id


@dataclass(frozen=True, slots=True)
class ScanObservations:
    """What a scan saw. `before` are the devices known until then, `after` all that are known now.

    `read` are the ids of those that were read; `twins` the other addresses where one of them answered.
    """

    before: Mapping[str, Device]
    after: Mapping[str, Device]
    read: frozenset[str]
    twins: Mapping[str, Sequence[str]] = field(default_factory=dict)


def moved_and_doubled(seen: ScanObservations, events: Events) -> dict[str, Findings]:
    """Return ip_moved and duplicate by device id.

    A device that answers on Wi-Fi and on cable did not move when the other of the two is quicker;
    its second address is told once.
    """
    found = {}
    for device in (seen.after[id_] for id_ in seen.read):
        pairs = _pairs(events.get(device.id, ()))
        twins = seen.twins.get(device.id, ())
        raised = [
            Event(DUPLICATE, device.last_seen, _IP_ADDRESS, device.ip_address, twin)
            for twin in dict.fromkeys(twins)
            if frozenset((device.ip_address, twin)) not in pairs
        ]
        home = seen.before[device.id].ip_address if device.id in seen.before else device.ip_address
        if home not in {device.ip_address, *twins} and frozenset((device.ip_address, home)) not in pairs:
            raised.append(Event(IP_MOVED, device.last_seen, _IP_ADDRESS, home, device.ip_address))
        if raised:
            found[device.id] = Findings(tuple(raised))
    return found


def _pairs(events: Sequence[Event]) -> set[frozenset[object]]:
    return {frozenset((event.before, event.after)) for event in events if event.flag == DUPLICATE}


def replaced(seen: ScanObservations) -> tuple[Devices, dict[str, Findings]]:
    """Return the devices whose `replaced_by` is another now, and what took their places was told by.

    Two serial numbers on one MAC address are two devices; where the first was never seen again since
    the second appeared, its board was swapped (board_swapped): the second took its place, with a history
    of its own, because bills are matched by serial number. So did a new printer that answers at the
    address of a silent one (printer_replaced). If the first comes back, the place is its own again; if
    both answer, they were two printers from the start.
    """
    changed: Devices = {}
    found: dict[str, Findings] = {}
    for device in (seen.after[id_] for id_ in seen.read):
        if device.replaced_by is not None:
            changed[device.id] = replace(device, replaced_by=None)
            if device.replaced_by in seen.read:
                flags = (BOARD_SWAPPED, PRINTER_REPLACED)
                ending = Ending(flags, _SERIAL_NUMBER, device.last_seen)
                found[device.replaced_by] = Findings(ended=(ending,))
    for flag, old, new in _successions(seen):
        changed[old.id] = replace(old, replaced_by=new.id)
        event = Event(flag, new.last_seen, _SERIAL_NUMBER, old.serial_number, new.serial_number)
        found[new.id] = Findings((event,))
    return changed, found


def _successions(seen: ScanObservations) -> Iterator[tuple[str, Device, Device]]:
    """Yield by what it is told, who was replaced, and by whom.

    Devices that show one serial number replace none of each other: which is which is disputed then.
    """
    read = sorted((seen.after[id_] for id_ in seen.read), key=lambda device: (device.last_seen, device.id))
    by_mac = {device.mac_address: device for device in read if device.mac_address is not None}
    by_place = {(device.ip_address, device.port): device for device in read}
    for old in seen.after.values():
        if old.id in seen.read or is_gone(old):
            continue
        on_board = by_mac.get(old.mac_address) if old.mac_address else None
        at_place = by_place.get((old.ip_address, old.port))
        if on_board and not has_serial(old, on_board) and _came_after(old, on_board):
            yield BOARD_SWAPPED, old, on_board
        elif at_place and not has_serial(old, at_place) and old.last_seen < at_place.first_seen:
            yield PRINTER_REPLACED, old, at_place


def _came_after(old: Device, new: Device) -> bool:
    return new.replaced_by == old.id or old.last_seen < new.first_seen
