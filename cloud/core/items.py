"""The items of mails, reports, signers, sites and codes, as the table holds them."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.proof import MAX_RUN, Proven, utc
from cloud.core.states import QUARANTINED, Stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cloud.core import item_types
    from cloud.core.item_types import Item
    from cloud.core.keys import Key
    from cloud.core.layout import Layout
    from cloud.core.trust import Succession

MAIL_KEPT = timedelta(days=400)  # an item of a mail; the raw mail lives as long as its bucket says
REFUSED = "refused"  # the outcome of a mail that holds no proven report
TRUSTED = "trusted"  # how a signer stands; the other one is QUARANTINED
REJECTED = "rejected"  # a signer that the dealer shut out: it waits for nobody's word
CODE_KEPT = timedelta(days=90)  # a code that nobody used
WAITING_KEPT = timedelta(days=30)  # a report of a signer that nobody spoke for; its raw mail stays longer
_OFFSET = re.compile(r"[+-]\d\d:\d\d$", re.ASCII)
MOST_LISTED = 1000  # runs or printers that a report names: of more, the first
MOST_OCTETS = 50_000  # of their list: an item of the table holds 400 KB


def mail_item(
    dealer: str, raw_key: str, arrived: datetime, outcome: item_types.MailOutcome, layout: Layout
) -> item_types.MailItem:
    """Return the item of a mail; `outcome` is a refusal's reason and detail, or which report it holds."""
    day = arrived.date()
    is_refused = outcome["outcome"] == REFUSED
    key = keys.mail_key(dealer, day, raw_key, layout.on(day))
    return {
        "pk": key.pk,
        "sk": key.sk,
        "list_key": keys.refused(dealer, day, raw_key, layout.on(day)) if is_refused else None,
        "list_order": f"{utc(arrived)}#{keys.part(raw_key)}" if is_refused else None,
        "kind": "mail",
        "dealer": dealer,
        "mail": raw_key,
        "arrived": utc(arrived),
        "expires": int((arrived + MAIL_KEPT).timestamp()),
        **outcome,
    }


def report_item(dealer: str, proven: Proven, raw_key: str) -> item_types.ReportItem:
    """Return the item of a proven report without its state, which is settled afterwards.

    `retired` are the agent's ids of printers that it gave up, `cancelled` the runs that it says were
    ended before they left, each with its agent: both as JSON.
    """
    content = proven.content
    key = keys.report_key(dealer, proven.agent, proven.key, proven.run, proven.sha256)
    return {
        "pk": key.pk,
        "sk": key.sk,
        "kind": "report",
        "dealer": dealer,
        "agent": proven.agent,
        "key": proven.key,
        "run": proven.run,
        "sha256": proven.sha256,
        "previous": content.get("previous_sha256"),
        "report_id": content["report_id"],
        "made_at": utc(proven.made_at),
        "printers": len(content["printers"]),
        "retired": _listed(one["id"] for one in content.get("retired") or ()),
        "cancelled": _listed(cancelled_runs(content)),
        "mail": raw_key,
        "arrived": utc(proven.arrived),
    }


