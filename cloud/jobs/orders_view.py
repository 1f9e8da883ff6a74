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
    from collections.abc import Mapping

    from cloud.core.orders.demand import PartDemand
    from cloud.core.orders.order import Order
    from cloud.core.portal.decision import LastDecision
    from cloud.edge.table import Table

MOST = 20_000  # orders that are not closed, of which a dealer has some for every tenth printer
CLOSED_SHOWN = 500  # the newest


def orders_page(table: Table, person: Person, tab: str, site: str = "") -> OrdersPage:
    """Return a dealer's orders in one of TABS, of one office if it is named; ProblemDetails for another."""
    check(person, "orders")
    _check_tab(tab)
    open_ones = _of_site(_orders(table, person.dealer), site)
    found = _of_site(_orders(table, person.dealer, CLOSED), site) if tab == CLOSED else open_ones
    rows = _rows(table, person.dealer, [one for one in found if tab in {CLOSED, one.state}], tab)
    return OrdersPage(
        tab=tab,
        parcels=parcels_of(rows, (deed for deed in DEEDS if person.may(deed))),
        counts={one: sum(order.state == one for order in open_ones) for one in TABS if one != CLOSED},
        demand=tuple(demand_now(table, person)),
    )


def order_rows(table: Table, person: Person, tab: str = "", site: str = "") -> list[OrderRow]:
    """Return a dealer's orders: those that are not closed, or those in one of TABS; of all offices or one.

    ProblemDetails: 403 without the right, 400 where there is no such tab.
    """
    check(person, "orders")
    return orders_of(table, person.dealer, tab, site)


def orders_of(table: Table, dealer: str, tab: str = "", site: str = "") -> list[OrderRow]:
    """Return a dealer's orders as order_rows, of whoever asks for them."""
    _check_tab(tab or CLOSED)
    found = _of_site(_orders(table, dealer, tab), site)
    return _rows(table, dealer, [one for one in found if tab in {"", CLOSED, one.state}], tab)


def _check_tab(tab: str) -> None:
    if tab not in TABS:
        raise ProblemDetails(400, "state", f"state is one of {', '.join(TABS)}.")


def _orders(table: Table, dealer: str, tab: str = "") -> list[Order]:
    """Return the orders that are not closed; of CLOSED the newest."""
    if tab == CLOSED:
        items = table.query(past_orders_partition(dealer), newest_first=True, limit=CLOSED_SHOWN)
    else:
        items = table.query(orders_partition(dealer), limit=MOST)
    return [order_in(item) for item in items]


def _of_site(orders: list[Order], site: str) -> list[Order]:
    return [one for one in orders if site in {"", one.site}]


def _rows(table: Table, dealer: str, orders: list[Order], tab: str) -> list[OrderRow]:
    names = _office_names(table, dealer) if orders else {}
    last = last_decisions(table, dealer, ORDER) if orders and tab != CLOSED else {}
    return [_row(order, names, last) for order in orders]


def _row(order: Order, names: Mapping[str, str], last: Mapping[str, LastDecision]) -> OrderRow:
    said = last.get(keys.subject(ORDER, order.device, order.place))
    return OrderRow(order, names.get(order.site, order.site), said, said.version if said else "")


def demand_now(table: Table, person: Person) -> list[PartDemand]:
    """Return the demand of a dealer's printers, as the last analysis of each shard found it."""
    check(person, "orders")
    shards = table.query(demand_partition(person.dealer))
    return summed(line for item in shards for line in demand_in(item["parts"]))


def parcel_label(table: Table, person: Person, device: str, site: str) -> ParcelLabel:
    """Return the label of what is approved or sent for a printer at a site; ProblemDetails (404) for none."""
    check(person, "orders")
    begins = f"{keys.part(device)}#"
    found = [order_in(item) for item in table.query(orders_partition(person.dealer), begins)]
    orders = tuple(one for one in found if one.site == site and one.state in {APPROVED, SENT})
    if not orders:
        raise ProblemDetails(404, "device", "Nothing is approved or sent for this printer.")
    office = table.get(keys.site_key(person.dealer, site))
    dealer = table.get(keys.dealer_key(person.dealer))
    return ParcelLabel(
        sender=dealer["name"] if dealer else person.dealer,
        office=office["name"] if office else site,
        settings=settings_in(office),
        orders=orders,
    )


def _office_names(table: Table, dealer: str) -> dict[str, str]:
    """Return the names of a dealer's offices by their ids."""
    layout = layout_of_dealer(table, dealer) or FIRST
    sites = listed(table, keys.shards_of(dealer, layout.lists, "sites"), only=("site", "name"))
    return {item["site"]: item["name"] for item in islice(sites, MOST)}
