"""The report, meters.json: what one scan found, in the contract's names."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from agent.core.conditions.text import condition_row
from agent.core.history.entry_events import with_events
from agent.core.history.entry_past import with_past
from agent.core.history.matching import shared_serial_numbers
from agent.core.model.ages import is_older
from agent.core.model.as_dict import as_dict
from agent.core.model.printer import COUNTED, PLACEHOLDER_SERIAL
from agent.core.model.retention import CANCELLED_RUNS_FOR
from agent.core.report_format.entry_size import MOST_OF_A_REPORT, within_a_report
from agent.core.reporting.current_printers import current_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agent.core.conditions.kinds import Condition
    from agent.core.history.event import Events
    from agent.core.history.past import Past
    from agent.core.model.printer import Counters, Level, Reading, Supply, Tray
    from agent.core.model.records import CancelledRun, Device, Entry
    from agent.core.report_format.enrolment import Enrolment

SCHEMA = "meters-report/1"

MOST_CONDITIONS = 100  # of a report


@dataclass(frozen=True, slots=True)
class Sender:
    """Who reports: the office and this agent. `public_key` is base64, None before the first one.

    `key_change` is the word of the key before it, `follows` the chain that ended where this agent's
    began, `enrolment` the proof of the receiver's code; None where there is none.
    """

    site_id: str
    site_name: str
    agent_id: str
    version: str
    platform: str
    public_key: str | None
    key_change: Entry | None = None
    follows: Entry | None = None
    enrolment: Enrolment | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A report's place in the chain of its agent; a scan that queues no letter has none."""

    report_id: str
    run_number: int | None = None
    previous_sha256: str | None = None


def build_report(  # noqa: PLR0913 (all that a report is made of)
    link: Link,
    sender: Sender,
    summary: Entry,
    known: Iterable[tuple[Device, Entry]],
    past: Past,
    *,
    events: Events = MappingProxyType({}),
    conditions: Iterable[Condition] = (),
    cancelled: Iterable[CancelledRun] = (),
    most: int = MOST_OF_A_REPORT,
) -> dict[str, Any]:
    """Return the report of one closed scan.

    `summary` holds scan, unreadable, silent_known, not_asked, retired and left_out; `known` every known
    device with its newest entry; `past` the readings of SEEN_FOR before the scan and its own; `events` what
    happened to the devices; `conditions` those that stand, the oldest first; `cancelled` the runs whose
    letters a person ended, told for CANCELLED_RUNS_FOR; `most` how many octets all entries may have.
    """
    return {
        "schema": SCHEMA,
        "report_id": link.report_id,
        "run_number": link.run_number,
        "previous_sha256": link.previous_sha256,
        **_who(sender),
        "scan": summary["scan"],
        "printers": within_a_report(_entries(summary, known, past, events), most),
        "unreadable": summary["unreadable"],
        "silent_known": summary["silent_known"],
        "not_asked": summary.get("not_asked", []),  # as below
        "retired": summary.get("retired", []),  # a summary of an older program has none
        "left_out": summary["left_out"],
        "conditions": [condition_row(one) for one in islice(conditions, MOST_CONDITIONS)],
        "cancelled_runs": _cancelled(summary, cancelled),
    }


def _who(sender: Sender) -> Entry:
    return {
        "site": {
            "id": sender.site_id,
            "name": sender.site_name,
            "enrolment": as_dict(sender.enrolment) if sender.enrolment else None,
        },
        "agent": {
            "id": sender.agent_id,
            "version": sender.version,
            "platform": sender.platform,
            "public_key": sender.public_key,
            **({"key_change": sender.key_change} if sender.key_change else {}),
            **({"follows": sender.follows} if sender.follows else {}),
        },
    }


def _cancelled(summary: Entry, cancelled: Iterable[CancelledRun]) -> list[Entry]:
    began = datetime.fromisoformat(summary["scan"]["began"])
    return [
        {"agent_id": run.agent_id, "run_number": run.run_number, "at": run.at.isoformat(timespec="seconds")}
        for run in cancelled
        if not is_older(run.at, began, CANCELLED_RUNS_FOR)
    ]


