"""A dealer or a site forgotten on request: items, raw mails in all their versions, nothing half done.

A site's own signers lose their trust first, so that a mail still under way lands in quarantine and brings
nothing back. Backups forget by themselves: point-in-time recovery after 35 days.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.decisions import erasure_item
from cloud.core.items import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cloud.edge.mails import Mails
    from cloud.edge.table import Table

    Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Erased:
    """How many items and raw mails are gone, and how many mails stay because another dealer got them too."""

    items: int
    mails: int
    shared: int


def erase_dealer(table: Table, mails: Mails, dealer: str, when: datetime) -> Erased:
    """Forget a dealer: every item whose key begins with its name, and the mails that it got.

    That a dealer was erased at `when` (aware) stays, without its name. LookupError if there is nothing of it.
    """
    about = keys.dealer_key(dealer)  # a name that is none would match others' items
    is_there = table.get(about) is not None
    # The dealer itself goes first: mails that come from now on are for nobody.
    table.delete_many([about])
    doomed = list(table.scan(f"{dealer}#"))
    if not doomed and not is_there:
        raise LookupError(f"there is no dealer {dealer!r}")
    erased = _erase(table, mails, dealer, doomed)
    table.put(erasure_item(keys.UNADDRESSED, "erase_dealer", when, asdict(erased)))
    return erased


def erase_site(table: Table, mails: Mails, dealer: str, site: str, when: datetime) -> Erased:
    """Forget a site: its signers with their reports, its codes, readings, alerts, decisions, and all mails.

    That a site was erased at `when` (aware) stays, without its name. LookupError if there is nothing of it.
    """
    everything = list(table.scan(f"{dealer}#"))
    signers = {_signer(i) for i in everything if i["kind"] in {"signer", "report"} and i.get("site") == site}
    codes = {i["code_id"] for i in everything if i["kind"] == "code" and i["site"] == site}
    doomed = [item for item in everything if _is_of(item, site, signers, codes)]
    if not doomed:
        raise LookupError(f"{dealer} has no site {site[:200]!r}")
    doomed.sort(key=lambda item: item["kind"] not in {"anchor", "code", "claim", "key"})
    erased = _erase(table, mails, dealer, doomed)
    table.put(erasure_item(dealer, "erase_site", when, asdict(erased)))
    return erased


def _is_of(item: Item, site: str, signers: set[tuple[str, str]], codes: set[str]) -> bool:
    if item["kind"] in {"claim", "code"}:
        return item["pk"].rpartition("#")[2] in codes
    if item["kind"] == "succession":
        return bool(signers & {(item["agent"], item["old"]), (item["agent"], item["new"])})
    if item["kind"] == "outbox":
        return True  # what waits to be told may name the site; it is told no more
    if item["kind"] == "resolution":
        return item["agent"] in {agent for agent, _ in signers}
    return item.get("site") == site or _signer(item) in signers


def _signer(item: Item) -> tuple[str, str]:
    return item.get("agent", ""), item.get("key", "")


def _erase(table: Table, mails: Mails, dealer: str, doomed: Iterable[Item]) -> Erased:
    """Delete items, the raw mails of those that are a mail's first: so a second try finds what is left."""
    erased, shared, gone = 0, 0, []
    for item in doomed:
        if item["kind"] == "mail" and set(item.get("dealers", "").split()) - {dealer}:
            shared += 1
        elif item["kind"] == "mail":
            erased += mails.erase(item["mail"]) > 0
        gone.append(key_of(item))
    table.delete_many(gone)
    return Erased(len(gone), erased, shared)
