"""Which known device a printer is: by maker and serial, then MAC address, then where it was."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from agent.core.model.records import Device

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.core.model.access import Endpoint
    from agent.core.model.printer import Identity, Reading


def match(devices: Iterable[Device], identity: Identity, endpoint: Endpoint) -> Device | None:
    """Return the device that a printer with this identity, found at this endpoint, is; None if new.

    Two different serial numbers are two devices, whatever else they share. Leading zeros don't count: one
    printer was seen with and without them (glpi-agent#652). A serial number that several devices show is no
    identity: MAC address and place decide. A device that another replaced, or that a person retired, comes
    last.
    """
    serial = _plain(identity.serial_number)
    # Each reading is held against every device: nearly all of those have another serial number.
    fitting = [d for d in devices if serial is None or _plain(d.serial_number) in {None, serial}]
    candidates = sorted(fitting, key=lambda device: (is_gone(device), -device.last_seen.timestamp()))
    by_serial = _by_serial(candidates, identity, endpoint)
    by_mac = (d for d in candidates if _same(d.mac_address, identity.mac_address))
    by_place = (
        d
        for d in candidates
        if _is_at(d, endpoint)
        and not contradict(d.mac_address, identity.mac_address)
        and not contradict(d.manufacturer, identity.manufacturer)
    )
    return by_serial or next(by_mac, None) or next(by_place, None)


def _by_serial(candidates: Sequence[Device], identity: Identity, endpoint: Endpoint) -> Device | None:
    same = [d for d in candidates if has_serial(d, identity) and not _is_another(d, identity)]
    present = [d for d in same if not is_gone(d)] or same
    if len(present) <= 1:
        return present[0] if present else None
    known = [d for d in present if _same(d.mac_address, identity.mac_address)] or present
    here = [d for d in known if _is_at(d, endpoint)]
    return here[0] if here else (known[0] if len(known) < len(present) else None)


def has_serial(device: Device, identity: Identity | Device) -> bool:
    """Say whether a device shows this serial number, of a maker that does not contradict its own."""
    same = _same(_plain(device.serial_number), _plain(identity.serial_number))
    return same and not contradict(device.manufacturer, identity.manufacturer)


def _is_another(device: Device, identity: Identity) -> bool:
    """Say whether model and MAC address both tell another device, whatever its serial number says.

    Each alone may change: a printer has a board for the cable and one for Wi-Fi, and a later version of this
    program may read its model more exactly.
    """
    return contradict(device.model, identity.model) and contradict(device.mac_address, identity.mac_address)


def _is_at(device: Device, endpoint: Endpoint) -> bool:
    return (device.ip_address, device.port) == (endpoint.address, endpoint.port)


def is_gone(device: Device) -> bool:
    """Say whether another device took this one's place, or a person said that it is gone for good."""
    return device.replaced_by is not None or device.retired_at is not None


def shared_serial_numbers(devices: Iterable[Device]) -> frozenset[str]:
    """Return the ids of the devices whose serial number another device shows, too.

    Devices of two makers that count alike share nothing.
    """
    by_serial: dict[str, list[Device]] = {}
    for device in devices:
        if device.serial_number and not is_gone(device):
            by_serial.setdefault(_plain(device.serial_number) or "", []).append(device)
    return frozenset(
        one.id
        for group in by_serial.values()
        for one in group
        if any(other.id != one.id and not contradict(one.manufacturer, other.manufacturer) for other in group)
    )


def seen_again(known: Device | None, reading: Reading, new_id: str) -> Device:
    """Return the device after a reading: `known` with what is new, or a device with the id `new_id`.

    What this reading could not tell, an earlier one may have: it is kept.
    """
    identity = reading.printer.identity
    if known is None:
        known = Device(
            id=new_id,
            manufacturer=None,
            serial_number=None,
            mac_address=None,
            ip_address=reading.ip_address,
            port=reading.port,
            snmp_version=reading.snmp_version,
            first_seen=reading.read_at,
            last_seen=reading.read_at,
        )
    return replace(
        known,
        manufacturer=identity.manufacturer or known.manufacturer,
        serial_number=identity.serial_number or known.serial_number,
        mac_address=identity.mac_address or known.mac_address,
        ip_address=reading.ip_address,
        port=reading.port,
        snmp_version=reading.snmp_version,
        last_seen=reading.read_at,
        model=identity.model or known.model,
        retired_at=None,
    )


@lru_cache(maxsize=10_000)
def _plain(serial: str | None) -> str | None:
    return serial.lstrip("0").casefold() if serial else serial


def _same(known: str | None, seen: str | None) -> bool:
    return known is not None and seen is not None and known.casefold() == seen.casefold()


def contradict(known: str | None, seen: str | None) -> bool:
    """Say whether two texts are both there and differ in more than upper and lower case."""
    return known is not None and seen is not None and known.casefold() != seen.casefold()
