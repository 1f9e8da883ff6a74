"""What people decide of orders: ask, approve, send, ignore; each from the states that it may follow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.orders.order import (
    APPROVED,
    ASKED,
    IGNORED,
    OPEN,
    PERSON,
    RETIRED,
    SENT,
    UNMANAGED,
    Order,
    Step,
    order_in,
    order_item,
)
from cloud.core.orders.order_keys import order_key
from cloud.core.orders.orders_renewal import DeviceNow, asked_order
from cloud.core.orders.wanted import supplies_by_place
from cloud.core.portal.office_form import settings_in
from cloud.core.proof import utc
from cloud.jobs import dealing, judging
from cloud.jobs.orders import device_past
from cloud.jobs.portal.asked import Asked, Deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloud.core.item_types import LatestItem, OrderItem


TRIES = 5  # the analysis may write to an order at the same time
LONGEST_TRACKING = 200  # characters
# What each deed makes of an order, and the states that it may follow; None is no order.
_STEPS: dict[str, tuple[str, frozenset[str | None]]] = {
    "ask_order": (ASKED, frozenset({None, IGNORED})),
    "approve_order": (APPROVED, frozenset({ASKED})),
    "send_order": (SENT, frozenset({APPROVED})),
    "ignore_order": (IGNORED, frozenset(OPEN)),
}


def _prepare(asked: Asked) -> dict[str, str]:
    """Return the facts that are logged of a step: printer, supply, office, and a parcel's tracking."""
    about = asked.needs("device", "place")
    latest = asked.archive.table.get(keys.device_key(asked.dealer, about["device"]))
    order = _order(asked, about)
    if latest is None and order is None:
        raise LookupError("there is no such device")
    tracking = asked.request.about.get("tracking", "").strip()
    if len(tracking) > LONGEST_TRACKING or not tracking.isprintable():
        expected = f"tracking is one line of {LONGEST_TRACKING} characters at most."
        raise ProblemDetails(400, "tracking", expected)
    site = order[0].site if order else latest["site"] if latest else ""
    return about | {"site": site} | ({"tracking": tracking} if tracking else {})


def _order(asked: Asked, about: dict[str, str]) -> tuple[Order, OrderItem] | None:
    item = asked.archive.table.get(order_key(asked.dealer, about["device"], about["place"]))
    return (order_in(item), item) if item else None


def _step(what: str) -> Callable[[Asked, dict[str, str]], str]:
    def do(asked: Asked, about: dict[str, str]) -> str:
        table, state = asked.archive.table, _STEPS[what][0]
        for _ in range(TRIES):
            found = _order(asked, about)
            if found is not None and found[0].state == state and not found[0].is_untouched:
                return state  # carried out before it was cut off
            item = order_item(asked.dealer, _moved(asked, about, found[0] if found else None))
            dealing.log(table, what, asked.dealer, asked.word, **about)
            if table.replace(item, "mark", found[1]["mark"]) if found else table.put_new(item):
                return state
        raise TimeoutError("others keep writing to this order")

    return do


def _moved(asked: Asked, about: dict[str, str], order: Order | None) -> Order:
    """Return an order one step further; ProblemDetails where it can't go there."""
    state, follows = _STEPS[asked.request.what]
    if (order.state if order else None) not in follows:
        raise ProblemDetails(409, "order", f"The order is {order.state if order else 'closed'}.")
    step = Step(state, utc(asked.word.when), asked.word.who, asked.word.why)
    if order is None or state == ASKED:
        return _new(asked, about, step)
    _check(asked, order)
    return order.moved(step, tracking=about.get("tracking", order.tracking))


def _check(asked: Asked, order: Order) -> None:
    """Raise ProblemDetails where a step needs a reason, or its printer is not there any more."""
    if asked.request.what == "ignore_order":
        return
    if order.held and order.state == ASKED and not asked.word.why:
        raise ProblemDetails(400, "held", "This order is held: say why it is sent all the same.")
    latest = asked.archive.table.get(keys.device_key(asked.dealer, order.device))
    removed = _removed(asked, latest)
    if removed:
        raise ProblemDetails(
            409, "removed", f"The printer is {removed}: ignore its order, or take that back."
        )


def _removed(asked: Asked, latest: LatestItem | None) -> str:
    table = asked.archive.table
    if latest is None:
        return "gone"
    retired = table.get(keys.retirement_key(asked.dealer, latest["device"]))
    if retired is not None and latest["read_at"] <= retired["at"]:
        return RETIRED
    unmanaged = table.get(keys.unmanaged_key(asked.dealer, latest["device"]))
    return UNMANAGED if unmanaged is not None else ""


def _new(asked: Asked, about: dict[str, str], step: Step) -> Order:
    """Return an order that a person asks for."""
    table, dealer = asked.archive.table, asked.dealer
    latest = judging.latest_or_error(table, dealer, about["device"])
    removed = _removed(asked, latest)
    if removed:
        raise ProblemDetails(409, "removed", f"The printer is {removed}: nothing is sent to it.")
    entry = json.loads(latest["entry"])
    if about["place"] not in supplies_by_place(entry):
        raise LookupError("the printer has no such supply")
    settings = settings_in(table.get(keys.site_key(dealer, latest["site"])))
    pasts = device_past(table, dealer, about["device"], asked.word.when)
    now = DeviceNow(about["device"], latest["site"], entry, settings, {}, pasts)
    return asked_order(about["place"], PERSON, now, step, asked.word.when.date())


ORDERS = {what: Deed(_prepare, _step(what)) for what in _STEPS}
