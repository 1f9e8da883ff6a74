"""A dealer's day, one shard after another: offices looked at, alerts brought up to date; then the digest.

A shard is a task of its own. The one that finds the figures of all others there asks for the digest.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.analysis.chain import LOOKED_AT
from cloud.core.analysis.finding import (
    FAILED,
    Finding,
    ReportedFinding,
    alert_item,
    finding_of,
    lasting,
    reported_finding_of,
)
from cloud.core.analysis.office_findings import OfficeItems, last_report, office_findings
from cloud.core.analysis.several_readings import fleet_findings
from cloud.core.digest.values import Digest, Line, RefusedMail, sorted_lines
from cloud.core.items import TRUSTED, key_of
from cloud.core.messages import analysis as sentences
from cloud.core.orders.demand import PartDemand, summed
from cloud.core.portal.decided import FINDING
from cloud.core.portal.notify import notify_in
from cloud.core.portal.office_form import settings_in
from cloud.core.portal.office_rows import newest_of
from cloud.core.proof import utc
from cloud.core.time_zones import zone_of
from cloud.jobs.dealers import layout_of_dealer, listed
from cloud.jobs.orders import demand_in_office, is_settled, keep_demand, orders_by_device, renew_orders
from cloud.jobs.portal.notify import remember
from cloud.jobs.portal.packing import pack_anew
from cloud.jobs.strangers import SHOWN, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.core.item_types import ReportItem, SiteItem
    from cloud.core.layout import Layout
    from cloud.edge.table import Table


LOG = logging.getLogger(__name__)
FLEET_FOR = 2  # days whose readings are compared with one another
REFUSALS_SHOWN = 100
REFUSED_FOR = timedelta(hours=24)
FIGURES_KEPT = timedelta(days=7)


def analyse_shard(table: Table, dealer: str, shard: int, now: datetime) -> bool:
    """Look at the offices of one shard and renew its alerts; return whether it was the last one to be done.

    One site's items are in memory at a time, of all others what was found. False if the dealer is gone.
    """
    layout = layout_of_dealer(table, dealer)
    if layout is None:
        return False
    reported: list[ReportedFinding] = []
    offices = printers = 0
    newest = ""
    orders, demand = orders_by_device(table, dealer), list[PartDemand]()
    for site in table.query(keys.within(dealer, "sites", str(shard)), index="list"):
        office = _office(table, dealer, site)
        offices, printers = offices + 1, printers + len(office.latest)
        newest = newest_of((newest, *office.versions))
        found = _of_office(office, now)
        reported += (one for one in found if not is_settled(one.finding, orders))
        if all(one.finding.kind != FAILED for one in found):  # else its rows stay those of yesterday
            pack_anew(table, dealer, office, now)
            reported += renew_orders(table, dealer, office, orders, now)
            demand = summed((*demand, *demand_in_office(office, now)))
    reported += _fleet(table, dealer, shard, now)
    _renew(table, dealer, shard, reported, now)
    keep_demand(table, dealer, shard, demand, now)
    figures = {"kind": "figures", "dealer": dealer, "offices": offices, "printers": printers}
    moment, expires = now.isoformat(), int((now + FIGURES_KEPT).timestamp())
    seen = {"analysed_at": utc(now), "findings": len(reported), "newest_version": newest}
    table.put({**keys.figures_key(dealer, shard)._asdict(), **figures, **seen})
    table.put({**keys.analysis_key(dealer, moment, shard)._asdict(), **figures, "expires": expires})
    return len(list(table.query(keys.analysis_key(dealer, moment, 0).pk))) >= layout.lists


def digest_of(table: Table, dealer: str, now: datetime) -> Digest | None:
    """Return the digest of what the analysis of a moment found; None if the dealer is gone."""
    about, layout = table.get(keys.dealer_key(dealer)), layout_of_dealer(table, dealer)
    if about is None or layout is None:
        return None
    figures = list(table.query(keys.analysis_key(dealer, now.isoformat(), 0).pk))
    alerts = map(reported_finding_of, listed(table, keys.shards_of(dealer, layout.lists, "alerts")))
    strangers = waiting(table, dealer, layout, now)
    return Digest(
        dealer=dealer,
        name=about["name"],
        day=now.date(),
        offices=sum(one["offices"] for one in figures),
        printers=sum(one["printers"] for one in figures),
        lines=sorted_lines(Line(one.finding, one.site_name, one.last_report) for one in alerts),
        strangers=tuple(strangers[:SHOWN]),
        refusals=tuple(_refusals(table, dealer, layout, now)),
        strangers_more=len(strangers[SHOWN:]),
        language=notify_in(about).language,
    )


def _of_office(office: OfficeItems, now: datetime) -> list[ReportedFinding]:
    """Return the findings of an office; what the analysis stumbles over is that office's finding alone."""
    try:
        last = last_report(office)
        findings = list(office_findings(office, now))
    except Exception as error:  # nothing here asks AWS: it would fail in every try, and for all others
        LOG.exception("site %s can't be analysed", office.site)
        last, name = None, type(error).__name__
        text = sentences.failed(name)
        findings = [Finding(FAILED, office.site, "analysis", text, urgent=True, details={"error": name})]
    return [ReportedFinding(finding, office.site, office.name, last) for finding in findings]


