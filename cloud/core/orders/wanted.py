"""Which supplies of a printer are asked for: those at their office's threshold, and colours near theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from agent.core.model.shown_text import shortened
from agent.core.report_format.completed import completed
from agent.core.reporting.attention import printer_name, supply_name
from cloud.core.analysis.printer_findings import date_of, send_by, supply_kind
from cloud.core.orders.order import ALONG, LOW, Order, place_of

if TYPE_CHECKING:
    from datetime import date

    from agent.core.report_format.received_printer import ReceivedPrinter, ReceivedSupply
    from cloud.core.portal.office import OfficeSettings

NEAR_PERCENT, NEAR_DAYS = 10, 14  # beyond its threshold a colour is near it, and goes along in the parcel
LONGEST = 255  # characters: what an agent reads of a device is cut there
_COLOURS = frozenset({"toner", "ink"})


class PlacedSupply(NamedTuple):
    """A supply as received, and what it is called."""

    supply: ReceivedSupply
    name: str


def supplies_by_place(entry: ReceivedPrinter) -> dict[str, PlacedSupply]:
    """Return a printer's supplies by their place; of one that stands twice, the first."""
    found: dict[str, PlacedSupply] = {}
    for supply, whole in zip(entry.get("supplies") or (), completed(entry)["supplies"], strict=True):
        found.setdefault(place_of(supply), PlacedSupply(supply, shortened(supply_name(whole))))
    return found


def wanted_supplies(entry: ReceivedPrinter, today: date, settings: OfficeSettings) -> dict[str, str]:
    """Return the places of the supplies to ask for, each with why: LOW, or ALONG with one that is."""
    supplies = {place: one.supply for place, one in supplies_by_place(entry).items()}
    low = [place for place, one in supplies.items() if send_by(one, today, settings) is not None]
    wanted = dict.fromkeys(low, LOW)
    if any(supply_kind(supplies[place]) in _COLOURS for place in low):
        near = (place for place, one in supplies.items() if _is_near(one, today, settings))
        wanted = dict.fromkeys(near, ALONG) | wanted
    return wanted


def with_facts(order: Order, entry: ReceivedPrinter, today: date, settings: OfficeSettings) -> Order:
    """Return an order with the facts that the newest entry of its device has of it."""
    placed = supplies_by_place(entry).get(order.place)
    if placed is None:
        return order
    supply, ends = placed.supply, placed.supply.get("empties") or {}
    leaves = send_by(supply, today, settings)
    return replace(
        order,
        printer=shortened(printer_name(completed(entry))),
        manufacturer=_short(entry.get("manufacturer")),
        model=_short(entry.get("model")),
        serial_number=_short(entry.get("serial_number")),
        asset_number=_short(entry.get("asset_tag")),
        location=_short(entry.get("location")),
        supply=placed.name,
        supply_type=_short(supply.get("type")),
        colorant=_short(supply.get("colorant")),
        part_number=_short(supply.get("part_number")),
        percent_left=supply.get("percent_left"),
        send_by=_iso(leaves),
        earliest=_iso(date_of(ends.get("earliest"))),
        likely=_iso(date_of(ends.get("likely"))),
        latest=_iso(date_of(ends.get("latest"))),
    )


def _is_near(supply: ReceivedSupply, today: date, settings: OfficeSettings) -> bool:
    percent = supply.get("percent_left")
    if percent is None or supply_kind(supply) not in _COLOURS:
        return False
    low, days = settings.threshold(supply_kind(supply))
    earliest = date_of((supply.get("empties") or {}).get("earliest"))
    is_soon = earliest is not None and earliest <= today + timedelta(days=days + NEAR_DAYS)
    return percent <= low + NEAR_PERCENT or is_soon


def _short(text: str | None) -> str | None:
    return text[:LONGEST] if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
