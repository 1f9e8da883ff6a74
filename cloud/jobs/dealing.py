"""What the operator and a dealer decide of dealers, sites and codes; each decision is kept in the log."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from agent.core.report_format.enrolment import new_code, parse_code
from cloud.core import items, keys
from cloud.core.decisions import Decision, Word, decision_item
from cloud.core.layout import Layout, layout_for, shards_for
from cloud.core.portal.decided import decided_item
from cloud.core.portal.notify import notify_in, notify_of, notify_text
from cloud.core.proof import utc
from cloud.jobs.dealers import layout_of_dealer, listed
from cloud.jobs.parallel_calls import each

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cloud.core.item_types import Item, SiteItem
    from cloud.edge.table import Table


LONGEST = 200  # characters of a name that a person gives, and of a site's id
USUAL_OFFICES = 500
AT_A_TIME = 1000  # items of a list that are held in memory
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def layout_or_error(table: Table, dealer: str) -> Layout:
    """Return a dealer's layout; LookupError if there is no such dealer."""
    layout = layout_of_dealer(table, dealer)
    if layout is None:
        raise LookupError(f"there is no dealer {dealer[:LONGEST]!r}")
    return layout


def site_or_error(table: Table, dealer: str, site: str) -> SiteItem:
    """Return a site's item; LookupError if there is no such dealer, or no such site of it."""
    layout_or_error(table, dealer)
    item = table.get(keys.site_key(dealer, site))
    if item is None:
        raise LookupError(f"{dealer} has no site {site[:LONGEST]!r}")
    return item


def log(table: Table, what: str, dealer: str, word: Word, **about: str) -> None:
    """Keep a decision before it is carried out: a half that is cut off is told, too."""
    decision = Decision(what, dealer, word, about)
    table.put(decision_item(decision))
    last = decided_item(decision)
    if last is not None:
        table.put(last)


def add_dealer(table: Table, word: Word, dealer: str, name: str, offices: int = USUAL_OFFICES) -> None:
    """Add a dealer of about so many offices, who from now on gets reports at DEALER@domain.

    ValueError if it can't be its name, or if it is there already.
    """
    if dealer == keys.UNADDRESSED:
        raise ValueError(f"{keys.UNADDRESSED} is where mails for nobody lie")
    if not table.put_new(items.dealer_item(dealer, name_or_error(name), layout_for(offices))):
        raise ValueError(f"there is a dealer {dealer!r} already")
    log(table, "add_dealer", dealer, word, name=name)


def mail_digest(table: Table, word: Word, dealer: str, address: str) -> None:
    """Mail a dealer's digest to an address from now on, to none if it is empty.

    Raises LookupError if there is no such dealer, ValueError if it can't be an address.
    """
    if address and not _ADDRESS.fullmatch(address):
        raise ValueError(f"not a mail address: {address[:LONGEST]!r}")
    layout_or_error(table, dealer)
    log(table, "mail_digest", dealer, word, to=address)
    table.change(keys.dealer_key(dealer), {"digest_to": address or None})


def set_language(table: Table, word: Word, dealer: str, language: str) -> None:
    """Write a dealer's emails, the digest's too, in a language from now on.

    Raises LookupError if there is no such dealer, ProblemDetails if there is no such language.
    """
    layout_or_error(table, dealer)
    item = table.get(keys.dealer_key(dealer))
    notify = notify_of({"language": language}, notify_in(item))
    log(table, "set_language", dealer, word, language=language)
    table.change(keys.dealer_key(dealer), {"notify": notify_text(notify)})


def add_site(table: Table, word: Word, dealer: str, site: str, name: str) -> str:
    """Add a site that a dealer serves, or give it another name; return which of both it was."""
    layout = layout_or_error(table, dealer)
    if not site or len(site) > LONGEST or not site.isprintable():
        raise ValueError(f"a site's id is one line of 1 to {LONGEST} characters")
    item = items.site_item(dealer, site, name_or_error(name), layout)
    before = table.get(items.key_of(item))
    log(table, "rename_site" if before else "add_site", dealer, word, site=site, name=name)
    if not (
        before and table.change(items.key_of(item), {"name": item["name"], "list_key": item["list_key"]})
    ):
        table.put(item)
    return f"renamed from {before['name']!r}" if before else "added"


def issue_code(table: Table, word: Word, dealer: str, site: str, random_octets: bytes) -> str:
    """Return a new one-time code for a site; `random_octets` are 34. LookupError if there is no such site."""
    site_or_error(table, dealer, site)
    code = new_code(random_octets)
    code_id, secret = parse_code(code)
    if not table.put_new(items.code_item(dealer, site, code_id, secret, word.when + items.CODE_KEPT)):
        raise LookupError("a code of that id was issued before: try once more")
    log(table, "issue_code", dealer, word, site=site, code_id=code_id)
    return code


def open_code_or_error(table: Table, dealer: str, code_id: str) -> str:
    """Return the site of an open code; LookupError if there is none, ValueError if it was used."""
    rows = list(table.query(keys.code_key(dealer, code_id).pk))
    code = next((row for row in rows if row["kind"] == "code"), None)
    if code is None:
        raise LookupError(f"{dealer} has no code {code_id[:LONGEST]!r}")
    if any(row["kind"] == "claim" for row in rows):
        raise ValueError("the code was used: reject the sender that used it instead")
    return str(code["site"])


def withdraw_code(table: Table, word: Word, dealer: str, code_id: str) -> str:
    """Let no agent enrol with a code any more; as open_code_or_error."""
    site = open_code_or_error(table, dealer, code_id)
    log(table, "withdraw_code", dealer, word, site=site, code_id=code_id)
    now = utc(word.when)
    table.change(keys.code_key(dealer, code_id), {"until": now, "withdrawn": now})
    return "withdrawn"


def grow(table: Table, word: Word, dealer: str, offices: int, tomorrow: date) -> str:
    """Cut a dealer's lists into as many shards as so many offices need; return what is so now.

    Days keep the number that they began with, so nothing of the past moves. Lists get the new one: an item
    that still lies where it lay is found all the same, because shards only grow.
    """
    before = layout_or_error(table, dealer)
    layout = before.grown(shards_for(offices), tomorrow)
    log(table, "grow", dealer, word, offices=str(offices), shards=str(layout.lists))
    table.change(keys.dealer_key(dealer), {"layout": layout.text()})
    shards = layout.lists
    places: dict[str, Callable[[Item], str]] = {
        "sites": lambda item: keys.sites(dealer, item["site"], shards),
        "signers": lambda item: keys.signers(dealer, item["agent"], item["key"], shards),
        "alerts": lambda item: keys.alerts(dealer, int(keys.shard_of(item["owner"], shards))),
    }
    for name, place in places.items():
        old = listed(table, keys.shards_of(dealer, before.lists, name))
        while some := list(islice(old, AT_A_TIME)):
            each(partial(_move, table, place), some)
    return f"{shards} shards"


def _move(table: Table, place: Callable[[Item], str], item: Item) -> None:
    table.change(items.key_of(item), {"list_key": place(item)})


def name_or_error(name: str) -> str:
    """Return a name that a person gives; ValueError if it is none."""
    if not name.strip() or len(name) > LONGEST or not name.isprintable():
        raise ValueError(f"a name is one line of 1 to {LONGEST} characters")
    return name
