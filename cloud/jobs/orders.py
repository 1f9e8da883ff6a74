"""A dealer's orders as the table holds them, and each morning's look at those of an office."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.analysis.finding import OLD, ORDER_STOPPED, SHIP, Finding, ReportedFinding
from cloud.core.analysis.office_findings import OfficeItems, presence_in
from cloud.core.analysis.presence import FORGOTTEN, GONE, SILENT
from cloud.core.messages import analysis
from cloud.core.orders import order as state
from cloud.core.orders.cartridges import cartridge_pasts
from cloud.core.orders.demand import MOST_PARTS, PartDemand, demand_of, demand_text, summed
from cloud.core.orders.order import Order, order_in, order_item, past_item
from cloud.core.orders.order_keys import demand_key, order_key, orders_partition
from cloud.core.orders.orders_renewal import DeviceNow, Renewal, renewed, without_device
from cloud.core.orders.wanted import wanted_supplies
from cloud.core.portal.decided import ORDER
from cloud.core.portal.device_story import past_of, reads_of
from cloud.core.proof import utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cloud.core.analysis.presence import Presence
    from cloud.core.item_types import LatestItem
    from cloud.core.orders.cartridges import CartridgePast
    from cloud.edge.table import Table

    OrdersByDevice = Mapping[str, Mapping[str, Order]]

PAST_DAYS = 400  # of readings: a cartridge may last for a year
MOST_READINGS = 3000  # seven a day
CLOSED_KEPT = timedelta(days=400)


def orders_by_device(table: Table, dealer: str) -> dict[str, dict[str, Order]]:
    """Return the open and ignored orders of a dealer by device and place."""
    found: dict[str, dict[str, Order]] = {}
    for item in table.query(orders_partition(dealer)):
        order = order_in(item)
        found.setdefault(order.device, {})[order.place] = order
    return found


def renew_orders(
    table: Table, dealer: str, office: OfficeItems, orders: OrdersByDevice, now: datetime
) -> Iterator[ReportedFinding]:
    """Bring an office's orders up to date; yield a finding for each printer that is gone with one open."""
    for item in office.latest:
        own = orders.get(item["device"], {})
        device = _device_now(table, dealer, office, item, own, now)
        renewal = renewed(own, device, now)
        _write(table, dealer, own, renewal, now)
        yield from _stopped(renewal.kept, office)
    here = {item["device"] for item in office.latest}
    for device_name, own in orders.items():
        lost = {place: order for place, order in own.items() if order.site == office.site}
        if lost and device_name not in here and table.get(keys.device_key(dealer, device_name)) is None:
            renewal = without_device(lost, state.GONE)
            _write(table, dealer, lost, renewal, now)
            yield from _stopped(renewal.kept, office)


def is_settled(finding: Finding, orders: OrdersByDevice) -> bool:
    """Return whether a finding is of a supply that is on its way, or that somebody said to ignore."""
    device, index = finding.details.get("device"), finding.subject.rpartition(" ")[2]
    return finding.kind == SHIP and any(
        order.state in {state.SENT, state.IGNORED} and order.place.partition(" ")[0] == index
        for order in orders.get(str(device), {}).values()
    )


def demand_in_office(office: OfficeItems, now: datetime) -> list[PartDemand]:
    """Return the demand of the printers of an office that are in use."""
    entries = ((item, json.loads(item["entry"])) for item in office.latest)
    return [
        line
        for item, entry in entries
        if _is_recent(presence_in(office, item, entry, now), now)
        for line in demand_of(entry, now.date())
    ]


def keep_demand(table: Table, dealer: str, shard: int, lines: Iterable[PartDemand], now: datetime) -> None:
    """Write down what the devices of a shard need."""
    some = summed(lines)[:MOST_PARTS]
    about = {"kind": "demand", "dealer": dealer, "analysed_at": utc(now), "parts": demand_text(some)}
    table.put({**demand_key(dealer, shard)._asdict(), **about})


def device_past(table: Table, dealer: str, device: str, now: datetime) -> Mapping[str, CartridgePast]:
    """Return the past of a device's supplies by place."""
    first = (now - timedelta(days=PAST_DAYS)).date()
    between = (f"reading#{first.isoformat()}", "reading#~")
    partition = keys.device_partition(dealer, device)
    items = table.query(partition, between=between, newest_first=True, limit=MOST_READINGS)
    return cartridge_pasts(past_of(reads_of(items)))


def _device_now(  # noqa: PLR0913, PLR0917 (each is another thing)
    table: Table,
    dealer: str,
    office: OfficeItems,
    item: LatestItem,
    own: Mapping[str, Order],
    now: datetime,
) -> DeviceNow:
    entry, device = json.loads(item["entry"]), item["device"]
    presence = presence_in(office, item, entry, now)
    is_asked_for = _is_recent(presence, now)
    wanted = wanted_supplies(entry, now.date(), office.settings) if is_asked_for else {}
    removed = ""
    if presence.state in {GONE, FORGOTTEN}:
        removed = state.RETIRED if device in office.retired else state.GONE
    elif (wanted or own) and table.get(keys.unmanaged_key(dealer, device)) is not None:
        removed = state.UNMANAGED
    pasts = device_past(table, dealer, device, now) if wanted or own else {}
    return DeviceNow(device, office.site, entry, office.settings, wanted, pasts, removed)


def _is_recent(presence: Presence, now: datetime) -> bool:
    """Return whether a device's supplies are known well enough to send some, as with findings."""
    return now.date() - presence.read <= OLD and (presence.counts or presence.state == SILENT)


def _write(table: Table, dealer: str, before: Mapping[str, Order], renewal: Renewal, now: datetime) -> None:
    """Write what differs; where a person decided meanwhile that stands, until the next morning."""
    for order in renewal.closed:
        item = table.get(order_key(dealer, order.device, order.place))
        if item is not None and order_in(item) == before[order.place]:
            table.put(past_item(dealer, order, now + CLOSED_KEPT))
            _forget(table, dealer, before[order.place])
    for order in renewal.forgotten:
        _forget(table, dealer, order)
    for order in renewal.kept:
        standing, item = before.get(order.place), order_item(dealer, order)
        if standing is None or order.asked_at != standing.asked_at:
            table.put_new(item)
        elif standing != order:
            table.replace(item, "mark", order_item(dealer, standing)["mark"])


def _forget(table: Table, dealer: str, order: Order) -> None:
    """Delete an order, and the last decision on it: the next one is another order."""
    key = order_key(dealer, order.device, order.place)
    if table.delete(key, "mark", order_item(dealer, order)["mark"]):
        about = keys.subject(ORDER, order.device, order.place)
        table.delete_many([keys.decided_key(dealer, about)])


def _stopped(kept: Iterable[Order], office: OfficeItems) -> Iterator[ReportedFinding]:
    for order in kept:
        if not order.trouble:
            continue
        details: dict[str, str | int | None] = {
            "device": order.device,
            "printer": order.printer,
            "serial_number": order.serial_number,
            "supply": order.supply,
            "supply_type": order.supply_type,
            "colorant": order.colorant,
            "part_number": order.part_number,
            "order_state": order.state,
            "trouble": order.trouble,
        }
        text = analysis.order_stopped(analysis.supply(details), order.trouble)
        subject = f"{order.device} {order.place}"
        finding = Finding(ORDER_STOPPED, office.site, subject, text, urgent=False, details=details)
        yield ReportedFinding(finding, office.site, office.name, None)
