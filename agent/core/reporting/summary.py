"""What a scan did as a whole: the object `scan` of meters.json and the lists beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.access import Endpoint
from agent.core.matching import is_gone, shared_serial_numbers
from agent.core.reporting.contacts import describe_contacts
from agent.core.reporting.report import CARRIED_FOR, RETIRED_FOR
from agent.core.words import devices as devices_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from agent.core.records import Device, Entry

MOST_RETIRED = 200  # the newest of them: a device with a new serial number a day leaves one behind each day


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """What a scan was asked to do and what it did; `asked` are all endpoints that got a question."""

    began: datetime
    ended: datetime
    targets: Sequence[str]
    asked: Sequence[Endpoint]
    printers_found: int
    datagrams_sent: int
    datagrams_received: int
    notes: Sequence[str]


def summarize(
    facts: ScanFacts,
    unreadable: Iterable[Entry],
    left_out: Iterable[Entry],
    devices: Iterable[Device],
    read: Iterable[str],
) -> Entry:
    """Return the summary of a scan; `read` are the ids of the devices that were read in it."""
    silent = _silent(tuple(devices), set(read), set(facts.asked))
    retired = sorted(
        (d for d in silent if _is_retired(d, facts.began)), key=lambda d: d.last_seen, reverse=True
    )
    notes = [*facts.notes, *_cut_note(len(retired) - MOST_RETIRED)]
    return {
        "scan": {
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
            "notes": notes,
        },
        "unreadable": sorted(unreadable, key=_by_address),
        "silent_known": [
            {
                "id": d.id,
                "last_seen": d.last_seen.isoformat(timespec="milliseconds"),
                "ip_address": d.ip_address,
            }
            for d in silent
            if not is_gone(d) and facts.began - d.last_seen <= CARRIED_FOR
        ],
        "retired": [_retired(d) for d in retired[:MOST_RETIRED]],
        "left_out": sorted(left_out, key=_by_address),
    }


def _cut_note(left_out: int) -> tuple[str, ...]:
    return (devices_words.retired_left_out(left_out),) if left_out > 0 else ()


def _silent(
    devices: Sequence[Device], answered: AbstractSet[str], asked: AbstractSet[Endpoint]
) -> list[Device]:
    """Return the devices that were asked and not read, but for one whose identity others show now.

    Its history is disputed (see rival_readings): that nobody goes on with it is no silence.
    """
    disputed = shared_serial_numbers(devices)
    shown = {d.serial_number for d in devices if d.id in answered}
    return [
        d
        for d in devices
        if d.id not in answered
        and Endpoint(d.ip_address, d.port) in asked
        and not (d.id in disputed and d.serial_number in shown)
    ]


def _is_retired(device: Device, began: datetime) -> bool:
    """Say whether a silent device is given up, and for no longer than RETIRED_FOR."""
    silence = began - device.last_seen
    given_up = is_gone(device) or silence > CARRIED_FOR
    return given_up and silence <= CARRIED_FOR + RETIRED_FOR


def _retired(device: Device) -> Entry:
    return {
        "id": device.id,
        "serial_number": device.serial_number,
        "last_seen": device.last_seen.isoformat(timespec="milliseconds"),
        "ip_address": device.ip_address,
        "replaced_by": device.replaced_by,
    }


def _by_address(row: Entry) -> tuple[int, int, int]:
    return Endpoint(row["ip_address"], row["port"]).sort_key
