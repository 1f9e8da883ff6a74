"""A raw mail into the table: opened, proven, kept with its outcome, its agent's reports settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.core import items, keys
from cloud.core.mail import MAX_RAW, dealers_of, open_mail
from cloud.core.proof import Proven, prove
from cloud.core.refusals import Refused
from cloud.jobs.settle import Scope, settle
from cloud.jobs.signers import enrol, succeed

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.edge.mails import Mails, Raw
    from cloud.edge.table import Table


@dataclass(frozen=True, slots=True)
class Desk:
    """Where mails come in: dealer NAME has the address NAME@domain."""

    table: Table
    mails: Mails
    domain: str


class Arrival(NamedTuple):
    """Where a raw mail lies, and when it came (aware)."""

    raw_key: str
    time: datetime


def ingest(raw_key: str, desk: Desk, *, anew: bool = False) -> dict[str, str]:
    """Take in the mail that lies at `raw_key`; return its outcome by dealer, nothing if it was erased.

    `anew` tells that this was tried before and may have been cut off anywhere.
    """
    raw = desk.mails.read(raw_key, MAX_RAW + 1)
    if raw is None:
        return {}
    dealers, outcomes = _dealers(raw, desk), {}
    for dealer in dealers or (keys.UNADDRESSED,):
        try:
            outcome = _take(desk, dealer, Arrival(raw_key, raw.arrived), _proven(raw, dealers), anew=anew)
        except Refused as refused:
            outcome = {"outcome": "refused", "reason": refused.reason, "detail": refused.detail or None}
        outcome["dealers"] = " ".join(dealers)
        desk.table.put(items.mail_item(dealer, raw_key, raw.arrived, outcome))
        outcomes[dealer] = outcome.get("reason") or outcome["outcome"]
    return outcomes


def _proven(raw: Raw, dealers: tuple[str, ...]) -> Proven:
    if not dealers:
        raise Refused("no_such_dealer")
    return prove(open_mail(raw.data), raw.arrived)


def _dealers(raw: Raw, desk: Desk) -> tuple[str, ...]:
    """Return the dealers whom a mail is for and who are ours; too many are none."""
    try:
        named = dealers_of(raw.data, desk.domain)
    except Refused:
        return ()
    return tuple(dealer for dealer in named if desk.table.get(keys.dealer_key(dealer)))


def _take(desk: Desk, dealer: str, arrival: Arrival, proven: Proven, *, anew: bool) -> dict[str, Any]:
    """Keep a proven report and settle whatever it may change."""
    table = desk.table
    row = items.report_item(dealer, proven, arrival.raw_key)
    if not table.put_new(row):
        # Of several copies the first by name is the one that is opened again: no order of arrival shows.
        table.lower_to(items.key_of(row), {"mail": arrival.raw_key}, "mail")
    signer = keys.signer_key(dealer, proven.agent, proven.key)
    table.raise_to(signer, items.signer_values(dealer, proven), "last")
    changed = enrol(table, dealer, proven, arrival.time, anew=anew)
    if succeed(table, dealer, proven, anew=anew):
        changed.add(proven.agent)
    for agent in sorted(changed - {proven.agent}):
        settle(table, desk.mails, Scope(dealer, agent, anew=anew))
    run = None if proven.agent in changed else proven.run
    scope = Scope(dealer, proven.agent, proven.key, run, (proven,), anew=anew)
    settle(table, desk.mails, scope)
    named = ("agent", "key", "run", "sha256")
    return {"outcome": "report", **{name: getattr(proven, name) for name in named}}
