"""New findings on their way to a dealer's webhook and mailbox: written down first, sent, tried again.

What waits lies in the table, so that nothing is lost with a function. After the last try it is given up, and
that is told on the dealer's page until something goes through again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.analysis.finding import STANDSTILL, ReportedFinding, alert_item
from cloud.core.analysis.printer_findings import printer_findings
from cloud.core.closings.missing_meters import MissingMail, letter_of_missing
from cloud.core.erp.erp_letter import erp_letter
from cloud.core.items import key_of
from cloud.core.layout import FIRST
from cloud.core.portal.decided import NOTIFY
from cloud.core.portal.notify import NotifyView, findings_body, notify_in, signed_headers
from cloud.core.portal.notify_letter import letter_of
from cloud.core.portal.office_form import settings_in
from cloud.core.portal.person import Person, check
from cloud.core.proof import utc
from cloud.jobs.dealers import layout_of_dealer
from cloud.jobs.portal.last import last_decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloud.core.item_types import DealerItem, Item, LatestItem
    from cloud.edge.ses import SesLetters
    from cloud.edge.table import Table
    from cloud.edge.webhook import Webhooks


TOGETHER = 50  # findings of one message
AT_A_TIME = 20  # messages of a dealer that one call sends
LOOKED_AT = 200  # messages: those that failed wait among the others
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))  # before the second try, the third, ...
KEPT = timedelta(days=3)  # what waits for longer goes by itself
LATELY = timedelta(days=1)  # an older standstill is no news: a past that is settled late
URL, MAIL = "url", "mail"
OFFICE = "office"  # a mail to an office, whose text is written already
ORDERS = "orders"  # a mail with a file of orders


@dataclass(frozen=True, slots=True)
class Ways:
    """How messages leave: webhooks, mails, and the domain that mails come from."""

    webhooks: Webhooks
    letters: SesLetters
    domain: str


def notify_view(table: Table, person: Person) -> NotifyView:
    """Return where a dealer's findings go; never the webhook's secret."""
    check(person, "today")
    item = table.get(keys.dealer_key(person.dealer))
    last = last_decision(table, person.dealer, keys.subject(NOTIFY))
    failed = json.loads((item and item.get("notify_failed")) or "{}")
    return NotifyView(notify_in(item), last, last.version if last else "", failed)


def remember(table: Table, dealer: str, reported: Iterable[ReportedFinding], now: datetime) -> int:
    """Write down new findings that the dealer wants to be told; return how many messages that makes."""
    notify = notify_in(table.get(keys.dealer_key(dealer)))
    wanted = [one for one in reported if notify.wants(one.finding.kind)]
    ways = [way for way in (URL, MAIL) if getattr(notify, way)]
    parts = [wanted[first : first + TOGETHER] for first in range(0, len(wanted), TOGETHER)]
    items = [_message(dealer, way, part, now) for part in parts for way in ways]
    table.put_many(items)
    return len(items)


def standstills_at_once(
    table: Table, dealer: str, site: str, latest: Sequence[LatestItem], arrived: datetime
) -> None:
    """Tell of printers that have just stopped, where their office's settings want that; as alerts, too."""
    office = table.get(keys.site_key(dealer, site)) if latest else None
    if office is None or not settings_in(office).standstill_at_once:
        return
    layout = layout_of_dealer(table, dealer) or FIRST
    reported = [
        ReportedFinding(replace(finding, since=arrived.date().isoformat()), site, office["name"], None)
        for item in latest
        if arrived - datetime.fromisoformat(item["read_at"]) < LATELY
        for finding in printer_findings(site, item["device"], json.loads(item["entry"]), arrived.date())
        if finding.kind == STANDSTILL
    ]
    shard = int(keys.shard_of(site, layout.lists))
    known = (table.get(keys.alert_key(dealer, site, STANDSTILL, one.finding.subject)) for one in reported)
    new = [one for one, standing in zip(reported, known, strict=True) if standing is None]
    table.put_many([alert_item(dealer, one, shard) for one in new])
    remember(table, dealer, new, arrived)


def send_waiting(table: Table, ways: Ways, dealer: str, now: datetime) -> int:
    """Send a dealer's messages that are due; return how many went through."""
    about = table.get(keys.dealer_key(dealer))
    waiting = table.query(keys.outbox_key(dealer, "").pk, limit=LOOKED_AT)
    due = [item for item in waiting if item["due"] <= utc(now)]
    return sum(_send(table, ways, about, item, now) for item in due[:AT_A_TIME])


def _send(table: Table, ways: Ways, about: DealerItem | None, item: Item, now: datetime) -> bool:
    """Claim a message by putting its next try off, send it, then take it away; return whether it went."""
    tries = item["tries"]
    wait = WAITS[min(tries, len(WAITS) - 1)]
    claim = {"tries": tries + 1, "due": utc(now + wait)}
    if not table.change_if(key_of(item), claim, "due", item["due"]):
        return False  # another call has it
    reason = _one_way(ways, about, item, now)
    if reason is None or tries >= len(WAITS):
        table.delete_many([key_of(item)])
    if reason is not None and tries >= len(WAITS):
        failed = {"since": utc(now)[:10], "way": item["way"], "reason": reason}
        table.change(keys.dealer_key(item["dealer"]), {"notify_failed": json.dumps(failed)})
    elif reason is None and about and about.get("notify_failed"):
        table.change(keys.dealer_key(item["dealer"]), {"notify_failed": None})
    return reason is None


def _one_way(ways: Ways, about: DealerItem | None, item: Item, now: datetime) -> str | None:
    """Return why a message did not go, None if it did; one whose way is no longer wanted is done with."""
    notify, body = notify_in(about), item["body"]
    if item["way"] == URL and about and notify.url:
        octets = body.encode()
        headers = signed_headers(about["notify_secret"], item["name"], now, octets)
        return ways.webhooks.post(notify.url, headers, octets)
    sender = f"{keys.UNADDRESSED}@{ways.domain}"
    if item["way"] == ORDERS:
        return ways.letters.send(erp_letter(json.loads(body), sender, notify.language))
    if item["way"] == MAIL and notify.mail:
        return ways.letters.send(letter_of(json.loads(body), sender, notify.mail, notify.language))
    if item["way"] == OFFICE:
        content = json.loads(item["body"])
        answers_to = content.pop("answers_to")
        return ways.letters.send(letter_of_missing(MissingMail(**content), sender, answers_to))
    return None


def _message(dealer: str, way: str, reported: Sequence[ReportedFinding], now: datetime) -> Item:
    return outbox_item(dealer, way, findings_body(dealer, reported, now), now)


def outbox_item(dealer: str, way: str, body: str, now: datetime) -> Item:
    """Return a message that waits, due at once; the same one written down twice is one."""
    name = f"msg_{sha256(f'{way}{body}'.encode('utf-8', 'replace')).hexdigest()[:32]}"
    return {
        **keys.outbox_key(dealer, f"{utc(now)} {name}")._asdict(),
        "kind": "outbox",
        "dealer": dealer,
        "name": name,
        "way": way,
        "body": body,
        "tries": 0,
        "due": utc(now),
        "expires": int((now + KEPT).timestamp()),
    }
