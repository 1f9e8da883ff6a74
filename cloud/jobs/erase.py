"""A dealer or a site forgotten on request: items, raw mails in all their versions, nothing half done.

A site's own signers lose their trust first, so that a mail still under way lands in quarantine and brings
nothing back. Backups forget by themselves: point-in-time recovery after 35 days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.items import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud.edge.mails import Mails
    from cloud.edge.table import Table

    Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Erased:
    """How many items and raw mails are gone, and how many mails stay because another dealer got them too."""

    items: int
    mails: int
    shared: int


def erase_dealer(table: Table, mails: Mails, dealer: str) -> Erased:
    """Forget a dealer: every item whose key begins with its name, and the mails that it got."""
    keys.dealer_key(dealer)  # a name that is none would match others' items
    # The dealer itself goes first: mails that come from now on are for nobody.
    table.delete_many([keys.dealer_key(dealer)])
    return _erase(table, mails, dealer, list(table.scan(f"{dealer}#")))


def erase_site(table: Table, mails: Mails, dealer: str, site: str) -> Erased:
    """Forget a site: its signers with their reports, its codes, readings and alerts, and the mails of all."""
    everything = list(table.scan(f"{dealer}#"))
    signers = {_signer(i) for i in everything if i["kind"] in {"signer", "report"} and i.get("site") == site}
    codes = {i["code_id"] for i in everything if i["kind"] == "code" and i["site"] == site}
    doomed = [item for item in everything if _is_of(item, site, signers, codes)]
    doomed.sort(key=lambda item: item["kind"] not in {"anchor", "code", "claim", "key"})
    return _erase(table, mails, dealer, doomed)


def _is_of(item: Item, site: str, signers: set[tuple[str, str]], codes: set[str]) -> bool:
    if item["kind"] in {"claim", "code"}:
        return item["pk"].rpartition("#")[2] in codes
    if item["kind"] == "succession":
        return bool(signers & {(item["agent"], item["old"]), (item["agent"], item["new"])})
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
