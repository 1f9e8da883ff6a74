"""The report, meters.json: what one scan found, in the names of its schema."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from agent.core.conditions.text import condition_row
from agent.core.history.entry_events import with_events
from agent.core.history.entry_past import with_past
from agent.core.history.matching import shared_serial_numbers
from agent.core.model.ages import is_older
from agent.core.model.printer import PLACEHOLDER_SERIAL
from agent.core.model.retention import CANCELLED_RUNS_FOR
from agent.core.report_builder.current_printers import current_entries
from agent.core.report_format.document import SCHEMA
from agent.core.report_format.entry_size import MOST_OF_A_REPORT, within_a_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.core.conditions.kinds import Condition
    from agent.core.history.event import Events
    from agent.core.history.past import Past
    from agent.core.model.records import CancelledRun, Device
    from agent.core.report_builder.scan_record import ScanSummary
    from agent.core.report_format.enrolment import Enrolment
    from agent.core.report_format.entries import PrinterEntry
    from agent.core.report_format.report import (
        AgentEntry,
        CancelledRunEntry,
        FollowsEntry,
        KeyChangeEntry,
        Report,
        SiteEntry,
    )

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
    key_change: KeyChangeEntry | None = None
    follows: FollowsEntry | None = None
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
    summary: ScanSummary,
    known: Iterable[tuple[Device, PrinterEntry]],
    past: Past,
    *,
    events: Events = MappingProxyType({}),
    conditions: Iterable[Condition] = (),
    cancelled: Iterable[CancelledRun] = (),
    most: int = MOST_OF_A_REPORT,
) -> Report:
    """Return the report of one closed scan.

    `summary` holds scan, unreadable, silent_known, not_asked, retired and left_out; `known` every known
    device with its newest entry; `past` its readings of PAST_READ_FOR and its own; `events` what
    happened to the devices; `conditions` those that stand, the oldest first; `cancelled` the runs whose
    letters a person ended, for CANCELLED_RUNS_FOR; `most` how many octets all entries may have.
    """
    return {
        "schema": SCHEMA,
        "report_id": link.report_id,
        "run_number": link.run_number,
        "previous_sha256": link.previous_sha256,
        "site": _site(sender),
        "agent": _agent(sender),
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


def _site(sender: Sender) -> SiteEntry:
    proof = sender.enrolment
    return {
        "id": sender.site_id,
        "name": sender.site_name,
        "enrolment": {"code_id": proof.code_id, "proof": proof.proof} if proof else None,
    }


def _agent(sender: Sender) -> AgentEntry:
    agent: AgentEntry = {
        "id": sender.agent_id,
        "version": sender.version,
        "platform": sender.platform,
        "public_key": sender.public_key,
    }
    if sender.key_change:
        agent["key_change"] = sender.key_change
    if sender.follows:
        agent["follows"] = sender.follows
    return agent


def _cancelled(summary: ScanSummary, cancelled: Iterable[CancelledRun]) -> list[CancelledRunEntry]:
    began = datetime.fromisoformat(summary["scan"]["began"])
    return [
        {"agent_id": run.agent_id, "run_number": run.run_number, "at": run.at.isoformat(timespec="seconds")}
        for run in cancelled
        if not is_older(run.at, began, CANCELLED_RUNS_FOR)
    ]


def _entries(
    summary: ScanSummary, known: Iterable[tuple[Device, PrinterEntry]], past: Past, events: Events
) -> Iterator[PrinterEntry]:
    began = datetime.fromisoformat(summary["scan"]["began"])
    doubled = {row.get("same_as") for row in summary["left_out"]}
    latest = tuple(known)
    shared = shared_serial_numbers(device for device, _ in latest)
    for entry in current_entries(summary, latest):
        flagged = _flagged(entry, PLACEHOLDER_SERIAL) if entry["id"] in shared else entry
        entry_with_past = with_past(flagged, past.get(entry["id"], ()), began.date())
        yield with_events(entry_with_past, events.get(entry["id"], ()), began, doubled=entry["id"] in doubled)


def _flagged(entry: PrinterEntry, flag: str) -> PrinterEntry:
    return {**entry, "flags": list(dict.fromkeys((*entry["flags"], flag)))}
