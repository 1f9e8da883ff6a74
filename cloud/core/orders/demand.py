"""How many of each part number are needed in the next 30, 60 and 90 days, from the ranges of the forecasts.

A supply counts once: what a printer needs after the next cartridge no forecast tells.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.analysis.printer_findings import date_of
from cloud.core.orders.wanted import LONGEST, supplies_by_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from agent.core.report_format.received_printer import ReceivedEmpties, ReceivedPrinter

HORIZONS = (30, 60, 90)  # days
MOST_PARTS = 2000  # of a shard: an item of the table holds 400 KB
NO_PART = "no part number"  # the printer does not tell it


class Range(NamedTuple):
    """How many are needed: surely, probably, at most."""

    least: int = 0
    likely: int = 0
    most: int = 0


class PartDemand(NamedTuple):
    """The demand for one part number: of what, a Range for each of HORIZONS.

    `without` counts the supplies of which nobody can say when they are empty.
    """

    part_number: str
    supply: str
    ranges: tuple[Range, ...]
    without: int = 0


def demand_of(entry: ReceivedPrinter, today: date) -> list[PartDemand]:
    """Return the demand of one printer, a line a supply."""
    return [
        _of_supply(
            str(one.supply.get("part_number") or NO_PART)[:LONGEST],
            one.name,
            one.supply.get("empties") or {},
            today,
        )
        for one in supplies_by_place(entry).values()
        if one.supply.get("percent_left") is not None or one.supply.get("part_number")
    ]


def summed(lines: Iterable[PartDemand]) -> list[PartDemand]:
    """Return one line a part number, the greatest demand first; without a number by name of the supply."""
    found: dict[tuple[str, str], PartDemand] = {}
    for line in lines:
        known = line.part_number != NO_PART
        key = (line.part_number, "" if known else line.supply)
        found[key] = _added(found[key], line) if key in found else line
    return sorted(found.values(), key=lambda one: (-one.ranges[-1].most, one.part_number, one.supply))


def demand_text(lines: Iterable[PartDemand]) -> str:
    """Return lines as an item holds them."""
    return json.dumps(list(lines), ensure_ascii=False, separators=(",", ":"))


def demand_in(text: str) -> list[PartDemand]:
    """Return the lines that an item holds."""
    return [
        PartDemand(part, supply, tuple(Range(*one) for one in ranges), without)
        for part, supply, ranges, without in json.loads(text)
    ]


def _of_supply(part: str, name: str, ends: ReceivedEmpties, today: date) -> PartDemand:
    earliest, latest = date_of(ends.get("earliest")), date_of(ends.get("latest"))
    likely = date_of(ends.get("likely"))
    if earliest is None:
        return PartDemand(part, name, (Range(),) * len(HORIZONS), 1)
    until = [today + timedelta(days=days) for days in HORIZONS]
    return PartDemand(
        part,
        name,
        tuple(
            Range(_is_by(latest, day), _is_by(likely or latest, day), _is_by(earliest, day)) for day in until
        ),
    )


def _is_by(end: date | None, day: date) -> int:
    return int(end is not None and end <= day)


def _added(one: PartDemand, other: PartDemand) -> PartDemand:
    ranges = tuple(
        Range(*(a + b for a, b in zip(*both, strict=True)))
        for both in zip(one.ranges, other.ranges, strict=True)
    )
    return one._replace(ranges=ranges, without=one.without + other.without)
