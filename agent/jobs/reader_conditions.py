"""Keeps in the store which devices crashed their reader, and that they are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.polling import reader_crashes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from agent.core.model.access import Endpoint
    from agent.core.model.records import Device
    from agent.edge.store import Store
    from agent.jobs.read_device import ReadOutcome

KIND = ConditionKind.READER_CRASHED


def read_alone(store: Store, devices: Iterable[Device]) -> frozenset[str]:
    """Return the endpoints, as text, that are read alone in this scan."""
    return reader_crashes.read_alone(_standing(store), devices)


def note(outcome: ReadOutcome, store: Store, now: datetime) -> None:
    """Keep what reading a device said of it: it crashed its reader, or it was read well."""
    if not outcome.has_crashed and not outcome.reading:
        return
    mac = outcome.reading.printer.identity.mac_address if outcome.reading else None
    if outcome.has_crashed and mac is None:
        mac = _mac_address_at(outcome.endpoint, store.readings.devices())
    standing = _standing(store)
    change = reader_crashes.after_reading(standing, outcome.endpoint, mac, has_crashed=outcome.has_crashed)
    for subject in change.clear:
        store.conditions.clear(KIND, subject, now)
    for subject, facts in change.record.items():
        store.conditions.record(KIND, subject, facts, now)


def give_up(answered: Iterable[str], store: Store, now: datetime) -> None:
    """Clear what stands of devices that have not been met for long."""
    for subject in reader_crashes.given_up(_standing(store), frozenset(answered), now):
        store.conditions.clear(KIND, subject, now)


def _mac_address_at(endpoint: Endpoint, devices: Iterable[Device]) -> str | None:
    """Return the MAC address of who was last read there, by which it is known elsewhere."""
    here = [one for one in devices if (one.ip_address, one.port) == (endpoint.address, endpoint.port)]
    return max(here, key=lambda one: one.last_seen).mac_address if here else None


def _standing(store: Store) -> Sequence[Condition]:
    return reader_crashes.of_readers(store.conditions.standing())
