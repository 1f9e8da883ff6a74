"""A closing before it is frozen: every device's line on a day, read from the table."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cloud.core import keys
from cloud.core.analysis.finding import CHAIN, FORKED, METER
from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings import item_keys
from cloud.core.closings.by_hand import reading_of, swap_of
from cloud.core.closings.counted import end_of
from cloud.core.closings.line import Doubts, blocked, counting, line_of
from cloud.core.items import TRUSTED
from cloud.core.portal.office_form import settings_in
from cloud.core.portal.person import check
from cloud.core.time_zones import zone_of
from cloud.jobs.closings.frozen import baselines, heads, last_closed
from cloud.jobs.closings.last_readings import last_readings
from cloud.jobs.dealers import listed
from cloud.jobs.dealing import layout_or_error
from cloud.jobs.portal.fleet import fleet_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cloud.core.closings.counted import CountedReading
    from cloud.core.closings.heads import ClosingHead
    from cloud.core.closings.line import ClosingLine
    from cloud.core.closings.pages_since import Baseline, BoardSwap
    from cloud.core.item_types import SiteItem
    from cloud.core.layout import Layout
    from cloud.core.portal.person import Person
    from cloud.core.portal.row import FleetRow
    from cloud.edge.table import Table

FIRST_PERIOD = timedelta(days=31)  # before a first closing: what was retired earlier is not in it


@dataclass(frozen=True)
class Offices:
    """The dealer's offices: their items and their zones by id."""

    items: Mapping[str, SiteItem]
    offsets: Mapping[str, str]

    def zone(self, site: str) -> str:
        """Return an office's IANA zone, else the offset of its newest report, else UTC."""
        return settings_in(self.items.get(site)).zone or self.offsets.get(site) or "+00:00"


@dataclass(frozen=True)
class ClosingPreview:
    """A day's lines, the worst first. `is_over` is false while the day has not ended in every office."""

    closed_on: date
    site: str
    lines: Sequence[ClosingLine]
    offices: Offices
    before: Sequence[ClosingHead]
    is_over: bool

    @property
    def blocked(self) -> int:
        """How many devices have a blocker."""
        return blocked(self.lines)

    @property
    def zones(self) -> dict[str, str]:
        """The zones of its devices' offices."""
        return {site: self.offices.zone(site) for site in sorted({line.site for line in self.lines})}


class _Scope(NamedTuple):
    """What is closed: a dealer's day, of one office or ("") of all."""

    dealer: str
    closed_on: date
    site: str

    def has(self, site: str) -> bool:
        """Return whether an office is in it."""
        return self.site in {"", site}


def preview(table: Table, person: Person, closed_on: date, site: str, now: datetime) -> ClosingPreview:
    """Return the closing of a day as it would be now; as `preview_of`."""
    check(person, "closings")
    return preview_of(table, person.dealer, closed_on, site, now)


def preview_of(table: Table, dealer: str, closed_on: date, site: str, now: datetime) -> ClosingPreview:
    """Return the closing of a day, of one office or ("") of all.

    ProblemDetails: 400 for a day that has not begun, 404 for an office that there is not, 413 if the fleet is
    too large for one closing.
    """
    layout = layout_or_error(table, dealer)
    offices = offices_of(table, dealer, layout)
    if site and site not in offices.items:
        raise ProblemDetails(404, "site", "There is no such office.")
    ends = {one: end_of(closed_on, offices.zone(one)) for one in ({site} if site else offices.items)}
    if closed_on > _today(offices, ends, now):
        raise ProblemDetails(400, "closed_on", "This day has not begun yet.")
    before = heads(table, dealer)
    lines = _lines(table, _Scope(dealer, closed_on, site), layout, offices, before)
    return ClosingPreview(closed_on, site, lines, offices, before, now >= max(ends.values(), default=now))


def offices_of(table: Table, dealer: str, layout: Layout) -> Offices:
    """Return a dealer's offices with their zones."""
    sites = {item["site"]: item for item in listed(table, keys.shards_of(dealer, layout.lists, "sites"))}
    names = ("site", "offset", "last_made_at")
    signers = listed(table, keys.shards_of(dealer, layout.lists, "signers"), f"{TRUSTED}#", names)
    newest = sorted(signers, key=lambda item: str(item.get("last_made_at")))
    return Offices(sites, {item["site"]: item["offset"] for item in newest if item.get("offset")})


def _today(offices: Offices, sites: Mapping[str, object], now: datetime) -> date:
    return max((now.astimezone(zone_of(offices.zone(one))).date() for one in sites), default=now.date())


