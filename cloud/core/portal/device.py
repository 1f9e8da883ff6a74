"""One device's whole story; each figure names the signed report that proves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.orders.order import place_name

if TYPE_CHECKING:
    from datetime import date, datetime

    from agent.core.report_format.entries import PrinterEntry
    from cloud.core.portal.decision import LastDecision
    from cloud.core.portal.log import LogEntry
    from cloud.core.portal.row import FleetRow
    from cloud.core.portal.today import TodayRow


class Proof(NamedTuple):
    """The signed report behind a figure: for `jobs.portal.reports.raw_report`."""

    agent: str
    key: str
    run: int
    sha256: str


class Change(NamedTuple):
    """Something of its identity that changed: `what` is site, location, model, ... or replaced_by."""

    at: datetime
    what: str
    before: str | None
    after: str | None
    proof: Proof


class Month(NamedTuple):
    """A calendar month (UTC) of one counter: from the last reading before it to its own last.

    `month` is "2026-11". `pages`, `mono`, `color` are None where a counter was not read, or fell. `first`
    and `last` are the readings with their values; `first` is None for the month in which it begins.
    """

    month: str
    pages: int | None
    mono: int | None
    color: int | None
    first_at: datetime | None
    last_at: datetime
    last_value: int | None
    unit: str | None
    first: Proof | None
    last: Proof


class DayPages(NamedTuple):
    """Pages of one UTC day, None = not known."""

    day: date
    pages: int | None


class Replacement(NamedTuple):
    """A cartridge that was changed: pages that the old one gave, None if its beginning was not seen.

    `left` are the percent that it still had; `is_premature` if that was more than the usual rest.
    """

    at: datetime
    supply: str
    pages: int | None
    left: int
    is_premature: bool
    proof: Proof


class SupplyStory(NamedTuple):
    """One supply over the last year; `place` is its prtMarkerSuppliesIndex.

    `levels` are pairs of a UTC day with percent left, the oldest first. `earliest`, `likely`, `latest` are
    the run-out range (ISO days) of its newest reading, None = no forecast.
    """

    place: int
    name: str
    kind: str | None
    colorant: str | None
    part_number: str | None
    percent_left: int | None
    earliest: str | None
    likely: str | None
    latest: str | None
    levels: tuple[tuple[date, int], ...]

    @property
    def order_place(self) -> str:
        """The name of the supply in an order."""
        return place_name(self.place, self.kind, self.colorant)


class AlertSpan(NamedTuple):
    """A state reason (IPP keyword) that stood from one reading to another; `until` None: it still stands."""

    reason: str
    since: datetime
    until: datetime | None
    readings: int


class ReportRow(NamedTuple):
    """A raw report that tells of the device; `state` as in core/states, "" where it is not looked up here.

    `made_at` is when its scan began, or when the device was read; `is_kept` that its mail should be there.
    """

    proof: Proof
    made_at: datetime
    arrived: datetime | None
    state: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class DeviceDetail:
    """A device: its row, its newest entry of printers[] whole, and its past of `days` days."""

    row: FleetRow
    office: str
    entry: PrinterEntry
    changes: tuple[Change, ...]
    months: tuple[Month, ...]
    days: tuple[DayPages, ...]
    supplies: tuple[SupplyStory, ...]
    replacements: tuple[Replacement, ...]
    alerts: tuple[AlertSpan, ...]
    reports: tuple[ReportRow, ...]
    findings: tuple[TodayRow, ...]
    log: tuple[LogEntry, ...]
    last: LastDecision | None
    version: str
    deeds: tuple[str, ...]
