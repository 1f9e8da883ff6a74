"""Devices that crashed the process that read them: read alone, until they have been read well for a while."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import Condition, ConditionKind, Fact
from agent.core.model.access import Endpoint
from agent.core.model.retention import CRASHES_FOR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from agent.core.model.records import Device

GOOD_READS = 3  # in a row; then a device is read with the others again


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """What becomes of the conditions after a device was read: facts by subject to record, others to clear."""

    record: Mapping[str, Mapping[str, Fact]]
    clear: tuple[str, ...] = ()


def of_readers(standing: Iterable[Condition]) -> tuple[Condition, ...]:
    """Return the conditions of devices that crashed their reader."""
    return tuple(one for one in standing if one.kind is ConditionKind.READER_CRASHED)


def read_alone(conditions: Iterable[Condition], devices: Iterable[Device]) -> frozenset[str]:
    """Return the endpoints, as text, that are read alone: by address, and by MAC address where it moved."""
    subjects = {one.subject for one in conditions}
    macs = {one.facts["mac_address"] for one in conditions} - {""}
    moved = {str(Endpoint(one.ip_address, one.port)) for one in devices if one.mac_address in macs}
    return frozenset(subjects | moved)


def after_reading(
    conditions: Iterable[Condition], endpoint: Endpoint, mac_address: str | None, *, has_crashed: bool
) -> ConditionChange:
    """Return the change after a device was read well or crashed its reader; `mac_address` if it told one."""
    subject, mac = str(endpoint), mac_address or ""
    own = [one for one in conditions if one.subject == subject or (mac and one.facts["mac_address"] == mac)]
    elsewhere = tuple(one.subject for one in own if one.subject != subject)
    if has_crashed:
        known = mac or next((str(one.facts["mac_address"]) for one in own), "")
        return ConditionChange({subject: {"mac_address": known, "good_reads": 0}}, elsewhere)
    if not own:
        return ConditionChange({})
    good = 1 + max(int(one.facts["good_reads"]) for one in own)
    if good >= GOOD_READS:
        return ConditionChange({}, (subject, *elsewhere))
    return ConditionChange({subject: {"mac_address": mac, "good_reads": good}}, elsewhere)


def given_up(conditions: Iterable[Condition], answered: Collection[str], now: datetime) -> tuple[str, ...]:
    """Return the subjects of old conditions whose device did not answer: nobody waits for it any more."""
    return tuple(
        one.subject for one in conditions if one.subject not in answered and now - one.since > CRASHES_FOR
    )
