"""Offices: how each is, who reports for it, and what its dealer has set for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.core.portal.decision import LastDecision
    from cloud.core.portal.log import LogEntry
    from cloud.core.portal.today import TodayRow

# Kinds of supply with a threshold of their own; what is none of them follows "other".
SUPPLY_KINDS = ("toner", "ink", "drum", "fuser", "waste", "other")


class Threshold(NamedTuple):
    """From when a supply is sent: `percent` left, or `days` until it may be empty, whichever is first."""

    percent: int
    days: int


DEFAULT_THRESHOLD = Threshold(10, 14)  # 10 % is what the agent calls low; 14 days leave time to deliver


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What a dealer set for an office; an empty text is not set.

    `zone` is an IANA name; without one times are shown in the newest report's offset. `thresholds` are those
    that differ from the default, by SUPPLY_KINDS. `standstill_at_once` tells a standstill with the report
    that brings it, not with the next morning's findings.
    """

    contact: str = ""
    phone: str = ""
    mail: str = ""
    ship_to: str = ""
    zone: str = ""
    language: str = ""
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    standstill_at_once: bool = False

    def threshold(self, kind: str) -> Threshold:
        """Return the threshold that holds for one of SUPPLY_KINDS."""
        return self.thresholds.get(kind, DEFAULT_THRESHOLD)


USUAL = OfficeSettings()  # of an office for which nobody set any


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office in the list. `health` is never, silent, attention or fine; `last_report` ISO 8601 UTC or "".

    `offset` is that of the newest report ("+01:00", "" if unknown), `is_old` that an agent of it is old.
    """

    site: str
    name: str
    health: str
    last_report: str
    printers: int
    stopped: int
    version: str
    is_old: bool
    offset: str = ""


class SenderRow(NamedTuple):
    """A sender (agent with a key) of the office. `state` is trusted, quarantined or rejected."""

    agent: str
    key: str
    state: str
    version: str
    platform: str
    last_run: int
    last_made_at: str
    is_old: bool
    follows: str
    said: str
    last: LastDecision | None
    seen: str


class CodeRow(NamedTuple):
    """An enrolment code without its secret. `state` is open, used, withdrawn or expired."""

    code_id: str
    state: str
    until: str
    used_by: str
    last: LastDecision | None
    seen: str


class ForkRow(NamedTuple):
    """A run with two reports: the SHA-256 of each with its state, and the last decision on it."""

    agent: str
    run: int
    reports: tuple[tuple[str, str], ...]
    last: LastDecision | None
    seen: str


@dataclass(frozen=True, slots=True)
class OfficeDetail:
    """One office. `chain` are the findings about missing, doubled or contradicting reports."""

    row: OfficeRow
    settings: OfficeSettings
    senders: tuple[SenderRow, ...]
    codes: tuple[CodeRow, ...]
    forks: tuple[ForkRow, ...]
    chain: tuple[TodayRow, ...]
    findings: tuple[TodayRow, ...]
    log: tuple[LogEntry, ...]
    last: LastDecision | None
    version: str
    deeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offices:
    """All offices, the worst first, and the newest agent version among them."""

    rows: tuple[OfficeRow, ...]
    newest_version: str
