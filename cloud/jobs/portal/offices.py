"""The offices of a dealer, and one of them with all that was set for it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.analysis.chain import LOOKED_AT
from cloud.core.analysis.finding import CHAIN, SILENT
from cloud.core.answers.problem import ProblemDetails
from cloud.core.items import TRUSTED
from cloud.core.layout import FIRST
from cloud.core.portal.decided import CODE, FORK, OFFICE, SENDER
from cloud.core.portal.office import CodeRow, ForkRow, OfficeDetail, Offices
from cloud.core.portal.office_form import settings_in
from cloud.core.portal.office_rows import (
    code_row,
    forks_of,
    newest_of,
    office_row,
    seen_of,
    sender_row,
    worst_first,
)
from cloud.core.portal.person import Person, check
from cloud.core.states import QUARANTINED
from cloud.jobs.dealers import layout_of_dealer, listed
from cloud.jobs.portal.last import last_decision, last_decisions
from cloud.jobs.portal.log import office_log
from cloud.jobs.portal.today import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cloud.core.item_types import SignerItem
    from cloud.edge.table import Table

LOGGED = 30  # decisions of an office that its page shows
MOST_SENDERS = 100
MOST_WAITING = 500  # senders of no office that are looked through for those that name this one
_DEEDS = ("office", "issue_code")
_OF_A_SENDER = ("site", "version", "last_made_at", "offset")
_OF_A_PACK = ("site", "printers", "stopped")


def offices_of(table: Table, person: Person, _now: datetime) -> Offices:
    """Return all offices of the dealer."""
    check(person, "offices")
    dealer, layout = person.dealer, layout_of_dealer(table, person.dealer) or FIRST

    def of(name: str) -> Iterator[str]:
        return keys.shards_of(dealer, layout.lists, name)

    senders = list(listed(table, of("signers"), f"{TRUSTED}#", _OF_A_SENDER))
    silences = (
        item
        for rank in ("0", "1")
        for item in listed(table, of("alerts"), f"{rank}#{SILENT}#", ("site", "last_report"))
    )
    packs = table.query(keys.fleet(dealer), only=_OF_A_PACK)
    seen, newest = seen_of(senders, packs, silences), newest_of(str(one["version"]) for one in senders)
    sites = listed(table, of("sites"), only=("site", "name"))
    return Offices(tuple(worst_first(office_row(item, seen[item["site"]], newest) for item in sites)), newest)


def office_detail(table: Table, person: Person, site: str, now: datetime) -> OfficeDetail:
    """Return one office; ProblemDetails (404) if the dealer has none of that id."""
    check(person, "offices")
    dealer = person.dealer
    item = table.get(keys.site_key(dealer, site))
    if item is None:
        raise ProblemDetails(404, "site", "There is no such office.")
    figures = table.query(keys.figures_key(dealer, 0).pk)
    newest = newest_of(str(one["newest_version"]) for one in figures)
    senders, findings = list(_senders(table, dealer, site)), findings_of(table, person, site)
    silences = ({"site": site, **one.details} for one in findings if one.kind == SILENT)
    packs = table.query(keys.fleet(dealer), f"{keys.part(site)}#", only=_OF_A_PACK)
    seen = seen_of([one for one in senders if one["state"] == TRUSTED], packs, silences)
    last, said = (
        last_decision(table, dealer, keys.subject(OFFICE, site)),
        last_decisions(table, dealer, SENDER),
    )
    return OfficeDetail(
        row=office_row(item, seen[site], newest),
        settings=settings_in(item),
        senders=tuple(
            sender_row(one, newest, said.get(keys.subject(SENDER, one["agent"], one["key"])))
            for one in senders
        ),
        codes=tuple(_codes(table, dealer, site, now)),
        forks=_forks(table, dealer, senders),
        chain=tuple(one for one in findings if one.kind == CHAIN),
        findings=tuple(one for one in findings if one.kind != CHAIN),
        log=tuple(office_log(table, dealer, site, LOGGED)),
        last=last,
        version=last.version if last else "",
        deeds=tuple(deed for deed in _DEEDS if person.may(deed)),
    )


def _senders(table: Table, dealer: str, site: str) -> Iterator[SignerItem]:
    """Yield the senders of an office, then those without one that say they are of it."""
    yield from table.query(keys.site_key(dealer, site).pk, "signer#", index="site", limit=MOST_SENDERS)
    layout = layout_of_dealer(table, dealer) or FIRST
    waiting = listed(table, keys.shards_of(dealer, layout.lists, "signers"), f"{QUARANTINED}#")
    yield from (item for item in islice(waiting, MOST_WAITING) if item["said_site"] == site)


def _codes(table: Table, dealer: str, site: str, now: datetime) -> Iterator[CodeRow]:
    last = last_decisions(table, dealer, CODE)
    for item in table.query(keys.codes(dealer), f"{keys.part(site)}#", index="list"):
        claims = table.query(item["pk"], "claim#", limit=1)
        used_by = next((claim["agent"] for claim in claims), "")
        yield code_row(item, used_by, last.get(keys.subject(CODE, item["code_id"])), now)


def _forks(table: Table, dealer: str, senders: Sequence[SignerItem]) -> tuple[ForkRow, ...]:
    reports = [
        report
        for sender in senders
        if sender.get("site")
        for report in table.query(sender["pk"], "run#", newest_first=True, limit=LOOKED_AT)
    ]
    return forks_of(reports, last_decisions(table, dealer, FORK)) if reports else ()
