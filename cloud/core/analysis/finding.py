"""One thing that a dealer should look at: an alert of the table, a line of the digest."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cloud.core import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.item_types import AlertItem

# The kinds, in the order in which a dealer reads of them.
SILENT = "site_silent"  # an office that should have reported and did not
STANDSTILL = "standstill"  # a printer that can't print
SHIP = "ship"  # a supply to send
SHIP_STOPPED = "ship_stopped"  # supplies that are not sent, because nobody knows how full they are today
ORDER_STOPPED = "order_stopped"  # an order of a printer that was removed
DEVICE_SILENT = "device_silent"  # a printer that its office has not heard for days
DEVICE_GONE = "device_gone"  # a printer that was given up, or not heard for a month
DEVICE_NEW = "device_new"  # a printer that was not there before
METER = "meter"  # a counter that a bill should not trust unseen
CHAIN = "chain"  # reports that are missing, doubled or name another past
FAILED = "analysis_failed"  # an office whose data the analysis stumbled over
# What is wrong with a run: the middle of a CHAIN's subject.
MISSING, FORKED, OTHER_PAST = "missing", "disputed", "other past"
TWO_SITES, COUNTER_FELL = "two_sites", "counter_fell"  # flags of a METER that no report has by itself
OLD = timedelta(days=14)  # a reading tells nothing of today's supplies any more
KINDS = (
    *(SILENT, STANDSTILL, SHIP, SHIP_STOPPED, ORDER_STOPPED, DEVICE_SILENT, DEVICE_GONE, DEVICE_NEW, METER),
    *(CHAIN, FAILED),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of one of KINDS about a site.

    `subject` tells it from others of its kind and site and stays the same from day to day. `text` is
    for people, `details` for programs: texts and numbers, nothing within them. `since` is the ISO day
    of the first analysis that found it, empty on that day itself until `lasting` fills it in.
    """

    kind: str
    site: str
    subject: str
    text: str
    urgent: bool = False
    details: Mapping[str, str | int | None] = field(default_factory=dict)
    since: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same finding on another day."""
        return self.kind, self.site, self.subject


def lasting(findings: Iterable[Finding], before: Iterable[Finding], today: str) -> list[Finding]:
    """Return the findings with the day on which each was found first; two of one key are one."""
    since = {finding.key: finding.since for finding in before}
    found = {finding.key: finding for finding in findings}
    return [replace(finding, since=since.get(key) or today) for key, finding in found.items()]


class ReportedFinding(NamedTuple):
    """A finding with what its digest says beside it, and whose analysis it is of.

    `owner` is the site or the device whose shard wrote it: that one alone takes it away again.
    """

    finding: Finding
    owner: str
    site_name: str
    last_report: datetime | None


def alert_item(dealer: str, reported: ReportedFinding, shard: int) -> AlertItem:
    """Return a finding as an item of the table, in the list of the shard whose analysis wrote it."""
    finding, owner, site_name, last_report = reported
    rank = "0" if finding.urgent else "1"
    key = keys.alert_key(dealer, finding.site, finding.kind, finding.subject)
    return {
        "pk": key.pk,
        "sk": key.sk,
        "kind": "alert",
        "dealer": dealer,
        "alert": finding.kind,
        "site": finding.site,
        "subject": finding.subject,
        "text": finding.text,
        "urgent": finding.urgent,
        "since": finding.since,
        "details": json.dumps(finding.details, ensure_ascii=False, separators=(",", ":")),
        "owner": owner,
        "site_name": site_name,
        "last_report": last_report.isoformat() if last_report else None,
        "list_key": keys.alerts(dealer, shard),
        "list_order": f"{rank}#{finding.kind}#{keys.part(finding.site)}#{keys.part(finding.subject)}",
    }


def reported_finding_of(item: AlertItem) -> ReportedFinding:
    """Return the finding that an item holds, with what stands beside it."""
    last = item.get("last_report")
    return ReportedFinding(
        finding_of(item), item["owner"], item["site_name"], datetime.fromisoformat(last) if last else None
    )


def finding_of(item: AlertItem) -> Finding:
    """Return the finding that an item holds."""
    return Finding(
        kind=item["alert"],
        site=item["site"],
        subject=item["subject"],
        text=item["text"],
        urgent=item["urgent"],
        details=json.loads(item["details"]),
        since=item["since"],
    )