def cancelled_runs(content: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield the runs that a report names as cancelled, each with its agent: this one, or one that it follows.

    A run is an object with agent_id and run_number, or a number alone.
    """
    said, own = content.get("cancelled_runs"), content["agent"]["id"]
    for one in said if isinstance(said, list) else ():
        run, agent = (one.get("run_number"), one.get("agent_id")) if isinstance(one, dict) else (one, own)
        if type(run) is int and 1 <= run <= MAX_RUN:
            yield agent if isinstance(agent, str) else own, run


def _listed(found: Iterable[str | tuple[str, int]]) -> str | None:
    some = list(islice(found, MOST_LISTED))
    while some and len(_json(some).encode("utf-8", "replace")) > MOST_OCTETS:
        some = some[: len(some) // 2]
    return _json(some) if some else None


def _json(some: list[Any]) -> str:
    return json.dumps(some, ensure_ascii=False, separators=(",", ":"))


def expires_of(row: item_types.ReportItem, state: str) -> int | None:
    """Return when a report's item goes by itself, seconds since 1970: only one that nobody spoke for does."""
    if state != QUARANTINED:
        return None
    return int((datetime.fromisoformat(row["arrived"]) + WAITING_KEPT).timestamp())


def stored_of(item: item_types.ReportItem) -> Stored:
    """Return the report that an item holds."""
    return Stored(
        agent=item["agent"],
        key=item["key"],
        run=item["run"],
        sha256=item["sha256"],
        previous=item.get("previous"),
        mail=item["mail"],
    )


def signer_values(dealer: str, proven: Proven) -> Item:
    """Return the values of a signer's last report; how it stands is settled afterwards."""
    content = proven.content
    follows = content["agent"].get("follows")
    return {
        "kind": "signer",
        "dealer": dealer,
        "agent": proven.agent,
        "key": proven.key,
        "last": f"{proven.run:010d}#{proven.sha256}",
        "last_run": proven.run,
        "last_made_at": utc(proven.made_at),
        "offset": offset[0] if (offset := _OFFSET.search(content["scan"]["began"])) else None,
        "said_site": content["site"]["id"],
        "said_name": content["site"].get("name"),
        "version": content["agent"]["version"],
        "platform": content["agent"].get("platform"),
        "follows": follows["id"] if follows else None,
    }


def standing(dealer: str, signer: tuple[str, str], state: str, site: str | None, layout: Layout) -> Item:
    """Return how a signer stands, as changes to its item; only a trusted one has a site."""
    agent, key = signer
    name = f"{keys.part(agent)}#{key}"
    return {
        "state": state,
        "site": site,
        "list_key": keys.signers(dealer, agent, key, layout.lists),
        "list_order": f"{state}#{name}",
        "site_key": keys.site_key(dealer, site).pk if site else None,
        "site_order": f"signer#{name}" if site else None,
    }


def succession_items(dealer: str, agent: str, succession: Succession) -> tuple[Item, Item]:
    """Return a succession as a fact of the new key and of the old one."""
    values: Item = {"kind": "succession", "dealer": dealer, "agent": agent, **asdict(succession)}
    return (
        {
            "pk": keys.signer_key(dealer, agent, succession.new).pk,
            "sk": f"fact#from#{succession.old}#{succession.run:010d}",
            **values,
        },
        {
            "pk": keys.signer_key(dealer, agent, succession.old).pk,
            "sk": f"fact#to#{succession.new}#{succession.run:010d}",
            **values,
        },
    )


def dealer_item(dealer: str, name: str, layout: Layout) -> item_types.DealerItem:
    """Return the item of a dealer, in the operator's list of them."""
    key = keys.dealer_key(dealer)
    return {
        "pk": key.pk,
        "sk": key.sk,
        "kind": "dealer",
        "dealer": dealer,
        "name": name,
        "layout": layout.text(),
        "list_key": keys.dealers(),
        "list_order": dealer,
    }


def site_item(dealer: str, site: str, name: str, layout: Layout) -> item_types.SiteItem:
    """Return the item of a site that the dealer serves."""
    key = keys.site_key(dealer, site)
    return {
        "pk": key.pk,
        "sk": key.sk,
        "kind": "site",
        "dealer": dealer,
        "site": site,
        "name": name,
        "list_key": keys.sites(dealer, site, layout.lists),
        "list_order": keys.part(site),
    }


def code_item(dealer: str, site: str, code_id: str, secret: str, until: datetime) -> item_types.CodeItem:
    """Return the item of an enrolment code for a site; mails that arrive after `until` can't use it."""
    key = keys.code_key(dealer, code_id)
    return {
        "pk": key.pk,
        "sk": key.sk,
        "kind": "code",
        "dealer": dealer,
        "site": site,
        "code_id": code_id,
        "secret": secret,
        "until": utc(until),
        "list_key": keys.codes(dealer),
        "list_order": f"{keys.part(site)}#{code_id}",
    }


def retirement_item(dealer: str, device: str, site: str, at: str) -> item_types.RetirementItem:
    """Return the item of the dealer's word that a device of a site is gone; `at` is when, as in keys."""
    key = keys.retirement_key(dealer, device)
    return {
        "pk": key.pk,
        "sk": key.sk,
        "kind": "retirement",
        "dealer": dealer,
        "device": device,
        "site": site,
        "at": at,
        "site_key": keys.site_key(dealer, site).pk,
        "site_order": f"retirement#{keys.part(device)}",
    }


def key_of(item: Mapping[str, Any]) -> Key[Any]:
    """Return the primary key of an item."""
    return keys.Key(item["pk"], item["sk"])
