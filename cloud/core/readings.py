"""What a report tells of its devices, as items: of each one reading, and its latest if none is later.

A device's latest is the greatest in `order`: time of reading, run, agent, SHA-256. So it does not
matter which of two agents, or of two reports, came first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.report_format.completed import completed
from agent.core.reporting.attention import need_of
from cloud.core import keys
from cloud.core.proof import Proven, compact, moment, utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.report_format.received_printer import ReceivedPrinter
    from cloud.core.item_types import Item, LatestItem, OfReading, ReadingItem
    from cloud.core.layout import Layout

TOLD = frozenset({"ok", "partial", "stale"})  # missing: values of more than a week ago, told before

# What a history and a bill are made of; the rest of an entry stands in `latest` alone.
COUNTED_PART = (
    *("read_status", "status", "life_count", "impressions", "print", "copy", "fax", "scan"),
    *("counters_source", "supplies", "flags", "detected_errors", "state_reasons", "manufacturer", "model"),
    *("serial_number", "location", "host_name", "ip_address", "firmware"),
)
SUPPLY_PART = (
    *("index", "class", "type", "colorant", "unit", "level", "max_capacity", "level_state", "percent_left"),
    *("part_number", "serial_number"),
)
NO_SERIAL = "placeholder_serial"  # the flag of a serial number that many devices share
URGENT, LATER = "0", "1"  # how what needs something is ranked


@dataclass(frozen=True, slots=True)
class DeviceItems:
    """What a report tells of one device: the item of its history, and what its latest would be."""

    reading: ReadingItem
    latest: LatestItem


def device_items_of(proven: Proven, dealer: str, site: str, layout: Layout) -> tuple[DeviceItems, ...]:
    """Return the items of a report; of a device that stands in it twice with one time, the last."""
    newest_items: dict[tuple[str, str], DeviceItems] = {}
    for entry in proven.content["printers"]:
        if entry["read_status"] in TOLD and entry["read_at"]:
            one = _items_of(proven, dealer, site, entry, layout)
            newest_items[one.reading["pk"], one.reading["sk"]] = one
    return tuple(newest_items.values())


def fold(readings: Iterable[ReadingItem]) -> list[ReadingItem]:
    """Return one of the readings that several reports of an agent repeat, in the order of time."""
    newest: dict[tuple[str, str], ReadingItem] = {}
    for reading in sorted(readings, key=lambda item: str(item["order"])):
        newest[reading["read_at"], reading["agent"]] = reading
    return list(newest.values())


def _items_of(proven: Proven, dealer: str, site: str, entry: ReceivedPrinter, layout: Layout) -> DeviceItems:
    device = device_of(entry, proven.agent)
    read = moment(entry["read_at"] or "")
    order = f"{utc(read)}#{proven.run:010d}#{keys.part(proven.agent)}#{proven.sha256}"
    shared: OfReading = {
        "dealer": dealer,
        "site": site,
        "device": device,
        "agent": proven.agent,
        "key": proven.key,
        "run": proven.run,
        "sha256": proven.sha256,
        "read_at": utc(read),
        "order": order,
    }
    of_reading, of_latest = keys.reading_key(dealer, device, order), keys.device_key(dealer, device)
    reading: ReadingItem = {
        "pk": of_reading.pk,
        "sk": of_reading.sk,
        "kind": "reading",
        **shared,
        "report_id": proven.content["report_id"],
        "day_key": keys.day(dealer, read.date(), device, layout.on(read.date())),
        "day_order": f"{utc(read)}#{keys.part(device)}",
        "entry": compact(_counted_part(entry)).decode(),
    }
    list_key, list_order = need_keys(dealer, site, device, entry, layout)
    latest: LatestItem = {
        "pk": of_latest.pk,
        "sk": of_latest.sk,
        "kind": "latest",
        **shared,
        "site_key": keys.site_key(dealer, site).pk,
        "site_order": f"device#{keys.part(device)}",
        "report_id": proven.content["report_id"],
        "list_key": list_key,
        "list_order": list_order,
        "entry": compact(entry).decode(),
    }
    return DeviceItems(reading, latest)


def need_keys(
    dealer: str, site: str, device: str, entry: ReceivedPrinter, layout: Layout
) -> tuple[str | None, str | None]:
    """Return key and order in the list of what needs something, None and None where nothing is needed."""
    need = need_of(completed(entry))
    if need is None:
        return None, None
    rank = URGENT if need.urgent else LATER
    order = f"{rank}#{keys.part(site)}#{keys.part(device)}"
    return keys.needs(dealer, device, layout.lists), order


def _counted_part(entry: ReceivedPrinter) -> Item:
    whole: Item = {**entry}
    part = {name: whole[name] for name in COUNTED_PART if whole.get(name) is not None}
    supplies = part.get("supplies") or ()
    slim = [{n: supply[n] for n in SUPPLY_PART if supply.get(n) is not None} for supply in supplies]
    return {**part, "supplies": slim}


def device_of(entry: ReceivedPrinter, agent: str) -> str:
    """Return the dealer-wide name of a device: maker and serial, else MAC, else the agent's own id.

    A serial counts only with its maker: makers number for themselves. Its leading zeros don't count, as
    in the agent's own matching. The three kinds begin differently, so that no serial can be written to
    look like an address.
    """
    maker = _plain(entry.get("manufacturer"))
    serial = _plain(entry.get("serial_number")).lstrip("0")
    if maker and serial and NO_SERIAL not in (entry.get("flags") or ()):
        return f"serial:{maker}:{serial}"
    if entry.get("mac_address"):
        return f"mac:{entry['mac_address']}"
    return f"agent:{agent}:{entry['id']}"


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().replace(":", " ").split())