def _office(table: Table, dealer: str, site: SiteItem) -> OfficeItems:
    partition = keys.site_key(dealer, site["site"]).pk
    reports: dict[str, list[ReportItem]] = {}
    signers = table.query(partition, "signer#", index="site")
    trusted = [signer for signer in signers if signer["state"] == TRUSTED]
    for signer in trusted:
        newest = table.query(signer["pk"], "run#", newest_first=True, limit=LOOKED_AT)
        reports.setdefault(signer["agent"], []).extend(newest)
    retired = {
        item["device"]: datetime.fromisoformat(item["at"])
        for item in table.query(partition, "retirement#", index="site")
    }
    latest = list(table.query(partition, "device#", index="site"))
    settings = settings_in(site)
    versions = tuple(signer["version"] for signer in trusted)
    last = max(trusted, key=lambda signer: signer["last_made_at"], default=None)
    zone = zone_of(settings.zone or (last and last.get("offset")) or "")
    return OfficeItems(site["site"], site["name"], reports, latest, retired, settings, versions, zone)


def _fleet(table: Table, dealer: str, shard: int, now: datetime) -> Iterator[ReportedFinding]:
    """Yield what the readings of the last days show; a device's all lie in one shard."""
    days = [(now - timedelta(days=ago)).date().isoformat() for ago in range(FLEET_FOR)]
    partitions = [keys.within(dealer, "day", day, str(shard)) for day in days]
    readings = (item for one in partitions for item in table.query(one, index="day"))
    for finding in fleet_findings(readings):
        site = table.get(keys.site_key(dealer, finding.site))
        if site is not None:
            yield ReportedFinding(finding, str(finding.details["device"]), site["name"], None)


def _renew(table: Table, dealer: str, shard: int, reported: list[ReportedFinding], now: datetime) -> None:
    """Write the alerts of today with the day they began, delete those of this shard that are over."""
    standing = list(table.query(keys.alerts(dealer, shard), index="list"))
    since = {
        f.key: f
        for f in lasting((one.finding for one in reported), map(finding_of, standing), now.date().isoformat())
    }
    latest = {one.finding.key: one for one in reported}
    written = [alert_item(dealer, one._replace(finding=since[key]), shard) for key, one in latest.items()]
    table.put_many(written)
    known = {finding_of(item).key for item in standing}
    new = [one._replace(finding=since[key]) for key, one in latest.items() if key not in known]
    remember(table, dealer, new, now)
    stays = {key_of(item) for item in written}
    for item in (item for item in standing if key_of(item) not in stays):
        table.delete(key_of(item), "list_key", keys.alerts(dealer, shard))
        # What is found anew some day is another finding: nobody has said anything of that.
        about = keys.subject(FINDING, item["site"], item["alert"], item["subject"])
        table.delete_many([keys.decided_key(dealer, about)])


def _refusals(table: Table, dealer: str, layout: Layout, now: datetime) -> Iterator[RefusedMail]:
    """Yield the mails of the last day that were refused, as many as a person looks through."""
    since = now - REFUSED_FOR
    left = REFUSALS_SHOWN
    for day in dict.fromkeys((now.date(), since.date())):
        for item in listed(table, keys.shards_of(dealer, layout.on(day), "refused", day.isoformat())):
            arrived = datetime.fromisoformat(item["arrived"])
            if since < arrived <= now and left:
                left -= 1
                yield RefusedMail(arrived, item["reason"], item["mail"])
