"""One thing that a dealer should look at: an alert of the table, a line of the digest."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cloud.core import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Item = dict[str, Any]

# The kinds, in the order in which a dealer reads of them.
SILENT = "site_silent"  # an office that should have reported and did not
STANDSTILL = "standstill"  # a printer that can't print
SHIP = "ship"  # a supply to send
METER = "meter"  # a counter that a bill should not trust unseen
CHAIN = "chain"  # reports that are missing, doubled or name another past
KINDS = (SILENT, STANDSTILL, SHIP, METER, CHAIN)


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


def alert_item(dealer: str, finding: Finding) -> Item:
    """Return a finding as an item of the table."""
    rank = "0" if finding.urgent else "1"
    return {
        **keys.alert_key(dealer, finding.site, finding.kind, finding.subject)._asdict(),
        "kind": "alert",
        "dealer": dealer,
        "alert": finding.kind,
        "site": finding.site,
        "subject": finding.subject,
        "text": finding.text,
        "urgent": finding.urgent,
        "since": finding.since,
        "details": json.dumps(finding.details, ensure_ascii=False, separators=(",", ":")),
        "list_key": keys.alerts(dealer, finding.site),
        "list_order": f"{rank}#{finding.kind}#{keys.part(finding.site)}#{keys.part(finding.subject)}",
    }


def finding_of(item: Item) -> Finding:
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
