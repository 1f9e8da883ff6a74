"""What the page of orders shows: parcels by state, closed orders, the demand of the next months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.orders.order import APPROVED, ASKED, IGNORED, OPEN, SENT, Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.orders.demand import PartDemand
    from cloud.core.portal.decision import LastDecision
    from cloud.core.portal.office import OfficeSettings

CLOSED = "closed"
TABS = (*OPEN, IGNORED, CLOSED)
_NEXT = {
    ASKED: ("approve_order", "ignore_order"),
    APPROVED: ("send_order", "ignore_order"),
    SENT: ("ignore_order",),
    IGNORED: ("ask_order",),
}


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order, its office's name, and the last decision on it with its version."""

    order: Order
    office: str
    last: LastDecision | None = None
    version: str = ""


class Parcel(NamedTuple):
    """The orders of one printer that stand alike: they go in one parcel; `deeds` may be done with them."""

    rows: tuple[OrderRow, ...]
    deeds: tuple[str, ...] = ()

    @property
    def first(self) -> OrderRow:
        """The order that is the first to be empty: what is said of printer and office is one for all."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class ParcelLabel:
    """What stands on a parcel: its sender, its office with what is set for that, and the orders in it."""

    sender: str
    office: str
    settings: OfficeSettings
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """The parcels in one of TABS, how many orders each tab has, and the demand."""

    tab: str
    parcels: tuple[Parcel, ...]
    counts: Mapping[str, int]
    demand: tuple[PartDemand, ...]


def parcels_of(rows: Iterable[OrderRow], deeds: Iterable[str] = ()) -> tuple[Parcel, ...]:
    """Return rows of one state as parcels, the most urgent first; `deeds` are those that a person may do."""
    found: dict[tuple[str, str, str], list[OrderRow]] = {}
    for row in sorted(rows, key=_urgency):
        found.setdefault((row.order.site, row.order.device, row.order.state), []).append(row)
    allowed = frozenset(deeds)
    return tuple(Parcel(tuple(its), _deeds(its[0].order, allowed)) for its in found.values())


def _deeds(order: Order, allowed: frozenset[str]) -> tuple[str, ...]:
    return tuple(deed for deed in _NEXT.get(order.state, ()) if deed in allowed)


def _urgency(row: OrderRow) -> tuple[str, str, str, str]:
    order = row.order
    return order.send_by or "9999", row.office.casefold(), order.device, order.place
