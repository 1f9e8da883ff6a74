"""Files of orders for a dealer's own programs: downloaded, or mailed to the one address that is set."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.erp.erp_file import ErpFile, erp_file
from cloud.core.erp.erp_letter import letter_content
from cloud.core.erp.erp_profile import NAME, ErpProfile, brought_names, brought_text, erp_profile_of
from cloud.core.erp.order_rows import COLUMNS, row_of_order
from cloud.core.layout import FIRST
from cloud.core.orders.order import APPROVED
from cloud.core.portal.decided import ERP_ADDRESS, ERP_PROFILE, MAIL_ORDERS
from cloud.core.portal.office_form import settings_in
from cloud.core.portal.person import Person, check
from cloud.jobs import dealing
from cloud.jobs.dealers import layout_of_dealer, listed
from cloud.jobs.orders_view import orders_of
from cloud.jobs.portal.asked import Asked, Deed, mark_of
from cloud.jobs.portal.last import last_decision, last_decisions
from cloud.jobs.portal.notify import ORDERS, outbox_item

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.core.portal.decision import LastDecision
    from cloud.edge.table import Table


MOST_PROFILES = 50
MOST_OFFICES = 20_000
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)


class OwnProfile(NamedTuple):
    """A profile of the dealer: its text, and the version of the last decision on it."""

    name: str
    text: str
    version: str


class ErpView(NamedTuple):
    """Which profiles there are, where mails go, and the last decisions on address and mails."""

    profiles: tuple[ErpProfile, ...]
    own: tuple[OwnProfile, ...]
    address: str
    profile: str
    address_last: LastDecision | None
    mailed_last: LastDecision | None


def erp_view(table: Table, person: Person) -> ErpView:
    """Return the content of the page of files."""
    check(person, "export")
    own, address = _own_texts(table, person.dealer), _address(table, person.dealer)
    names = sorted({*brought_names(), *own})
    said = last_decisions(table, person.dealer, ERP_PROFILE)
    versions = {name: said.get(keys.subject(ERP_PROFILE, name)) for name in own}
    return ErpView(
        profiles=tuple(_profile(name, own) for name in names),
        own=tuple(
            OwnProfile(name, text, last.version if (last := versions[name]) else "")
            for name, text in own.items()
        ),
        address=address.get("mail", ""),
        profile=address.get("profile", ""),
        address_last=last_decision(table, person.dealer, keys.subject(ERP_ADDRESS)),
        mailed_last=last_decision(table, person.dealer, keys.subject(MAIL_ORDERS)),
    )


def orders_file(table: Table, person: Person, name: str, tab: str = APPROVED) -> tuple[ErpFile, int]:
    """Return the orders in a state as a file by a profile, and how many they are.

    ProblemDetails: 403 without the right, 404 where there is no such profile, 400 for no such state.
    """
    check(person, "export")
    return _file(table, person.dealer, name, tab)


def _file(table: Table, dealer: str, name: str, tab: str) -> tuple[ErpFile, int]:
    own = _own_texts(table, dealer)
    if name not in {*brought_names(), *own}:
        raise ProblemDetails(404, "profile", f"There is no profile {name[:40]}.")
    rows = orders_of(table, dealer, tab)
    offices = _offices(table, dealer) if rows else {}
    made = (row_of_order(row.order, row.office, settings_in(offices.get(row.order.site))) for row in rows)
    return erp_file(made, _profile(name, own)), len(rows)


def file_name(file: ErpFile, now: datetime) -> str:
    """Return the name under which a file of orders is saved."""
    return f"orders-{now:%Y-%m-%d}.{file.ending}"


def _profile(name: str, own: dict[str, str]) -> ErpProfile:
    return erp_profile_of(name, own[name] if name in own else brought_text(name), COLUMNS)


def _own_texts(table: Table, dealer: str) -> dict[str, str]:
    items = table.query(_profile_key(dealer, "").pk, limit=MOST_PROFILES)
    return {item["sk"]: item["text"] for item in items}


def _address(table: Table, dealer: str) -> dict[str, str]:
    item = table.get(keys.dealer_key(dealer))
    found: dict[str, str] = json.loads((item and item.get("orders_mail")) or "{}")
    return found


def _offices(table: Table, dealer: str) -> dict[str, Any]:
    layout = layout_of_dealer(table, dealer) or FIRST
    sites = listed(table, keys.shards_of(dealer, layout.lists, "sites"), only=("site", "settings"))
    return {item["site"]: item for item in islice(sites, MOST_OFFICES)}


def _profile_key(dealer: str, name: str) -> keys.Key[dict[str, Any]]:
    return keys.Key(keys.within(dealer, "erp_profiles"), name)


def _prepare_profile(asked: Asked) -> dict[str, str]:
    """Return the facts logged of a profile: its name and a mark; an empty text takes it away."""
    about = asked.needs("name")
    text = asked.request.about.get("text", "")
    if not NAME.fullmatch(about["name"]) or about["name"] in brought_names():
        raise ProblemDetails(400, "profile_name", "A name has letters, digits and - and is none of ours.")
    if text.strip():
        erp_profile_of(about["name"], text, COLUMNS)
        own = _own_texts(asked.archive.table, asked.dealer)
        if about["name"] not in own and len(own) >= MOST_PROFILES:
            raise ProblemDetails(400, "profile", f"There are {MOST_PROFILES} profiles already.")
    return about | {"mark": mark_of(text)}


def _set_profile(asked: Asked, about: dict[str, str]) -> str:
    table, key = asked.archive.table, _profile_key(asked.dealer, about["name"])
    dealing.log(table, "erp_profile", asked.dealer, asked.word, **about)
    text = asked.request.about.get("text", "")
    if not text.strip():
        table.delete_many([key])
        return "removed"
    table.put({**key._asdict(), "kind": "erp_profile", "dealer": asked.dealer, "text": text})
    return "set"


def _prepare_address(asked: Asked) -> dict[str, str]:
    about, mail = asked.needs("profile"), asked.request.about.get("mail", "").strip()
    if mail and not _MAIL.fullmatch(mail):
        raise ProblemDetails(400, "mail", "mail is a mail address.")
    if about["profile"] not in {*brought_names(), *_own_texts(asked.archive.table, asked.dealer)}:
        raise LookupError("there is no such profile")
    return about | {"to": mail}


def _set_address(asked: Asked, about: dict[str, str]) -> str:
    dealing.log(asked.archive.table, "erp_address", asked.dealer, asked.word, **about)
    chosen = json.dumps({"mail": about["to"], "profile": about["profile"]})
    asked.archive.table.change(keys.dealer_key(asked.dealer), {"orders_mail": chosen})
    return "set"


def _prepare_mail(asked: Asked) -> dict[str, str]:
    """Return the facts logged of a mail with orders: where it goes, how many, a mark of the file."""
    chosen = _address(asked.archive.table, asked.dealer)
    if not chosen.get("mail"):
        raise LookupError("no address is set for orders")
    content = _content(asked, chosen)
    return {"to": chosen["mail"], "orders": str(content["orders"]), "mark": mark_of(content["octets"])}


def _mail(asked: Asked, about: dict[str, str]) -> str:
    """Let a mail wait with the messages of new findings: it is tried again, and told where it fails."""
    table = asked.archive.table
    body = json.dumps(_content(asked, _address(table, asked.dealer)), sort_keys=True)
    dealing.log(table, "mail_orders", asked.dealer, asked.word, **about)
    table.put_new(outbox_item(asked.dealer, ORDERS, body, asked.word.when))
    return "waits"


def _content(asked: Asked, chosen: dict[str, str]) -> dict[str, Any]:
    file, count = _file(asked.archive.table, asked.dealer, chosen["profile"], APPROVED)
    if not count:
        raise ProblemDetails(400, "take", "No order is approved.")
    return letter_content(file, file_name(file, asked.word.when), chosen["mail"], count)


ERP = {
    "erp_profile": Deed(_prepare_profile, _set_profile),
    "erp_address": Deed(_prepare_address, _set_address),
    "mail_orders": Deed(_prepare_mail, _mail),
}
