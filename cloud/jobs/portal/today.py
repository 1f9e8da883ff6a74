"""What needs a person today, read from the alerts, the senders that wait, and the mails that were refused."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.layout import Layout, layout_of
from cloud.core.portal.alarm import ServiceState
from cloud.core.portal.decided import FINDING, SENDER, is_put_off
from cloud.core.portal.person import Person, check
from cloud.core.portal.today import MOST, Today, TodayRow
from cloud.core.portal.today_rows import of_alert, of_operator, of_refused, of_sender, worst_first
from cloud.core.states import QUARANTINED
from cloud.jobs.dealers import listed
from cloud.jobs.digest import FAILED
from cloud.jobs.portal.last import last_decisions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.core.item_types import DealerItem, MailItem
    from cloud.core.portal.decision import LastDecision
    from cloud.edge.table import Table

    Last = dict[str, LastDecision]

UNTOLD = ServiceState()
MOST_READ = 1000  # alerts: the urgent first, and nobody reads more in a day
MOST_WAITING = 100  # senders: anybody can make some up
MOST_REFUSED = 200


def today_of(table: Table, person: Person, now: datetime, service: ServiceState = UNTOLD) -> Today:
    """Return all that needs a person at `now` (aware), with what it is told of the receiver itself."""
    check(person, "today")
    about = table.get(keys.dealer_key(person.dealer))
    if about is None:
        raise ProblemDetails(404, "dealer", "There is no such dealer.")
    figures = list(table.query(keys.figures_key(person.dealer, 0).pk))
    last = last_decisions(table, person.dealer, FINDING)
    rows = worst_first((*_rows(table, person, about, last, now), *_of_service(service, last, person, now)))
    put_off = [row for row in rows if is_put_off(row.last, row.since, now.date())]
    hidden = {id(row) for row in put_off}
    open_rows = [row for row in rows if id(row) not in hidden]
    found = sum(one["findings"] for one in figures)
    return Today(
        name=about["name"],
        day=now.date(),
        analysed_at=min((one["analysed_at"] for one in figures), default=""),
        offices=sum(one["offices"] for one in figures),
        printers=sum(one["printers"] for one in figures),
        rows=tuple(open_rows[:MOST]),
        put_off=tuple(put_off[:MOST]),
        counts=Counter(row.kind for row in open_rows),
        more=max(0, len(open_rows) - MOST) + max(0, found - MOST_READ),
    )


def findings_of(table: Table, person: Person, site: str) -> list[TodayRow]:
    """Return the rows of one office's findings, done and snoozed ones too."""
    last = last_decisions(table, person.dealer, FINDING, site)
    alerts = table.query(keys.alert_key(person.dealer, site, "", "").pk, limit=MOST_READ)
    return worst_first(of_alert(item, last, person) for item in alerts)


def _rows(table: Table, person: Person, about: DealerItem, last: Last, now: datetime) -> Iterator[TodayRow]:
    dealer, layout = person.dealer, layout_of(about["layout"])
    alerts = listed(table, keys.shards_of(dealer, layout.lists, "alerts"))
    yield from (of_alert(item, last, person) for item in islice(alerts, MOST_READ))
    waiting = listed(table, keys.shards_of(dealer, layout.lists, "signers"), f"{QUARANTINED}#")
    senders = list(islice(waiting, MOST_WAITING))
    said = last_decisions(table, dealer, SENDER) if senders else {}
    yield from (of_sender(item, said, person) for item in senders)
    yield from of_refused(_refused(table, dealer, layout, now), last, person)
    for day in (now.date(), now.date() - timedelta(days=1)):
        note = table.get(keys.digest_key(dealer, day))
        if note and note.get("state") == FAILED:
            yield of_operator(day.isoformat(), "digest", note.get("reason") or "", last, person)
    failed = json.loads(about.get("notify_failed") or "{}")
    if failed:
        yield of_operator(failed["since"], failed["way"], failed["reason"], last, person)


def _of_service(service: ServiceState, last: Last, person: Person, now: datetime) -> Iterator[TodayRow]:
    for one in service.alarms.standing:
        yield of_operator(one.since.date().isoformat(), one.name, one.text, last, person)
    for what, failure in (("alarms", service.alarms.failure), ("sending", service.sending.failure)):
        if failure:
            yield of_operator(now.date().isoformat(), what, failure, last, person)
    if service.sending.in_sandbox:  # AWS does not say since when: what is put off is asked anew each month
        yield of_operator(f"{now:%Y-%m}-01", "sandbox", "The account is in SES's sandbox.", last, person)


def _refused(table: Table, dealer: str, layout: Layout, now: datetime) -> Iterator[MailItem]:
    for ago in (0, 1):
        day = now.date() - timedelta(days=ago)
        partitions = keys.shards_of(dealer, layout.on(day), "refused", day.isoformat())
        yield from islice(listed(table, partitions), MOST_REFUSED)
