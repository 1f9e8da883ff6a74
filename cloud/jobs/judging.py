"""What a dealer decides of senders, forks and devices: who is trusted, which report counts, what is gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from cloud.core import items, keys
from cloud.core.proof import utc
from cloud.core.readings import need_keys
from cloud.core.trust import bindings_of
from cloud.jobs.backlog import Archive, settle_past
from cloud.jobs.dealing import layout_or_error, log, site_or_error
from cloud.jobs.portal.packing import mark_row
from cloud.jobs.settle import Scope
from cloud.jobs.signers import AgentKey, decide, facts_of
from cloud.jobs.signers import resolve as write_resolution

if TYPE_CHECKING:
    from cloud.core.decisions import Word
    from cloud.core.item_types import LatestItem, ReportItem, SignerItem
    from cloud.edge.table import Table


NONE = "none"  # in place of a SHA-256: no report of the run counts
SHORTEST = 8  # characters of a SHA-256 that name it


class Fork(NamedTuple):
    """A run of an agent that has two reports."""

    agent: str
    run: int


def confirm(archive: Archive, word: Word, dealer: str, signer: AgentKey, site: str | None = None) -> str:
    """Trust a sender for a site, whatever its codes say; all its reports count from now on.

    Without a site it is that of the sender that it follows. Returns what is so now. LookupError if there is
    no such dealer, sender or site, or if nothing is known of whom it follows.
    """
    layout = layout_or_error(archive.table, dealer)
    site = site_for(archive.table, dealer, signer, site)
    log(archive.table, "confirm", dealer, word, site=site, agent=signer.agent, key=signer.key)
    decide(archive.table, dealer, signer, site)
    left = settle_past(archive, Scope(dealer, layout, *signer, anew=True))
    return _counts(f"trusted for {site}", left)


def reject(archive: Archive, word: Word, dealer: str, signer: AgentKey) -> str:
    """Trust a sender no longer, nor any key that only it named; none of its reports counts."""
    layout = layout_or_error(archive.table, dealer)
    about = {"agent": signer.agent, "key": signer.key}
    known = signer_or_error(archive.table, dealer, signer)
    if known.get("site"):
        about["site"] = known["site"]
    log(archive.table, "reject", dealer, word, **about)
    decide(archive.table, dealer, signer, None)
    return _counts("shut out", settle_past(archive, Scope(dealer, layout, *signer, anew=True)))


def resolve(archive: Archive, word: Word, dealer: str, fork: Fork, sha256: str) -> str:
    """Let one report of a forked run count, named by the beginning of its SHA-256, or NONE of them.

    LookupError if the run has no two reports, or none of that name.
    """
    layout = layout_or_error(archive.table, dealer)
    about = resolution_of(archive.table, dealer, fork, sha256)
    log(archive.table, "resolve", dealer, word, **about)
    chosen = "" if about["sha256"] == NONE else about["sha256"]
    write_resolution(archive.table, dealer, *fork, chosen)
    left = settle_past(archive, Scope(dealer, layout, fork.agent, anew=True))
    return _counts(f"{chosen[:12]} counts" if chosen else "none of them counts", left)


def resolution_of(table: Table, dealer: str, fork: Fork, sha256: str) -> dict[str, str]:
    """Return the facts of a decision on a fork, with the whole SHA-256; LookupError as in `resolve`."""
    agent, run = fork
    rows = _rows_of_run(table, dealer, agent, run)
    digests = sorted({row["sha256"] for row in rows})
    if len(digests) < 2:  # noqa: PLR2004 (a fork has two ends)
        raise LookupError(f"there are no two reports {run} of {agent}")
    named = [digest for digest in digests if len(sha256) >= SHORTEST and digest.startswith(sha256)]
    if sha256 != NONE and len(named) != 1:
        raise LookupError(f"say which counts, or {NONE}: {', '.join(digests)}")
    site = next((row["site"] for row in rows if row.get("site")), None)
    chosen = NONE if sha256 == NONE else named[0]
    return {"agent": agent, "run": str(run), "sha256": chosen, **({"site": site} if site else {})}


def retire(table: Table, word: Word, dealer: str, device: str) -> str:
    """Take a device for gone: nothing stands of it any more, until it answers again or comes back."""
    latest = latest_or_error(table, dealer, device)
    log(table, "retire", dealer, word, device=device, site=latest["site"])
    table.put(items.retirement_item(dealer, device, latest["site"], utc(word.when)))
    # A later one that came since tells that the device answered again.
    table.change_if(items.key_of(latest), {"list_key": None, "list_order": None}, "order", latest["order"])
    mark_row(table, dealer, latest["site"], device, retired_at=utc(word.when))
    return f"retired; last read {latest['read_at']}"


def unretire(table: Table, word: Word, dealer: str, device: str) -> str:
    """Take back that a device is gone; LookupError if nobody retired it."""
    layout = layout_or_error(table, dealer)
    retired = table.get(keys.retirement_key(dealer, device))
    if retired is None:
        raise LookupError(f"{device[:200]!r} was not retired")
    log(table, "unretire", dealer, word, device=device, site=retired["site"])
    table.delete_many([items.key_of(retired)])
    latest = table.get(keys.device_key(dealer, device))
    if latest is not None:
        key, order = need_keys(dealer, latest["site"], device, json.loads(latest["entry"]), layout)
        needed = {"list_key": key, "list_order": order}
        table.change_if(items.key_of(latest), needed, "order", latest["order"])  # a later one says its own
        mark_row(table, dealer, latest["site"], device, retired_at="")
    return "back"


def manage(table: Table, word: Word, dealer: str, device: str) -> str:
    """Count a device among those that the dealer manages, as every one is until it says otherwise."""
    latest = latest_or_error(table, dealer, device)
    log(table, "manage", dealer, word, device=device, site=latest["site"])
    table.delete_many([keys.unmanaged_key(dealer, device)])
    mark_row(table, dealer, latest["site"], device, is_managed=True)
    return "managed"


def unmanage(table: Table, word: Word, dealer: str, device: str) -> str:
    """Count a device among those that the dealer does not manage: its readings are kept all the same."""
    latest = latest_or_error(table, dealer, device)
    log(table, "unmanage", dealer, word, device=device, site=latest["site"])
    about = {"kind": "unmanaged", "dealer": dealer, "device": device, "site": latest["site"]}
    table.put({**keys.unmanaged_key(dealer, device)._asdict(), **about})
    mark_row(table, dealer, latest["site"], device, is_managed=False)
    return "not managed"


def followed_site(table: Table, dealer: str, follows: str | None) -> str | None:
    """Return the one site that a followed agent is trusted for, None where it is for none or for several."""
    if not follows:
        return None
    facts, _ = facts_of(table, dealer, follows)
    sites = {binding.site for binding in bindings_of(facts).values()}
    return sites.pop() if len(sites) == 1 else None


def site_for(table: Table, dealer: str, signer: AgentKey, site: str | None) -> str:
    """Return the site for which a sender is to be trusted: the named one, else that of whom it follows.

    LookupError if there is no such sender or site, or if nothing is known of whom it follows.
    """
    known = signer_or_error(table, dealer, signer)
    site = site or followed_site(table, dealer, known.get("follows"))
    if site is None:
        raise LookupError("it follows no sender of one known site: name the site")
    site_or_error(table, dealer, site)
    return site


def signer_or_error(table: Table, dealer: str, signer: AgentKey) -> SignerItem:
    """Return a sender's item; LookupError if there is none."""
    item = table.get(keys.signer_key(dealer, *signer))
    if item is None:
        raise LookupError(f"{dealer} has no sender {signer.agent[:200]!r} with the key {signer.key[:80]!r}")
    return item


def latest_or_error(table: Table, dealer: str, device: str) -> LatestItem:
    """Return a device's latest item; LookupError if there is no such dealer or device."""
    layout_or_error(table, dealer)
    latest = table.get(keys.device_key(dealer, device))
    if latest is None:
        raise LookupError(f"{dealer} has no device {device[:200]!r}")
    return latest


def _rows_of_run(table: Table, dealer: str, agent: str, run: int) -> list[ReportItem]:
    _, agent_keys = facts_of(table, dealer, agent)
    partitions = [keys.signer_key(dealer, agent, key).pk for key in agent_keys]
    return [row for one in partitions for row in table.query(one, keys.run_prefix(run))]


def _counts(what: str, left: int) -> str:
    return f"{what}; {left} tasks are left to do and are under way" if left else what
