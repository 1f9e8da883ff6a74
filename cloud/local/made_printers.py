"""Printers that exist nowhere, day by day: what an agent would have read of them. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from agent.core.history.past import PastReading, PastSupply
from agent.core.model.printer import (
    Counters,
    FunctionCount,
    Identity,
    Impressions,
    Level,
    LifeCount,
    Marker,
    Printer,
    Reading,
    ScanCount,
    Supply,
)
from agent.core.report_format.counters import counters_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Model:
    """A made-up model: its maker, its colorants, how many pages a toner lasts and people print a day."""

    maker: str
    name: str
    colorants: tuple[str, ...]
    toner_pages: int
    a_day: int


_FOUR = ("black", "cyan", "magenta", "yellow")
MODELS = (
    Model("HP", "Color LaserJet D400", _FOUR, 2200, 60),
    Model("Brother", "HL-D620", ("black",), 3000, 40),
    Model("Kyocera", "ECOSYS D3500i", ("black",), 12000, 240),
    Model("Canon", "D-250", _FOUR, 3500, 90),
    Model("Lexmark", "MS-D510", ("black",), 6000, 150),
    Model("Ricoh", "IM D2000", _FOUR, 9000, 180),
)
PLACES = ("Reception", "Accounts", "Sales", "Warehouse", "Studio", "Meeting room")
_SATURDAY = 5
_LOW, _EMPTY = 10, 0
_JAMS = 0.02  # of all mornings
_COLOR, _COPIED, _TWO_SIDED, _SCANNED = 35, 20, 40, 10  # percent of all pages
_UPDATED_AT = 4  # mornings before the last: then a technician moved a printer and updated it


def days_of(office: int, place: int, mornings: Sequence[datetime]) -> Iterator[Reading]:
    """Yield the reading of each morning of printer `place` of an office; the same ones every time."""
    chance = Random(f"office {office} printer {place}")  # noqa: S311 (made up, no secret)
    model = MODELS[(office + 2 * place) % len(MODELS)]
    printer = _new(model, office, place)
    pages = chance.randrange(5_000, 200_000)
    left = {colorant: chance.uniform(8, 100) for colorant in model.colorants}
    for left_over, morning in zip(range(len(mornings) - 1, -1, -1), mornings, strict=True):
        if morning.weekday() < _SATURDAY:
            printed = round(model.a_day * chance.uniform(0.5, 1.5))
            pages += printed
            left = {
                c: _used(level, 100 * printed / model.toner_pages, chance, c) for c, level in left.items()
            }
        jam = ("media-jam-error",) if chance.random() < _JAMS else ()
        is_new = place == 1 and left_over < _UPDATED_AT
        now = _then(_moved(printer) if is_new else printer, pages, left, jam)
        yield Reading(now, morning, f"192.0.2.{(120 if is_new else 20) + place}", 161, "2c")


def past_of(reading: Reading) -> PastReading:
    """Return the part that the agent's store would keep of a reading."""
    printer = reading.printer
    return PastReading(
        read_at=reading.read_at,
        life_counts=tuple((m.index, m.life_count) for m in printer.markers if m.life_count),
        supplies=tuple(
            PastSupply(s.index, s.type, s.colorant, None, None, s.level.percent_left)
            for s in printer.supplies
        ),
        counters=counters_entry(printer.counters) if printer.counters else None,
    )


def _used(level: float, percent: float, chance: Random, colorant: str) -> float:
    """Return a toner's level a day later; somebody changes most that are almost empty."""
    rest = level - percent * (1 if colorant == "black" else chance.uniform(0.3, 0.7))
    return 100.0 if rest < 4 and chance.random() < 0.75 else max(rest, 0.0)  # noqa: PLR2004 (percent)


def _new(model: Model, office: int, place: int) -> Printer:
    serial = f"MADE{office:03d}{place}"
    identity = Identity(
        serial_number=serial,
        serial_number_source="prtGeneralSerialNumber",
        mac_address=f"02:00:5e:{office:02x}:00:{place:02x}",
        host_name=f"printer-{place}",
        manufacturer=model.maker,
        model=model.name,
        location=PLACES[place % len(PLACES)],
        asset_tag=f"A-{office:03d}{place}",
        firmware="1.0",
    )
    return Printer(identity=identity, status="idle", console=("Ready",))


def _moved(printer: Printer) -> Printer:
    return replace(printer, identity=replace(printer.identity, location="First floor", firmware="1.1"))


def _counters(maker: str, pages: int, *, has_color: bool) -> Counters:
    """Return the billing counters of so many pages; each rises with them."""
    color = pages * _COLOR // 100 if has_color else 0
    copied, copied_color = pages * _COPIED // 100, color * _COPIED // 100
    return Counters(
        source=f"vendor:{maker.lower()}",
        impressions=Impressions(pages, pages - color, color, two_sided=pages * _TWO_SIDED // 100),
        print=FunctionCount(pages - copied, pages - color - (copied - copied_color), color - copied_color),
        copy=FunctionCount(copied, copied - copied_color, copied_color),
        scan=ScanCount(pages * _SCANNED // 100),
    )


def _then(printer: Printer, pages: int, left: dict[str, float], jam: tuple[str, ...]) -> Printer:
    percents = {colorant: round(level) for colorant, level in left.items()}
    reasons = tuple(
        reason
        for reason, is_so in (
            ("toner-empty-error", _EMPTY in percents.values()),
            ("toner-low-warning", any(_EMPTY < percent <= _LOW for percent in percents.values())),
        )
        if is_so
    )
    maker = printer.identity.manufacturer or ""
    return replace(
        printer,
        counters=_counters(maker, pages, has_color=len(left) > 1),
        state_reasons=(*jam, *reasons),
        markers=(Marker(1, "electrophotographicLaser", LifeCount(pages, "impressions"), None),),
        supplies=tuple(_toner(i, c, percent) for i, (c, percent) in enumerate(percents.items(), 1)),
    )


def _toner(index: int, colorant: str, percent: int) -> Supply:
    level = Level("percent", percent, 100, "measured", percent)
    name = f"{colorant.capitalize()} toner"
    return Supply(index, 1, "consumed", "toner", colorant, name, level, f"T-{index:02d}{colorant[0].upper()}")
