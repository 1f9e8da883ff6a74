"""What only several readings of one device show, whichever agents made them."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from agent.core.model.shown_text import shortened
from agent.core.report_format.completed import completed
from agent.core.reporting.attention import printer_name
from cloud.core.analysis.finding import COUNTER_FELL, METER, TWO_SITES, Finding
from cloud.core.messages import analysis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agent.core.report_format.received_printer import ReceivedPrinter
    from cloud.core.item_types import ReadingItem


def fleet_findings(readings: Iterable[ReadingItem]) -> Iterator[Finding]:
    """Yield what readings of some days (items, of as many devices as there are) say together.

    One device at two sites has two printers with its serial number, or moved; a life count that a later
    reading has lower is no count to bill by.
    """
    of_device: dict[str, list[ReadingItem]] = {}
    for reading in readings:
        of_device.setdefault(reading["device"], []).append(reading)
    for device, its in of_device.items():
        ordered = sorted(its, key=lambda item: str(item["order"]))
        newest = completed(_entry_of(ordered[-1]))
        about = {
            "device": device,
            "printer": shortened(printer_name(newest)),
            "serial_number": newest.get("serial_number"),
        }
        yield from _at_two_sites(device, ordered, about)
        yield from _fell(device, ordered, about)


def _entry_of(reading: ReadingItem) -> ReceivedPrinter:
    """Return the counted part of an entry that a reading has, with the names that its item has."""
    part = json.loads(reading["entry"])
    named = {"id": reading["device"], "read_at": None, "read_status": "ok"}
    return cast("ReceivedPrinter", named | part)


def _at_two_sites(
    device: str, ordered: list[ReadingItem], about: Mapping[str, str | int | None]
) -> Iterator[Finding]:
    sites = sorted({item["site"] for item in ordered})
    if len(sites) > 1:
        details = {**about, "flag": TWO_SITES, "sites": " ".join(sites), "site_ids": "\n".join(sites)}
        text = analysis.two_sites([shortened(site) for site in sites])
        yield Finding(METER, ordered[-1]["site"], f"{device} {TWO_SITES}", text, details=details)


def _fell(
    device: str, ordered: list[ReadingItem], about: Mapping[str, str | int | None]
) -> Iterator[Finding]:
    counts = [(item["site"], count) for item in ordered if (count := _life(item)) is not None]
    for (_, (before, unit)), (site, (after, unit_after)) in pairwise(counts):
        if unit == unit_after and after < before:
            details = {**about, "flag": COUNTER_FELL, "before": before, "after": after}
            text = analysis.counter_fell(before, after)
            yield Finding(METER, site, f"{device} {COUNTER_FELL}", text, details=details)


def _life(item: ReadingItem) -> tuple[int, str | None] | None:
    life = _entry_of(item).get("life_count") or {}
    value = life.get("value")
    return None if value is None else (value, life.get("unit"))
