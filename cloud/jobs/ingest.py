"""A raw mail into the table: opened, proven, kept with its outcome, its agent's reports settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from cloud.core import items, keys
from cloud.core.incoming_mail import MAX_RAW, dealers_of, open_mail
from cloud.core.items import REFUSED
from cloud.core.layout import FIRST, Layout
from cloud.core.proof import Proven, prove
from cloud.core.refused_mail import Refused
from cloud.jobs.backlog import Archive, settle_past
from cloud.jobs.dealers import layout_of_dealer
from cloud.jobs.settle import Scope, settle
from cloud.jobs.signers import enrol, succeed

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from cloud.core.item_types import MailOutcome
    from cloud.edge.mails import Mails, Raw
    from cloud.edge.table import Table
    from cloud.edge.task_queue import Tasks


@dataclass(frozen=True, slots=True)
class IngestAdapters:
    """Where mails come in: dealer NAME has the address NAME@domain."""

    table: Table
    mails: Mails
    domain: str
    tasks: Tasks | None

    @property
    def archive(self) -> Archive:
        """What a past is settled with."""
        return Archive(self.table, self.mails, self.tasks)


class Arrival(NamedTuple):
    """Where a raw mail lies, and when it came (aware)."""

    raw_key: str
    time: datetime


def ingest(
    raw_key: str, adapters: IngestAdapters, *, anew: bool = False, arrived: datetime | None = None
) -> dict[str, str]:
    """Take in the mail that lies at `raw_key`; return its outcome by dealer, nothing if it was erased.

    `anew` tells that this was tried before and may have been cut off anywhere; `arrived` is when it came,
    unless the bucket knows.
    """
    raw = adapters.mails.read(raw_key, MAX_RAW + 1)
    if raw is None:
        return {}
    if arrived is not None:
        raw = replace(raw, arrived=arrived)
    dealers, outcomes = _dealers(raw, adapters), {}
    arrival = Arrival(raw_key, raw.arrived)
    for dealer, layout in (dealers or {keys.UNADDRESSED: FIRST}).items():
        try:
            outcome = _take(adapters, dealer, layout, arrival, _proven(raw, dealers), anew=anew)
        except Refused as refused:
            outcome = {"outcome": REFUSED, "reason": refused.reason, "detail": refused.detail or None}
        outcome["dealers"] = " ".join(dealers)
        adapters.table.put(items.mail_item(dealer, raw_key, raw.arrived, outcome, layout))
        outcomes[dealer] = outcome.get("reason") or outcome["outcome"]
    return outcomes


def _proven(raw: Raw, dealers: Collection[str]) -> Proven:
    if not dealers:
        raise Refused("no_such_dealer")
    return prove(open_mail(raw.data), raw.arrived)


def _dealers(raw: Raw, adapters: IngestAdapters) -> dict[str, Layout]:
    """Return the dealers whom a mail is for and who are ours, each with its layout; too many are none."""
    try:
        named = dealers_of(raw.data, adapters.domain)
    except Refused:
        return {}
    found = {dealer: layout_of_dealer(adapters.table, dealer) for dealer in named}
    return {dealer: layout for dealer, layout in found.items() if layout is not None}


def _take(  # noqa: PLR0913 (each is another thing)
    adapters: IngestAdapters, dealer: str, layout: Layout, arrival: Arrival, proven: Proven, *, anew: bool
) -> MailOutcome:
    """Keep a proven report and settle whatever it may change: its own run now, a long past later."""
    table = adapters.table
    row = items.report_item(dealer, proven, arrival.raw_key)
    if not table.put_new(row):
        # Of several copies the first by name is the one that is opened again: no order of arrival shows.
        table.lower_to(items.key_of(row), {"mail": row["mail"], "arrived": row["arrived"]}, "mail")
    signer = keys.signer_key(dealer, proven.agent, proven.key)
    table.raise_to(signer, items.signer_values(dealer, proven), "last")
    changed = enrol(table, dealer, proven, anew=anew)
    if succeed(table, dealer, proven, anew=anew):
        changed.add(proven.agent)
    scope = Scope(dealer, layout, proven.agent, proven.key, proven.run, (proven,), anew=anew)
    if proven.agent not in changed:
        settle(table, adapters.mails, scope)
    for agent in sorted(changed):
        key = proven.key if agent == proven.agent else None
        at_hand = scope.at_hand if key else ()
        settle_past(adapters.archive, Scope(dealer, layout, agent, key, None, at_hand, anew=anew))
    return {
        "outcome": "report",
        "agent": proven.agent,
        "key": proven.key,
        "run": proven.run,
        "sha256": proven.sha256,
    }
