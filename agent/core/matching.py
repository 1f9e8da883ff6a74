"""Which known device a printer is: by maker and serial, then MAC address, then where it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.core.records import Device

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.access import Endpoint
    from agent.core.printer import Identity, Reading


def match(devices: Iterable[Device], identity: Identity, endpoint: Endpoint) -> Device | None:
    """Return the device that a printer with this identity, found at this endpoint, is; None if new.

    Two different serial numbers are two devices, whatever else they share. Leading zeros don't count:
    one printer was seen with and without them (glpi-agent#652). A device that another replaced comes last.
    """
    serial = _plain(identity.serial_number)
    fitting = [d for d in devices if not _contradict(_plain(d.serial_number), serial)]
    candidates = sorted(fitting, key=lambda device: device.replaced_by is not None)
    by_serial = (
        d
        for d in candidates
        if _same(_plain(d.serial_number), serial) and not _contradict(d.manufacturer, identity.manufacturer)
    )
    by_mac = (d for d in candidates if _same(d.mac_address, identity.mac_address))
    by_place = (
        d
        for d in candidates
        if (d.ip_address, d.port) == (endpoint.address, endpoint.port)
        and not _contradict(d.mac_address, identity.mac_address)
        and not _contradict(d.manufacturer, identity.manufacturer)
    )
    return next(by_serial, None) or next(by_mac, None) or next(by_place, None)


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
    )


def _plain(serial: str | None) -> str | None:
    return serial.lstrip("0") if serial else serial


def _same(known: str | None, seen: str | None) -> bool:
    return known is not None and seen is not None and known.casefold() == seen.casefold()


def _contradict(known: str | None, seen: str | None) -> bool:
    return known is not None and seen is not None and known.casefold() != seen.casefold()
