"""The demo office's past: what its printers would have said on earlier days. All of it is made up.

It runs backwards from what they say today: pages on working days, supplies that were fuller, a new
cartridge where one would have been fuller than full, one printer that was switched off for a week.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from agent.core.model.printer import Counters, FunctionCount, Printer, Reading, ScanCount, Supply
from agent.core.model.retention import CHARTS_FOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


DAYS = CHARTS_FOR.days
BEGAN = time(8, 30)  # of the made-up scans, by the clock of today's
# What each prints on a working day, in the unit of its counter, by serial number.
_A_DAY = {
    "DEMO0HP401": 60,
    "DEMO0BR620": 25,
    "DEMO0KY350": 240,
    "DEMO0CA250": 45,
    "DEMO0EP580": 14,
    "DEMO0LX510": 180,
    "DEMO0RI200": 110,
    "DEMO0ZE023": 30,
    "DEMO0LX310": 70,
    "DEMO0HP120": 95,
}
_SWITCHED_OFF = {"DEMO0EP580": range(40, 47), "DEMO0LX310": range(3)}  # days ago
_SATURDAY = 5
_LASTS = {"toner": 55, "tonerCartridge": 55, "ink": 45, "inkCartridge": 45, "inkRibbon": 40}  # working days
_LASTS_LONG = 400
_FULL = 98  # percent between a new supply and its change


def days_before(office: Sequence[Reading], today: date) -> Iterator[tuple[date, tuple[Reading, ...]]]:
    """Yield each of the DAYS days before `today`, the oldest first, with the readings of its morning.

    `office` are today's readings of the demo's printers.
    """
    days = [today - timedelta(days=ago) for ago in range(DAYS, 0, -1)]
    mornings = [_mornings(reading, days) for reading in office]
    for place, day in enumerate(days):
        awake = (reading for reading in (row[place] for row in mornings) if reading)
        yield day, tuple(awake)


def _mornings(reading: Reading, days: list[date]) -> list[Reading | None]:
    """Return the reading on each of these mornings, None where the printer was switched off."""
    serial = reading.printer.identity.serial_number or ""
    until_today = list(accumulate(_pages(serial, day) for day in reversed(days)))[::-1]
    off = _SWITCHED_OFF.get(serial, range(0))
    return [
        None
        if len(days) - place in off
        else replace(
            reading,
            read_at=datetime.combine(days[place], BEGAN, reading.read_at.tzinfo),
            printer=_then(reading.printer, pages, pages / _A_DAY[serial]),
        )
        for place, pages in enumerate(until_today)
    ]


def _pages(serial: str, day: date) -> int:
    """Return the pages of a day: none at weekends, else half to one and a half times the usual."""
    if day.weekday() >= _SATURDAY:
        return 0
    chance = hashlib.sha256(f"{serial} {day}".encode()).digest()[0] / 255
    return round(_A_DAY[serial] * (0.5 + chance))


def _then(printer: Printer, pages: int, days: float) -> Printer:
    """Return the printer as it was so many pages and working days ago, without today's troubles."""
    return replace(
        printer,
        markers=tuple(
            replace(m, life_count=m.life_count and replace(m.life_count, value=m.life_count.value - pages))
            for m in printer.markers
        ),
        counters=printer.counters and _fewer(printer.counters, pages),
        supplies=tuple(_fuller(supply, place, days) for place, supply in enumerate(printer.supplies)),
        alerts=(),
        detected_errors=(),
        state_reasons=(),
        console=("Ready",),
        status="idle",
    )


def _fewer(today: Counters, pages: int) -> Counters:
    """Return the billing counters so many pages ago; what added up today added up then."""
    all_today = today.impressions.total
    if not all_today:
        return today

    def less(count: int | None) -> int | None:
        return None if count is None else count - pages * count // all_today

    total = all_today - pages
    copy = FunctionCount(None, less(today.copy.monochrome), less(today.copy.full_color))
    copies = less(today.copy.total) if copy.monochrome is None else copy.monochrome + (copy.full_color or 0)
    fax = replace(today.fax, total=less(today.fax.total), monochrome=less(today.fax.monochrome))
    prints = None if today.print.total is None else total - (copies or 0) - (fax.total or 0)
    in_colour = less(today.print.full_color)
    colour = less(today.impressions.full_color) if in_colour is None else in_colour + (copy.full_color or 0)
    black = None if today.impressions.monochrome is None else total - (colour or 0)
    black_prints = None if today.print.monochrome is None else (prints or 0) - (in_colour or 0)
    return replace(
        today,
        impressions=replace(
            today.impressions,
            total=total,
            monochrome=black,
            full_color=colour,
            two_sided=less(today.impressions.two_sided),
        ),
        print=FunctionCount(prints, black_prints, in_colour),
        copy=replace(copy, total=copies),
        fax=fax,
        scan=ScanCount(less(today.scan.total)),
    )


def _fuller(supply: Supply, place: int, days: float) -> Supply:
    """Return a supply as it was so many working days ago; what can't be measured is as it is."""
    level = supply.level
    if level.percent_left is None or not level.max_capacity:
        return supply
    lasts = _LASTS.get(supply.type or "", _LASTS_LONG) * (1 + place / 4)  # colours last longer than black
    percent = round((level.percent_left + days * 100 / lasts) % _FULL)
    then = replace(level, level=round(percent * level.max_capacity / 100), percent_left=percent)
    return replace(supply, level=then)
