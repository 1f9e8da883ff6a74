"""The devices that the office knows, as a person names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.history.matching import has_serial, is_gone
from agent.core.messages import known_devices as messages
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from agent.core.model.records import Device

SHORTEST_ID = 4  # characters of an id that a person may type instead of all 32


def named(devices: Iterable[Device], name: str) -> Device:
    """Return the device with this serial number, address or beginning of an id; AgentError if not one.

    A serial number that several show names none: their addresses do.
    """
    known = tuple(devices)
    found = [d for d in known if _is_called(d, name)]
    present = [d for d in found if not is_gone(d)] or found
    if len(present) == 1:
        return present[0]
    if present:
        raise AgentError(messages.SEVERAL, {"name": name})
    raise AgentError(messages.UNKNOWN, {"name": name})


def former_of(device: Device, devices: Iterable[Device], read: Container[str]) -> Device:
    """Return the device whose history `device` is said to go on with: the oldest of the same identity.

    `read` are the ids of those that the last scan read: their own histories go on. AgentError where there is
    no other one that is older.
    """
    others = [
        d
        for d in devices
        if d.id not in read
        and d.first_seen < device.first_seen
        and not is_gone(d)
        and _shows_the_same(d, device)
    ]
    if not others:
        raise AgentError(messages.NO_HISTORY, {"address": device.ip_address})
    return min(others, key=lambda other: (other.first_seen, other.id))


def lines_of(devices: Iterable[Device]) -> Iterator[str]:
    """Yield a line for each device, those that are gone last."""
    for device in sorted(devices, key=lambda d: (is_gone(d), d.first_seen, d.id)):
        model = " ".join(filter(None, (device.manufacturer, device.model))) or messages.UNKNOWN_MODEL
        serial = device.serial_number or messages.NO_SERIAL
        line = messages.line(device.id[:8], model, serial, device.ip_address, device.last_seen)
        yield f"{messages.GONE} {line}" if is_gone(device) else line


def _is_called(device: Device, name: str) -> bool:
    typed = name.strip().casefold()
    serial = (device.serial_number or "").casefold()
    by_id = len(typed) >= SHORTEST_ID and device.id.startswith(typed)
    return bool(typed) and (typed in {serial, device.ip_address.casefold()} or by_id)


def _shows_the_same(one: Device, other: Device) -> bool:
    same_board = one.mac_address is not None and one.mac_address == other.mac_address
    return has_serial(one, other) or same_board
