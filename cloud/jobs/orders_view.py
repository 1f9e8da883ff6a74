"""A dealer's orders and demand, read for its people and programs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.layout import FIRST
from cloud.core.orders.demand import demand_in, summed
from cloud.core.orders.order import APPROVED, SENT, order_in
from cloud.core.orders.order_keys import demand_partition, orders_partition, past_orders_partition
from cloud.core.orders.orders_page import (
    CLOSED,
    TABS,
    OrderRow,
    OrdersPage,
    ParcelLabel,
    parcels_of,
)
from cloud.core.portal.decided import ORDER
from cloud.core.portal.office_form import settings_in
from cloud.core.portal.person import DEEDS, Person, check
from cloud.jobs.dealers import layout_of_dealer, listed
from cloud.jobs.portal.last import last_decisions

if TYPE_CHECKING:
    from cloud.core.orders.demand import PartDemand
    from cloud.core.orders.order import Order
    from cloud.core.portal.decision import LastDecision
    from cloud.edge.table import Table

MOST = 5000  # open orders that are looked at; the last decisions on them, too
CLOSED_SHOWN = 100  # the newest


def orders_page(table: Table, person: Person, tab: str, site: str = "") -> OrdersPage:
    """Return a dealer's orders in one of TABS, of one office if it is named; ProblemDetails for another."""
    check(person, "orders")
    if tab not in TABS:
        raise ProblemDetails(400, "state", f"state is one of {', '.join(TABS)}.")
    names = office_names(table, person.dealer)
    items = list(table.query(orders_partition(person.dealer), limit=MOST + 1))
    of_site = [order for order in map(order_in, items[:MOST]) if site in {"", order.site}]
    last: dict[str, LastDecision] = {}
    if tab == CLOSED:
        chosen = [one for one in closed_orders(table, person.dealer) if site in {"", one.site}]
    else:
        chosen = [one for one in of_site if one.state == tab]
        last = last_decisions(table, person.dealer, ORDER)
    rows = []
    for order in chosen:
        said = last.get(keys.subject(ORDER, order.device, order.place))
        rows.append(OrderRow(order, names.get(order.site, order.site), said, said.version if said else ""))
    return OrdersPage(
        tab=tab,
        parcels=parcels_of(rows, (deed for deed in DEEDS if person.may(deed))),
        counts={one: sum(order.state == one for order in of_site) for one in TABS if one != CLOSED},
        names=names,
        demand=tuple(demand_now(table, person.dealer)),
        is_whole=len(items) <= MOST,
    )


def demand_now(table: Table, dealer: str) -> list[PartDemand]:
    """Return what a dealer's printers need, as the last analysis of each shard found it."""
    shards = table.query(demand_partition(dealer))
    return summed(line for item in shards for line in demand_in(item["parts"]))


def closed_orders(table: Table, dealer: str, most: int = CLOSED_SHOWN) -> list[Order]:
    """Return the orders that closed last, the newest first."""
    items = table.query(past_orders_partition(dealer), newest_first=True, limit=most)
    return [order_in(item) for item in items]


def parcel_label(table: Table, person: Person, device: str) -> ParcelLabel:
    """Return the label of what is approved or sent for a printer; ProblemDetails (404) for none."""
    check(person, "orders")
    begins = f"{keys.part(device)}#"
    found = [order_in(item) for item in table.query(orders_partition(person.dealer), begins)]
    orders = tuple(one for one in found if one.state in {APPROVED, SENT})
    if not orders:
        raise ProblemDetails(404, "device", "Nothing is approved or sent for this printer.")
    site = table.get(keys.site_key(person.dealer, orders[0].site))
    dealer = table.get(keys.dealer_key(person.dealer))
    return ParcelLabel(
        sender=dealer["name"] if dealer else person.dealer,
        office=site["name"] if site else orders[0].site,
        settings=settings_in(site),
        orders=orders,
    )


def office_names(table: Table, dealer: str) -> dict[str, str]:
    """Return the names of a dealer's offices by their ids."""
    layout = layout_of_dealer(table, dealer) or FIRST
    sites = listed(table, keys.shards_of(dealer, layout.lists, "sites"), only=("site", "name"))
    return {item["site"]: item["name"] for item in islice(sites, MOST)}
