"""One supply of one device on its way: asked for, approved, sent, in the printer; as values."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.core.orders.order_keys import order_key, past_order_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent.core.report_format.received_printer import ReceivedSupply
    from cloud.core.item_types import OrderItem
    from cloud.core.keys import Key

ASKED, APPROVED, SENT, IGNORED = "asked", "approved", "sent", "ignored"
IN_PRINTER = "in_printer"  # the agent saw the new cartridge after it was sent
NOT_NEEDED = "not_needed"  # the agent saw a new cartridge before it was sent: the office had one
OPEN = (ASKED, APPROVED, SENT)
STATES = (*OPEN, IGNORED, IN_PRINTER, NOT_NEEDED)
# Why it was asked for: its threshold is reached, it goes along in one parcel, a person wanted it.
LOW, ALONG, PERSON = "low", "along", "person"
# What is wrong with the printer of an open order.
RETIRED, GONE, UNMANAGED, MOVED = "retired", "gone", "unmanaged", "moved"
TROUBLES = (RETIRED, GONE, UNMANAGED, MOVED)


class Step(NamedTuple):
    """A step of an order: `at` is UTC in ISO 8601, `who` "" for the receiver, `why` a note."""

    state: str
    at: str
    who: str = ""
    why: str = ""


class Held(NamedTuple):
    """Why an order is held: pages printed since the last change, and those of its usual cartridge."""

    printed: int
    usual: int

    @property
    def percent(self) -> int:
        """How much of its usual pages was printed."""
        return 100 * self.printed // self.usual


@dataclass(frozen=True, slots=True)
class Order:
    """An order of one supply; of a device and `place` one is open at most.

    `place` names the supply (as place_of), `reason` is why it was asked for, `read_at` (UTC, ISO 8601) the
    reading by which it was; `send_by`, `earliest`, `likely` and `latest` are ISO days, `tracking` is what the
    carrier calls its parcel, `trouble` one of TROUBLES.
    """

    device: str
    place: str
    site: str
    state: str
    reason: str
    steps: tuple[Step, ...]
    read_at: str
    printer: str = ""
    manufacturer: str | None = None
    model: str | None = None
    serial_number: str | None = None
    asset_number: str | None = None
    location: str | None = None
    supply: str = ""
    supply_type: str | None = None
    colorant: str | None = None
    part_number: str | None = None
    percent_left: int | None = None
    send_by: str | None = None
    earliest: str | None = None
    likely: str | None = None
    latest: str | None = None
    held: Held | None = None
    tracking: str = ""
    trouble: str = ""

    @property
    def asked_at(self) -> str:
        """When it was asked for, UTC in ISO 8601."""
        return self.steps[0].at

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has decided anything of it: the receiver may take it back."""
        return self.state == ASKED and all(not step.who for step in self.steps)

    def at(self, state: str) -> str:
        """Return when it came into a state last, "" if it never did."""
        return next((step.at for step in reversed(self.steps) if step.state == state), "")

    def moved(self, step: Step, **facts: Any) -> Order:  # noqa: ANN401 (its own fields)
        """Return the order one step further."""
        return replace(self, state=step.state, steps=(*self.steps, step), **facts)


def place_name(index: int, kind: str | None, colorant: str | None) -> str:
    """Return the name of a supply within its device: "1 toner black"; it survives a form's field."""
    return " ".join(f"{index} {kind or '-'} {colorant or '-'}".split())


def place_of(supply: ReceivedSupply) -> str:
    """Return the name of a supply within its device."""
    return place_name(supply["index"], supply.get("type"), supply.get("colorant"))


def order_item(dealer: str, order: Order) -> OrderItem:
    """Return an order as an item of the open and ignored ones; `mark` changes with whatever is in it."""
    return _item(order_key(dealer, order.device, order.place), dealer, order)


def past_item(dealer: str, order: Order, expires: datetime) -> OrderItem:
    """Return a closed order as an item of the past ones; the same order closed twice is one item."""
    closed = f"{order.steps[-1].at} {order.asked_at}"
    item = _item(past_order_key(dealer, closed, order.device, order.place), dealer, order)
    return {**item, "expires": int(expires.timestamp())}


def order_in(item: OrderItem) -> Order:
    """Return the order that an item holds."""
    document: dict[str, Any] = json.loads(item["order"])
    steps = tuple(Step(*one) for one in document.pop("steps"))
    held = document.pop("held")
    return Order(**document, steps=steps, held=Held(*held) if held else None)


def order_facts(order: Order) -> Mapping[str, Any]:
    """Return an order as programs read it."""
    steps = [step._asdict() for step in order.steps]
    return {**asdict(order), "steps": steps, "held": order.held._asdict() if order.held else None}


def _item(key: Key[OrderItem], dealer: str, order: Order) -> OrderItem:
    text = json.dumps(asdict(order), ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "replace").decode()  # half a character is none to the table
    return {
        "pk": key.pk,
        "sk": key.sk,
        "kind": "order",
        "dealer": dealer,
        "site": order.site,
        "device": order.device,
        "order": text,
        "mark": sha256(text.encode()).hexdigest()[:16],
    }
