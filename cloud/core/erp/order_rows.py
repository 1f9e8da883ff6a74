"""Orders as the rows of a file: what an importer may ask of an order and its office."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from cloud.core.orders.order import APPROVED, ASKED, IN_PRINTER, NOT_NEEDED, SENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.core.orders.order import Order
    from cloud.core.portal.office import OfficeSettings

ADDRESS_LINES = 5
COLUMNS = (
    *("OrderId", "State", "Reason", "AskedAt", "ApprovedAt", "ApprovedBy", "SentAt", "SentBy", "ClosedAt"),
    *("Note", "Tracking", "SiteId", "Office", "Contact", "Phone", "Mail", "ShipTo"),
    *(f"ShipTo{number}" for number in range(1, ADDRESS_LINES + 1)),
    *("Printer", "Manufacturer", "Model", "SerialNumber", "AssetNumber", "Location"),
    *("PartNumber", "Supply", "SupplyType", "Colorant", "Quantity", "PercentLeft", "ShipBy", "EarliestEmpty"),
)


def order_id(order: Order) -> str:
    """Return the number of an order: the same in every file, another for the supply's next order."""
    named = f"{order.device}#{order.place}#{order.asked_at}".encode("utf-8", "replace")
    return f"M{int.from_bytes(sha256(named).digest()[:6]):015d}"


def row_of_order(order: Order, office: str, settings: OfficeSettings) -> dict[str, object]:
    """Return the row of an order by COLUMNS; None is not known."""
    return dict(_cells(order, office, settings))


def _cells(order: Order, office: str, settings: OfficeSettings) -> Iterator[tuple[str, object]]:
    by = {step.state: step for step in order.steps}
    yield "OrderId", order_id(order)
    yield "State", order.state
    yield "Reason", order.reason
    for column, state in (("Asked", ASKED), ("Approved", APPROVED), ("Sent", SENT)):
        yield f"{column}At", _moment(order.at(state))
        yield f"{column}By", by[state].who if state in by else None
    yield "ClosedAt", _moment(order.at(IN_PRINTER) or order.at(NOT_NEEDED))
    yield "Note", order.steps[-1].why or None
    yield "Tracking", order.tracking or None
    yield "SiteId", order.site
    yield "Office", office
    yield "Contact", settings.contact or None
    yield "Phone", settings.phone or None
    yield "Mail", settings.mail or None
    lines = [line.strip() for line in settings.ship_to.splitlines() if line.strip()]
    yield "ShipTo", ", ".join(lines) or None
    for number in range(ADDRESS_LINES):
        yield f"ShipTo{number + 1}", lines[number] if number < len(lines) else None
    yield "Printer", order.printer or None
    for column in ("Manufacturer", "Model", "SerialNumber", "AssetNumber", "Location", "PartNumber"):
        yield column, getattr(order, _FIELDS[column])
    yield "Supply", order.supply or None
    yield "SupplyType", order.supply_type
    yield "Colorant", order.colorant
    yield "Quantity", 1
    yield "PercentLeft", order.percent_left
    yield "ShipBy", _day(order.send_by)
    yield "EarliestEmpty", _day(order.earliest)


_FIELDS = {
    "Manufacturer": "manufacturer",
    "Model": "model",
    "SerialNumber": "serial_number",
    "AssetNumber": "asset_number",
    "Location": "location",
    "PartNumber": "part_number",
}


def _moment(iso: str) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
