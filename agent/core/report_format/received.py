"""meters.json as its schema allows it: a report of any program and version, once the schema was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

if TYPE_CHECKING:
    from agent.core.report_format.received_printer import ReceivedPrinter
    from agent.core.report_format.report import (
        EnrolmentEntry,
        FollowsEntry,
        KeyChangeEntry,
        NetworkLeftOutEntry,
    )


class ReceivedSite(TypedDict):
    """As report.SiteEntry."""

    id: str
    name: NotRequired[str | None]
    enrolment: NotRequired[EnrolmentEntry | None]


class ReceivedAgent(TypedDict):
    """As report.AgentEntry."""

    id: str
    version: str
    platform: NotRequired[str | None]
    public_key: NotRequired[str | None]
    key_change: NotRequired[KeyChangeEntry | None]
    follows: NotRequired[FollowsEntry | None]


class ReceivedScan(TypedDict):
    """As report.ScanEntry."""

    began: str
    ended: str
    targets: NotRequired[list[str]]
    addresses_asked: NotRequired[int | None]
    printers_found: NotRequired[int | None]
    datagrams_sent: NotRequired[int | None]
    datagrams_received: NotRequired[int | None]
    bytes_sent: NotRequired[int | None]
    bytes_received: NotRequired[int | None]
    endpoints_contacted: NotRequired[list[str]]
    notes: NotRequired[list[str]]
    networks_left_out: NotRequired[list[NetworkLeftOutEntry]]


class ReceivedUnreadable(TypedDict):
    """As report.UnreadableEntry."""

    ip_address: str
    why: str
    advice: str
    port: NotRequired[int | None]


class ReceivedLeftOut(TypedDict):
    """As report.LeftOutEntry."""

    ip_address: str
    why: str
    port: NotRequired[int | None]
    same_as: NotRequired[str | None]


class ReceivedSilent(TypedDict):
    """As report.SilentEntry."""

    id: str
    last_seen: str | None
    ip_address: NotRequired[str | None]
    port: NotRequired[int | None]


class ReceivedRetired(TypedDict):
    """As report.RetiredEntry."""

    id: str
    last_seen: str | None
    serial_number: NotRequired[str | None]
    ip_address: NotRequired[str | None]
    replaced_by: NotRequired[str | None]


class ReceivedCondition(TypedDict):
    """As report.ConditionEntry."""

    kind: str
    subject: str
    since: str | None
    facts: dict[str, str | int]


class ReceivedCancelledRun(TypedDict):
    """As report.CancelledRunEntry."""

    agent_id: str
    run_number: int
    at: str | None


class ReceivedReport(TypedDict):
    """As report.Report. JSON Schema takes 1.0 for a whole number: then an int is a float here."""

    schema: str
    report_id: str
    site: ReceivedSite
    agent: ReceivedAgent
    scan: ReceivedScan
    printers: list[ReceivedPrinter]
    run_number: NotRequired[int | None]
    previous_sha256: NotRequired[str | None]
    unreadable: NotRequired[list[ReceivedUnreadable]]
    silent_known: NotRequired[list[ReceivedSilent]]
    not_asked: NotRequired[list[ReceivedSilent]]
    retired: NotRequired[list[ReceivedRetired]]
    left_out: NotRequired[list[ReceivedLeftOut]]
    conditions: NotRequired[list[ReceivedCondition]]
    cancelled_runs: NotRequired[list[ReceivedCancelledRun]]
