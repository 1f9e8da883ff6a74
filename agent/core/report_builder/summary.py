"""What a scan did as a whole: the object `scan` of meters.json and the lists beside it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from agent.core.history.matching import is_gone
from agent.core.messages import devices as device_messages
from agent.core.model.access import Endpoint
from agent.core.model.ages import age_of
from agent.core.model.retention import RETIRED_FOR, SILENT_FOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.core.model.records import Device
    from agent.core.report_builder.scan_record import ScanSummary
    from agent.core.report_format.report import (
        LeftOutEntry,
        RetiredEntry,
        ScanEntry,
        SilentEntry,
        UnreadableEntry,
    )

LEAST_MISSED = 7  # days with a scan: a device is not given up before it was missed on so many
NEVER_MISSED: Mapping[str, int] = MappingProxyType({})
MOST_RETIRED = 200  # the newest of them: a device with a new serial number a day leaves one behind each day


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """What a scan was asked to do and what it did; `asked` are all endpoints that got a question.

    `networks_left_out` are this computer's networks that were not asked: name of the interface, and why.
    """

    began: datetime
    ended: datetime
    targets: Sequence[str]
    asked: Sequence[Endpoint]
    printers_found: int
    datagrams_sent: int
    datagrams_received: int
    notes: Sequence[str]
    networks_left_out: Sequence[tuple[str, str]] = ()


def summarize(  # noqa: PLR0913 (all that a summary is made of)
    facts: ScanFacts,
    unreadable: Iterable[UnreadableEntry],
    left_out: Iterable[LeftOutEntry],
    devices: Iterable[Device],
    read: Iterable[str],
    *,
    missed: Mapping[str, int] = NEVER_MISSED,
) -> ScanSummary:
    """Return the summary of a scan; `read` are the ids of the devices that were read in it.

    `missed` says on how many days with a scan each device was not read since its newest reading.
    """
    unreadable, left_out, answered = list(unreadable), list(left_out), tuple(read)
    was_read = frozenset(answered)
    unread = [d for d in devices if d.id not in was_read]
    silence = {d.id: _silence(d, facts.began, missed.get(d.id, LEAST_MISSED)) for d in unread}
    asked = set(facts.asked)
    met = {Endpoint(row["ip_address"], row["port"]) for row in (*unreadable, *left_out)}
    silent = [d for d in unread if _home(d) in asked]
    not_asked = sorted((d for d in unread if _home(d) not in asked | met), key=lambda d: _home(d).sort_key)
    retired = sorted((d for d in silent if _is_retired(d, silence[d.id])), key=_last_seen, reverse=True)
    return {
        "scan": _scan(facts, _cut_note(len(retired) - MOST_RETIRED)),
        "read": list(answered),
        "unreadable": sorted(unreadable, key=_by_address),
        "silent_known": [_row(d) for d in silent if _is_carried(d, silence[d.id])],
        "not_asked": [_row(d) for d in not_asked if _is_carried(d, silence[d.id])],
        "retired": [_retired(d) for d in retired[:MOST_RETIRED]],
        "left_out": sorted(left_out, key=_by_address),
    }


def _scan(facts: ScanFacts, more_notes: Sequence[str]) -> ScanEntry:
    return {
        "began": facts.began.isoformat(timespec="milliseconds"),
        "ended": facts.ended.isoformat(timespec="milliseconds"),
        "targets": list(facts.targets),
        "addresses_asked": len(facts.asked),
        "printers_found": facts.printers_found,
        "datagrams_sent": facts.datagrams_sent,
        "datagrams_received": facts.datagrams_received,
        "bytes_sent": None,  # the SNMP bindings do not tell what a read took
        "bytes_received": None,
        "endpoints_contacted": describe_contacts(facts.asked),
        "notes": [*facts.notes, *more_notes],
        "networks_left_out": [{"name": name, "why": why} for name, why in facts.networks_left_out],
    }


def _cut_note(left_out: int) -> tuple[str, ...]:
    return (device_messages.retired_left_out(left_out),) if left_out > 0 else ()


def _silence(device: Device, began: datetime, missed: int) -> timedelta:
    """Return for how long a device was not read.

    Where its date may be a wrong clock's, or this scan is one of the first in a long time, it is a day for
    each day on which it was missed.
    """
    age = age_of(device.last_seen, began)
    return timedelta(days=missed) if age is None or missed < LEAST_MISSED else age


def _is_carried(device: Device, silence: timedelta) -> bool:
    return not is_gone(device) and silence <= SILENT_FOR


def _is_retired(device: Device, silence: timedelta) -> bool:
    """Say whether a silent device is given up, and for no longer than RETIRED_FOR."""
    given_up = is_gone(device) or silence > SILENT_FOR
    return given_up and silence <= SILENT_FOR + RETIRED_FOR


def _last_seen(device: Device) -> datetime:
    return device.last_seen


def _home(device: Device) -> Endpoint:
    return Endpoint(device.ip_address, device.port)


def _row(device: Device) -> SilentEntry:
    last_seen = device.last_seen.isoformat(timespec="milliseconds")
    return {"id": device.id, "last_seen": last_seen, "ip_address": device.ip_address}


def _retired(device: Device) -> RetiredEntry:
    return {
        "id": device.id,
        "serial_number": device.serial_number,
        "last_seen": device.last_seen.isoformat(timespec="milliseconds"),
        "ip_address": device.ip_address,
        "replaced_by": device.replaced_by,
    }


def _by_address(row: UnreadableEntry | LeftOutEntry) -> tuple[int, int, int]:
    return Endpoint(row["ip_address"], row["port"]).sort_key


def describe_contacts(endpoints: Iterable[Endpoint]) -> list[str]:
    """Return the endpoints as "udp 192.168.1.1-192.168.1.254:161", in the order of the addresses."""
    ordered = sorted((e.port, e.is_ipv6, int(ipaddress.ip_address(e.address)), e) for e in set(endpoints))
    runs = groupby(enumerate(ordered), key=lambda item: (item[1][:2], item[1][2] - item[0]))
    return [_contacted([endpoint for _, (_, _, _, endpoint) in run]) for _, run in runs]


def _contacted(endpoints: list[Endpoint]) -> str:
    first, last = endpoints[0], endpoints[-1]
    if first.is_ipv6:
        return (
            f"udp [{first.address}]-[{last.address}]:{first.port}"
            if first != last
            else f"udp [{first.address}]:{first.port}"
        )
    span = first.address if first == last else f"{first.address}-{last.address}"
    return f"udp {span}:{first.port}"
