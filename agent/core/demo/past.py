"""The demo office's past: what its printers would have said on earlier days. All of it is made up.

It runs backwards from what they say today: pages on working days, supplies that were fuller, a new
cartridge where one would have been fuller than full, one printer that was switched off for a week.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from agent.core.demo.office import OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.demo.walk import DemoDevice, PrinterPart, SupplyRow

DAYS = 90
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
}
_SWITCHED_OFF = {"DEMO0EP580": range(40, 47)}  # days ago
_SATURDAY = 5
_LASTS = {"toner": 55, "tonerCartridge": 55, "ink": 45, "inkCartridge": 45, "inkRibbon": 40}  # working days
_LASTS_LONG = 400
_FULL = 98  # percent between a new supply and its change


def office_before(today: date) -> Iterator[tuple[date, tuple[DemoDevice, ...]]]:
    """Yield each of the DAYS days before `today`, the oldest first, with the printers of its morning."""
    days = [today - timedelta(days=ago) for ago in range(DAYS, 0, -1)]
    mornings = [_mornings(device, days) for device in OFFICE if device.printer]
    for place, day in enumerate(days):
        awake = (device for device in (row[place] for row in mornings) if device)
        yield day, tuple(awake)


def _mornings(device: DemoDevice, days: list[date]) -> list[DemoDevice | None]:
    """Return the device on each of these mornings, None where it was switched off."""
    if device.printer is None:
        return []
    serial = device.printer.serial_number
    until_today = list(accumulate(_pages(serial, day) for day in reversed(days)))[::-1]
    off = _SWITCHED_OFF.get(serial, range(0))
    return [
        None if len(days) - place in off else replace(device, printer=_then(device.printer, pages))
        for place, pages in enumerate(until_today)
    ]


def _pages(serial: str, day: date) -> int:
    """Return the pages of a day: none at weekends, else half to one and a half times the usual."""
    if day.weekday() >= _SATURDAY:
        return 0
    chance = hashlib.sha256(f"{serial} {day}".encode()).digest()[0] / 255
    return round(_A_DAY[serial] * (0.5 + chance))


def _then(printer: PrinterPart, pages: int) -> PrinterPart:
    """Return the printer as it was `pages` pages ago, without today's troubles."""
    days = pages / _A_DAY[printer.serial_number]
    return replace(
        printer,
        life_count=printer.life_count - pages,
        supplies=tuple(_fuller(supply, place, days) for place, supply in enumerate(printer.supplies)),
        alerts=(),
        errors=(),
        console=("Ready",),
        status="idle",
    )


def _fuller(supply: SupplyRow, place: int, days: float) -> SupplyRow:
    """Return a supply as it was so many working days ago; what can't be measured is as it is."""
    if supply.level < 0:
        return supply
    lasts = _LASTS.get(supply.type, _LASTS_LONG) * (1 + place / 4)  # colours last longer than black
    percent = (supply.level * 100 / supply.max_capacity + days * 100 / lasts) % _FULL
    return replace(supply, level=round(percent * supply.max_capacity / 100))
