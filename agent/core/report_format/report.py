"""The object of meters.json as this program writes it; `entries` has the elements of printers[]."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

if TYPE_CHECKING:
    from agent.core.report_format.entries import PrinterEntry


class EnrolmentEntry(TypedDict):
    """The proof that the receiver's code was entered here."""

    code_id: str
    proof: str


class SiteEntry(TypedDict):
    """The office that a report is about."""

    id: str
    name: str
    enrolment: EnrolmentEntry | None


class KeyChangeEntry(TypedDict):
    """The word of the signing key before this one, both in base64."""

    previous_public_key: str
    signature: str
    run_number: NotRequired[int]


class FollowsEntry(TypedDict):
    """The chain that ended where this agent's began, its last report as far as known."""

    id: str
    last_run_number: int | None
    last_sha256: str | None
    reason: str


class AgentEntry(TypedDict):
    """The program that made a report."""

    id: str
    version: str
    platform: str
    public_key: str | None
    key_change: NotRequired[KeyChangeEntry]
    follows: NotRequired[FollowsEntry]


class NetworkLeftOutEntry(TypedDict):
    """A network of this computer that was not searched: its interface, and why."""

    name: str
    why: str


class ScanEntry(TypedDict):
    """What was asked when, and how much of it."""

    began: str
    ended: str
    targets: list[str]
    addresses_asked: int
    printers_found: int
    datagrams_sent: int
    datagrams_received: int
    bytes_sent: int | None
    bytes_received: int | None
    endpoints_contacted: list[str]
    notes: list[str]
    networks_left_out: NotRequired[list[NetworkLeftOutEntry]]


class UnreadableEntry(TypedDict):
    """An address that answered SNMP and could not be read."""

    ip_address: str
    port: int
    why: str
    advice: str


class LeftOutEntry(TypedDict):
    """An address that answered and is no entry; `same_as` is the id of the printer that it is."""

    ip_address: str
    port: int
    why: str
    same_as: NotRequired[str]


class SilentEntry(TypedDict):
    """A known printer that did not answer, or was not asked."""

    id: str
    last_seen: str
    ip_address: str


class RetiredEntry(TypedDict):
    """A known printer that is given up."""

    id: str
    serial_number: str | None
    last_seen: str
    ip_address: str
    replaced_by: str | None


class ConditionEntry(TypedDict):
    """What a person must know of the agent for as long as it is so."""

    kind: str
    subject: str
    since: str
    facts: dict[str, str | int]


class CancelledRunEntry(TypedDict):
    """A run that a person ended before everybody had its report."""

    agent_id: str
    run_number: int
    at: str


class Report(TypedDict):
    """The whole object; a report that an older version wrote lacks the lists that came later."""

    schema: str
    report_id: str
    run_number: int | None
    previous_sha256: str | None
    site: SiteEntry
    agent: AgentEntry
    scan: ScanEntry
    printers: list[PrinterEntry]
    unreadable: list[UnreadableEntry]
    silent_known: list[SilentEntry]
    not_asked: NotRequired[list[SilentEntry]]
    retired: NotRequired[list[RetiredEntry]]
    left_out: list[LeftOutEntry]
    conditions: NotRequired[list[ConditionEntry]]
    cancelled_runs: NotRequired[list[CancelledRunEntry]]
