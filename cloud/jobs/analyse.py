"""A dealer's day: every office looked at, the alerts of the table brought up to date, the digest's values."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.analysis.chain import LOOKED_AT
from cloud.core.analysis.finding import alert_item, finding_of, lasting
from cloud.core.analysis.fleet import fleet_findings
from cloud.core.analysis.office import Office, last_report, office_findings
from cloud.core.digest.values import Digest, Line, Refusal, Stranger, sorted_lines
from cloud.core.items import TRUSTED, key_of
from cloud.core.states import QUARANTINED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.core.analysis.finding import Finding
    from cloud.edge.table import Table

    Item = dict[str, Any]

FLEET_FOR = 2  # days whose readings are compared with one another
STRANGERS_SHOWN = 100
REFUSALS_SHOWN = 100
REFUSED_FOR = timedelta(hours=24)


def analyse(table: Table, dealer: str, now: datetime) -> Digest | None:
    """Look at all of a dealer, renew its alerts, and return the digest; None if the dealer is gone.

    One site's items are in memory at a time, of all others what was found.
    """
    about = table.get(keys.dealer_key(dealer))
    if about is None:
        return None
    names: dict[str, str] = {}
    last: dict[str, datetime | None] = {}
    printers = 0
    found: list[Finding] = []
    for site in _listed(table, keys.shards(dealer, "sites")):
        office = _office(table, dealer, site)
        names[office.site], last[office.site] = office.name, last_report(office)
        printers += len(office.latest)
        found += office_findings(office, now)
    found += (finding for finding in _fleet(table, dealer, now) if finding.site in names)
    findings = _renew(table, dealer, found, now.date().isoformat())
    return Digest(
        dealer=dealer,
        name=about["name"],
        day=now.date(),
        offices=len(names),
        printers=printers,
        lines=sorted_lines(Line(f, names[f.site], last[f.site]) for f in findings),
        strangers=tuple(_strangers(table, dealer)),
        refusals=tuple(_refusals(table, dealer, now)),
    )


def dealers(table: Table) -> Iterator[str]:
    """Yield the names of all dealers."""
    return (item["dealer"] for item in _listed(table, keys.shards(keys.UNADDRESSED, "dealers")))


def _listed(table: Table, partitions: Iterator[str], begins: str = "") -> Iterator[Item]:
    for partition in partitions:
        yield from table.query(partition, begins, index="list")


def _office(table: Table, dealer: str, site: Item) -> Office:
    reports: dict[str, list[Item]] = {}
    latest = []
    for item in table.query(keys.site_key(dealer, site["site"]).pk, index="site"):
        if item["kind"] == "signer" and item["state"] == TRUSTED:
            newest = table.query(item["pk"], "run#", newest_first=True, limit=LOOKED_AT)
            reports.setdefault(item["agent"], []).extend(newest)
        elif item["kind"] == "latest":
            latest.append(item)
    return Office(site["site"], site["name"], reports, latest)


def _fleet(table: Table, dealer: str, now: datetime) -> Iterator[Finding]:
    """Yield what the readings of the last days show; a device's all lie in one shard."""
    days = [(now - timedelta(days=ago)).date().isoformat() for ago in range(FLEET_FOR)]
    for shard in range(keys.SHARDS):
        partitions = [keys.within(dealer, "day", day, str(shard)) for day in days]
        yield from fleet_findings(item for one in partitions for item in table.query(one, index="day"))


def _renew(table: Table, dealer: str, found: list[Finding], today: str) -> list[Finding]:
    """Write the alerts of today, delete those that are over; return today's with the day they began."""
    standing = list(_listed(table, keys.shards(dealer, "alerts")))
    findings = lasting(found, map(finding_of, standing), today)
    written = [alert_item(dealer, finding) for finding in findings]
    table.put_many(written)
    table.delete_many({key_of(item) for item in standing} - {key_of(item) for item in written})
    return findings


def _strangers(table: Table, dealer: str) -> Iterator[Stranger]:
    """Yield the signers that wait for the dealer's word, as many as a person looks through."""
    left = STRANGERS_SHOWN
    for partition in keys.shards(dealer, "signers"):
        for item in table.query(partition, f"{QUARANTINED}#", index="list", limit=left):
            left -= 1
            yield Stranger(item["agent"], item["key"], item.get("said_name") or item["said_site"])
        if not left:
            return


def _refusals(table: Table, dealer: str, now: datetime) -> Iterator[Refusal]:
    """Yield the mails of the last day that were refused, as many as a person looks through."""
    since = now - REFUSED_FOR
    left = REFUSALS_SHOWN
    for day in dict.fromkeys((now.date(), since.date())):
        for partition in keys.shards(dealer, "mails", day.isoformat()):
            for item in table.query(partition):
                arrived = datetime.fromisoformat(item["arrived"])
                if item["outcome"] == "refused" and since < arrived <= now and left:
                    left -= 1
                    yield Refusal(arrived, item["reason"], item["mail"])
