"""One office: its signers, the reports of their agents, the latest of its printers, to findings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from agent.core.report_format.completed import completed
from cloud.core.analysis.chain import cancelled_in, chain_findings
from cloud.core.analysis.finding import (
    DEVICE_GONE,
    DEVICE_NEW,
    DEVICE_SILENT,
    OLD,
    SHIP_STOPPED,
    SILENT,
    Finding,
)
from cloud.core.analysis.presence import BACK, GONE, HERE, Presence, is_new, presence_of
from cloud.core.analysis.presence import SILENT as NOT_HEARD
from cloud.core.analysis.printer_findings import about_device, is_to_ship, printer_findings
from cloud.core.analysis.punctual import MISSING_FROM, missed_days
from cloud.core.messages import analysis
from cloud.core.portal.office import USUAL, OfficeSettings
from cloud.core.states import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.core.report_format.received_printer import ReceivedPrinter
    from cloud.core.item_types import LatestItem, ReportItem


@dataclass(frozen=True)
class OfficeItems:
    """What the table holds of a site: `reports` are the newest ones by agent, `latest` its devices'.

    `retired` are the devices that its dealer took for gone, each with when; `settings` what it set for it,
    `versions` are those of its agents, `zone` is that of its clock.
    """

    site: str
    name: str
    reports: Mapping[str, Sequence[ReportItem]]
    latest: Sequence[LatestItem]
    retired: Mapping[str, datetime] = field(default_factory=dict)
    settings: OfficeSettings = USUAL
    versions: Sequence[str] = ()
    zone: tzinfo = UTC

    @cached_property
    def moments(self) -> list[datetime]:
        """When its reports were made, by its agents' clocks."""
        return [datetime.fromisoformat(item["made_at"]) for its in self.reports.values() for item in its]

    @cached_property
    def report_days(self) -> frozenset[date]:
        """The UTC days on which it reported."""
        return frozenset(moment.date() for moment in self.moments)

    @cached_property
    def given_up(self) -> frozenset[tuple[str, str]]:
        """The agents, each with its id of a printer, whose newest report tells that printer as retired."""
        newest = {}
        for agent, its in self.reports.items():
            counted = [item for item in its if item.get("state") == COUNTED]
            if counted:
                newest[agent] = max(counted, key=lambda item: item["run"])
        return frozenset(
            (agent, one) for agent, item in newest.items() for one in json.loads(item.get("retired") or "[]")
        )


def office_findings(office: OfficeItems, now: datetime) -> Iterator[Finding]:
    """Yield everything that a dealer has to know of an office at `now` (aware)."""
    yield from _silence(office, now)
    cancelled = frozenset(one for reports in office.reports.values() for one in cancelled_in(reports))
    for agent, reports in office.reports.items():
        yield from chain_findings(office.site, agent, reports, cancelled)
    stopped: list[date] = []
    for item in office.latest:
        entry: ReceivedPrinter = json.loads(item["entry"])
        presence = presence_in(office, item, entry, now)
        yield from _standing(office, item["device"], entry, presence, now)
        yield from printer_findings(
            office.site, item["device"], entry, now.date(), presence, settings=office.settings
        )
        is_told = presence.state in {HERE, BACK, NOT_HEARD}
        if is_told and now.date() - presence.read > OLD and is_to_ship(entry, now.date(), office.settings):
            stopped.append(presence.read)
    if stopped:
        text = analysis.ship_stopped(len(stopped), OLD.days, max(stopped))
        details: dict[str, str | int | None] = {
            "printers": len(stopped),
            "last_read": max(stopped).isoformat(),
        }
        yield Finding(SHIP_STOPPED, office.site, "old readings", text, details=details)


def last_report(office: OfficeItems) -> datetime | None:
    """Return when an office's newest report was made, by its agent's clock and in its zone."""
    return max(office.moments).astimezone(office.zone) if office.moments else None


def presence_in(office: OfficeItems, item: LatestItem, entry: ReceivedPrinter, now: datetime) -> Presence:
    """Return how a device of an office stands; `item` is its latest, `entry` what that holds."""
    return presence_of(
        datetime.fromisoformat(item["read_at"]),
        office.report_days,
        now.date(),
        given_up=(item["agent"], entry["id"]) in office.given_up,
        retired_at=office.retired.get(item["device"]),
    )


def _standing(
    office: OfficeItems, device: str, entry: ReceivedPrinter, presence: Presence, now: datetime
) -> Iterator[Finding]:
    """Yield that a device is silent, gone, new, or answers again."""
    details = {**about_device(device, completed(entry)), "last_read": presence.read.isoformat()}
    if presence.state == NOT_HEARD:
        details["missed_days"] = presence.missed
        text = analysis.device_silent(presence.missed, presence.read)
        yield Finding(DEVICE_SILENT, office.site, device, text, details=details)
    elif presence.state == GONE:
        yield Finding(DEVICE_GONE, office.site, device, analysis.device_gone(presence.read), details=details)
    elif presence.state == BACK:
        yield Finding(DEVICE_NEW, office.site, f"{device} back", analysis.DEVICE_BACK, details=details)
    elif presence.state == HERE and is_new(entry, min(office.moments, default=None), now.date()):
        yield Finding(DEVICE_NEW, office.site, device, analysis.DEVICE_NEW, details=details)


def _silence(office: OfficeItems, now: datetime) -> Iterator[Finding]:
    if not office.moments:
        yield Finding(SILENT, office.site, "never", analysis.NEVER_REPORTED)
        return
    missed = missed_days(office.moments, now)
    if missed:
        last = max(office.moments)
        day = last.astimezone(office.zone).date()
        details: dict[str, str | int | None] = {
            "last_report": last.isoformat(),
            "last_day": day.isoformat(),
            "missed_days": missed,
        }
        text = analysis.silent(day, missed)
        yield Finding(SILENT, office.site, "late", text, missed >= MISSING_FROM, details)
