"""Each morning's look at the orders of one device: what is closed, taken back, asked for, held, troubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.orders.cartridges import UNKNOWN, CartridgePast
from cloud.core.orders.order import ASKED, IGNORED, IN_PRINTER, MOVED, NOT_NEEDED, OPEN, SENT, Order, Step
from cloud.core.orders.wanted import with_facts
from cloud.core.proof import utc

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent.core.report_format.received_printer import ReceivedPrinter
    from cloud.core.portal.office import OfficeSettings


class DeviceNow(NamedTuple):
    """How a device stands: where, its newest entry, its wanted supplies, the past of each by place.

    `removed` is why nothing is sent to it (order.TROUBLES), "" while it is in use.
    """

    device: str
    site: str
    entry: ReceivedPrinter
    settings: OfficeSettings
    wanted: Mapping[str, str]
    pasts: Mapping[str, CartridgePast]
    removed: str = ""


class Renewal(NamedTuple):
    """What becomes of a device's orders: those that stand, closed ones, those that are forgotten."""

    kept: tuple[Order, ...] = ()
    closed: tuple[Order, ...] = ()
    forgotten: tuple[Order, ...] = ()


def renewed(orders: Mapping[str, Order], now: DeviceNow, moment: datetime) -> Renewal:
    """Return the orders of a device (by place) after a moment (aware), new ones among the kept."""
    kept: list[Order] = []
    closed: list[Order] = []
    forgotten: list[Order] = []
    for order in orders.values():
        changed = _changed(order, now)
        if changed is not None and order.state in OPEN:
            closed.append(order.moved(_closing(order, changed)))
        elif changed is not None or _is_taken_back(order, now):
            forgotten.append(order)  # what was ignored holds until the next cartridge
        else:
            kept.append(_still(order, now, moment.date()))
    new = () if now.removed else now.wanted.keys() - {one.place for one in kept}
    step = Step(ASKED, utc(moment))
    kept += (asked_order(place, now.wanted[place], now, step, moment.date()) for place in sorted(new))
    return Renewal(tuple(kept), tuple(closed), tuple(forgotten))


def without_device(orders: Mapping[str, Order], trouble: str) -> Renewal:
    """Return the orders of a device that is not there any more: what was decided stays, as trouble."""
    touched = [order for order in orders.values() if not order.is_untouched and order.state in OPEN]
    kept = tuple(replace(order, trouble=trouble) for order in touched)
    return Renewal(kept, (), tuple(one for one in orders.values() if one not in touched))


def _changed(order: Order, now: DeviceNow) -> datetime | None:
    return now.pasts.get(order.place, UNKNOWN).changed_after(datetime.fromisoformat(order.read_at))


def _closing(order: Order, changed: datetime) -> Step:
    """Return the step that closes an order: what was put in before it was sent was the office's own."""
    is_ours = order.state == SENT and changed >= datetime.fromisoformat(order.at(SENT))
    return Step(IN_PRINTER if is_ours else NOT_NEEDED, utc(changed))


def _is_taken_back(order: Order, now: DeviceNow) -> bool:
    """Return whether an order ends with its printer, or is not wanted and nobody decided anything of it."""
    if now.removed:
        return order.is_untouched or order.state == IGNORED
    return order.is_untouched and order.place not in now.wanted


def _still(order: Order, now: DeviceNow, today: date) -> Order:
    """Return an order that stands, with today's facts while it is still only asked for."""
    if order.state == IGNORED:
        return order
    if order.state != ASKED:
        return replace(order, trouble=now.removed or (MOVED if order.site != now.site else ""))
    fresh = replace(order, site=now.site, trouble=now.removed)
    held = now.pasts.get(order.place, UNKNOWN).held
    return replace(with_facts(fresh, now.entry, today, now.settings), held=held)


def asked_order(place: str, reason: str, now: DeviceNow, step: Step, today: date) -> Order:
    """Return a new order of a device's supply."""
    new = Order(now.device, place, now.site, step.state, reason, (step,), str(now.entry["read_at"]))
    return _still(new, now, today)