def _entries(
    summary: Entry, known: Iterable[tuple[Device, Entry]], past: Past, events: Events
) -> Iterator[Entry]:
    began = datetime.fromisoformat(summary["scan"]["began"])
    doubled = {row.get("same_as") for row in summary["left_out"]}
    latest = tuple(known)
    shared = shared_serial_numbers(device for device, _ in latest)
    for entry in current_entries(summary, latest):
        flagged = _flagged(entry, PLACEHOLDER_SERIAL) if entry["id"] in shared else entry
        told = with_past(flagged, past.get(entry["id"], ()), began.date())
        yield with_events(told, events.get(entry["id"], ()), began, doubled=entry["id"] in doubled)


def _flagged(entry: Entry, flag: str) -> Entry:
    return {**entry, "flags": list(dict.fromkeys((*entry["flags"], flag)))}


def report_bytes(report: Mapping[str, Any]) -> bytes:
    """Return the bytes of meters.json: they are what is signed and chained."""
    text = io.StringIO()
    # json.dumps would hold every comma of a large office as a string of its own before it joins them.
    json.dump(report, text, ensure_ascii=False, indent=1)
    # A lone surrogate has no UTF-8 form; no printer's text holds one, but a report never fails for it.
    return f"{text.getvalue()}\n".encode(errors="replace")


def printer_entry(reading: Reading, device_id: str, flags: Sequence[str]) -> Entry:
    """Return one element of printers[] from a reading; `flags` are those that history raised."""
    printer = reading.printer
    identity = as_dict(printer.identity)
    return {
        "id": device_id,
        **{key: identity[key] for key in ("serial_number", "serial_number_source", "mac_address")},
        "ip_address": reading.ip_address,
        "port": reading.port,
        **{key: identity[key] for key in _AFTER_ADDRESS},
        "read_status": reading.read_status,
        "read_at": reading.read_at.isoformat(timespec="milliseconds"),
        "snmp_version": reading.snmp_version,
        "status": printer.status,
        "detected_errors": list(printer.detected_errors),
        "state_reasons": list(printer.state_reasons),
        "console": list(printer.console),
        "life_count": as_dict(printer.life_count) if printer.life_count else None,
        "markers": [as_dict(marker) for marker in printer.markers],
        **_counters(printer.counters),
        "supplies": [_supply(supply) for supply in printer.supplies],
        "input_trays": [_tray(tray) for tray in printer.input_trays],
        "output_bins": [_tray(tray) for tray in printer.output_bins],
        "covers": [as_dict(cover) for cover in printer.covers],
        "alerts": [as_dict(alert) for alert in printer.alerts],
        "flags": list(dict.fromkeys((*printer.flags, *reading.flags, *flags))),
        "usage": None,
        **({"cut": dict(reading.cut)} if reading.cut else {}),
    }


_AFTER_ADDRESS = (
    "host_name",
    "manufacturer",
    "model",
    "sys_descr",
    "sys_object_id",
    "location",
    "asset_tag",
    "firmware",
)


def _counters(counters: Counters | None) -> Entry:
    """Return the billing counters; None where a printer has none of a function at all."""
    if counters is None:
        return {**dict.fromkeys(COUNTED), "counters_source": "standard"}
    values = {name: as_dict(getattr(counters, name)) for name in COUNTED}
    read = {
        name: counts if any(v is not None for v in counts.values()) else None
        for name, counts in values.items()
    }
    return {**read, "counters_source": counters.source}


def _supply(supply: Supply) -> Entry:
    return {
        "index": supply.index,
        "marker_index": supply.marker_index,
        "class": supply.supply_class,
        "type": supply.type,
        "colorant": supply.colorant,
        "description": supply.description,
        **_level(supply.level),
        "percent_left": supply.level.percent_left,
        "level_source": supply.level.source,
        "part_number": supply.part_number,
        "serial_number": supply.serial_number,
        "empties": None,
    }


def _tray(tray: Tray) -> Entry:
    return {
        "index": tray.index,
        "name": tray.name,
        "media": tray.media,
        **_level(tray.level),
        "status": tray.status,
    }


def _level(level: Level) -> Entry:
    return {
        "unit": level.unit,
        "level": level.level,
        "max_capacity": level.max_capacity,
        "level_state": level.state,
    }
