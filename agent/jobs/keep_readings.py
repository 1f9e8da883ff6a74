"""Keep what a scan reads: which device each reading is of, and what a whole scan tells of them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import ConditionKind
from agent.core.history.at_once import look_at
from agent.core.history.integrity import LOOKED_BACK
from agent.core.history.matching import match, seen_again
from agent.core.history.rival_readings import are_one_device, who_goes_on
from agent.core.history.whereabouts import ScanObservations, moved_and_doubled, replaced
from agent.core.messages import devices as messages
from agent.core.model.access import Endpoint
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_format.entry_size import within_limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from agent.core.model.printer import Reading
    from agent.core.model.records import Device
    from agent.core.report_format.entries import PrinterEntry
    from agent.core.report_format.report import LeftOutEntry
    from agent.edge.store import Store


@dataclass(slots=True)
class Kept:
    """What a scan kept so far. `known` are the devices from before it, by id, `firmware` what they ran.

    `readings` are by the id of their device; `rivals` are those that show the identity of one that was
    read before them, and are another device; `left_out` are the rows of that name in meters.json.
    """

    scan_id: int
    known: Mapping[str, Device]
    firmware: Mapping[str, str | None]
    devices: dict[str, Device]
    readings: dict[str, Reading] = field(default_factory=dict)
    twins: dict[str, list[str]] = field(default_factory=dict)
    rivals: dict[str, list[Reading]] = field(default_factory=dict)
    left_out: list[LeftOutEntry] = field(default_factory=list)


LOG = logging.getLogger(__name__)


def begin_to_keep(
    scan_id: int, devices: Iterable[Device], latest: Iterable[tuple[Device, PrinterEntry]]
) -> Kept:
    """Return the state that a scan begins with: the devices known, and their newest entries."""
    known = {device.id: device for device in devices}
    firmware = {device.id: entry.get("firmware") for device, entry in latest}
    return Kept(scan_id, known, firmware, dict(known))


def keep(reading: Reading, kept: Kept, store: Store, new_id: Callable[[], str]) -> None:
    """Keep a reading under the device that it is; one device at two addresses is kept once."""
    known = match(kept.devices.values(), reading.printer.identity, endpoint_of(reading))
    twin = known if known and known.id in kept.readings else _read_already(reading, kept, known)
    if twin is None:
        _save(reading, known, kept, store, new_id)
    elif are_one_device(kept.readings[twin.id], reading):
        _leave_out(reading, twin, kept)
    else:
        kept.rivals.setdefault(twin.id, []).append(reading)


def endpoint_of(reading: Reading) -> Endpoint:
    """Return where a reading was taken."""
    return Endpoint(reading.ip_address, reading.port)


def _read_already(reading: Reading, kept: Kept, known: Device | None) -> Device | None:
    """Return the device that answered before where a serial number that several show can't tell."""
    serial = reading.printer.identity.serial_number
    if known is not None or serial is None:
        return None
    same = (d for d in kept.devices.values() if d.serial_number == serial and d.id in kept.readings)
    return next((d for d in same if are_one_device(kept.readings[d.id], reading)), None)


def _leave_out(reading: Reading, twin: Device, kept: Kept) -> None:
    why = messages.same_printer(str(endpoint_of(kept.readings[twin.id])))
    row: LeftOutEntry = {
        "ip_address": reading.ip_address,
        "port": reading.port,
        "why": why,
        "same_as": twin.id,
    }
    kept.left_out.append(row)
    if reading.ip_address != twin.ip_address:
        kept.twins.setdefault(twin.id, []).append(reading.ip_address)


def _save(
    reading: Reading, known: Device | None, kept: Kept, store: Store, new_id: Callable[[], str]
) -> Device:
    reading = within_limits(reading)
    device = seen_again(known, reading, new_id())
    past = store.readings.counts_of(known.id, LOOKED_BACK) if known else ()
    findings = look_at(reading, known, past, kept.firmware.get(device.id))
    entry = printer_entry(reading, device.id, [event.flag for event in findings.raised])
    store.readings.save(kept.scan_id, device, reading, entry, findings)
    kept.devices[device.id] = device
    kept.readings[device.id] = reading
    return device


def settle(kept: Kept, store: Store, now: datetime, new_id: Callable[[], str]) -> None:
    """Keep what only a whole scan tells: who goes on with a disputed history, who moved, who was replaced."""
    for device_id in sorted(kept.rivals):
        _settle_rivals(device_id, kept, store, now, new_id)
    read = frozenset(kept.readings)
    seen = ScanObservations(kept.known, kept.devices, read, kept.twins)
    changed, swapped = replaced(seen)
    findings = (*moved_and_doubled(seen, store.events.all()).items(), *swapped.items())
    store.readings.save_findings(kept.scan_id, changed.values(), findings)
    kept.devices.update(changed)


def _settle_rivals(
    device_id: str, kept: Kept, store: Store, now: datetime, new_id: Callable[[], str]
) -> None:
    """Keep each of several readings as a device, and the history with the one that goes on with it."""
    rivals = kept.rivals[device_id]
    before = kept.known.get(device_id)
    if before is not None:
        rivals = [kept.readings.pop(device_id), *rivals]
        store.known_devices.withdraw_reading(kept.scan_id, before)
        kept.devices[device_id] = before
        past = store.readings.counts_of(device_id, LOOKED_BACK)
        heir = who_goes_on(rivals, before, past, store.events.all().get(device_id, ()))
        if heir is None:
            _dispute(before, rivals, store, now)
        else:
            _save(heir, before, kept, store, new_id)
            rivals = [reading for reading in rivals if reading is not heir]
    for reading in rivals:
        _save(reading, None, kept, store, new_id)


def _dispute(device: Device, rivals: Iterable[Reading], store: Store, now: datetime) -> None:
    addresses = ", ".join(sorted(str(endpoint_of(reading)) for reading in rivals))
    subject = device.serial_number or device.mac_address or device.id
    facts = {"addresses": addresses, "device_id": device.id}
    store.conditions.record(ConditionKind.HISTORY_DISPUTED, subject, facts, now)


def disputed(store: Store) -> frozenset[str]:
    """Return the ids of the devices that nobody goes on with until a person says who: they are not missed."""
    standing = store.conditions.standing()
    return frozenset(
        str(condition.facts["device_id"])
        for condition in standing
        if condition.kind is ConditionKind.HISTORY_DISPUTED
    )