class _Facts(NamedTuple):
    """What the table says of a closing: `since` is the day of the closing before, else FIRST_PERIOD ago."""

    scope: _Scope
    offices: Offices
    managed: Mapping[str, FleetRow]
    readings: Mapping[str, CountedReading]
    bases: Mapping[str, Baseline]
    swaps: Mapping[str, list[BoardSwap]]
    doubts: Doubts
    since: date


def _lines(
    table: Table, scope: _Scope, layout: Layout, offices: Offices, before: Sequence[ClosingHead]
) -> list[ClosingLine]:
    """Return the lines of a closing, those with a blocker first."""
    dealer, closed_on = scope.dealer, scope.closed_on
    found, is_whole = fleet_rows(table, dealer)
    if not is_whole:
        raise ProblemDetails(413, "site", "The fleet is too large for one closing.")
    rows = [one.row for one in found]
    ends = {
        one: end_of(closed_on, offices.zone(one)) for one in {*offices.items, *(row.site for row in rows)}
    }
    managed = {row.device: row for row in rows if row.is_managed}
    readings = _readings(table, dealer, layout, offices, managed, ends)
    here = [device for device, one in readings.items() if scope.has(one.site)]
    facts = _Facts(
        scope,
        offices,
        managed,
        readings,
        baselines(table, before, closed_on, scope.site, here),
        _swaps(table, dealer),
        _doubts(table, dealer, layout),
        last_closed(before, closed_on, scope.site) or closed_on - FIRST_PERIOD,
    )
    gone = facts.bases.keys() - {row.device for row in rows}  # from the fleet, though closed before
    lines = (_line(facts, device) for device in (*managed, *gone))
    return sorted(
        (line for line in lines if line), key=lambda line: (not line.blockers, line.site, line.device)
    )


def _line(facts: _Facts, device: str) -> ClosingLine | None:
    """Return the line of a device; None where it is of another office, came later, or left earlier."""
    reading, base, row = facts.readings.get(device), facts.bases.get(device), facts.managed.get(device)
    site = reading.site if reading else base.site if base else None
    if site is None or not facts.scope.has(site):
        return None
    zone = facts.offices.zone(site)
    if row is not None and _is_gone(row, facts.since, zone):
        return None
    return line_of(
        device,
        site,
        facts.scope.closed_on,
        zone,
        reading,
        base,
        swaps=facts.swaps.get(device, ()),
        doubts=facts.doubts,
        is_retired=row is not None and _retired_before(row, end_of(facts.scope.closed_on, zone)),
    )


def _readings(  # noqa: PLR0913, PLR0917 (what is read, and of whom)
    table: Table,
    dealer: str,
    layout: Layout,
    offices: Offices,
    managed: Mapping[str, FleetRow],
    ends: Mapping[str, datetime],
) -> dict[str, CountedReading]:
    """Return the reading that counts of each device: its own, or a person's."""
    own = last_readings(table, dealer, layout, managed.values(), ends)
    by_hand: dict[str, list[CountedReading]] = defaultdict(list)
    for item in table.query(item_keys.manual_key(dealer, "", "").pk):
        if item["device"] in managed:
            by_hand[item["device"]].append(reading_of(item, offices.zone(item["site"])))
    found = {}
    for device, row in managed.items():
        site = own[device].site if device in own else row.site
        end, zone = ends.get(site) or max(ends.values()), offices.zone(site)
        reading = counting(own.get(device), by_hand.get(device, ()), end, zone)
        if reading is not None:
            found[device] = reading
    return found


def _swaps(table: Table, dealer: str) -> dict[str, list[BoardSwap]]:
    found: dict[str, list[BoardSwap]] = defaultdict(list)
    for item in table.query(item_keys.swap_key(dealer, "", "").pk):
        found[item["device"]].append(swap_of(item))
    return found


def _doubts(table: Table, dealer: str, layout: Layout) -> Doubts:
    """Return the doubts of the last morning's analysis."""
    names = ("alert", "subject", "details")
    of = [
        json.loads(item["details"]) | {"subject": item["subject"]}
        for kind in (CHAIN, METER)
        for item in listed(table, keys.shards_of(dealer, layout.lists, "alerts"), f"1#{kind}#", names)
    ]
    flags: dict[str, list[str]] = defaultdict(list)
    for one in of:
        if one.get("flag"):
            flags[one["device"]].append(one["flag"])
    agents = (one["agent"] for one in of if "agent" in one and f" {FORKED} " in one["subject"])
    return Doubts(frozenset(agents), flags)


def _is_gone(row: FleetRow, since: date, zone: str) -> bool:
    """Return whether a device was retired in an earlier closing's time already."""
    if not row.is_retired:
        return False
    return datetime.fromisoformat(row.retired_at).astimezone(zone_of(zone)).date() <= since


def _retired_before(row: FleetRow, end: datetime) -> bool:
    return row.is_retired and datetime.fromisoformat(row.retired_at) < end
