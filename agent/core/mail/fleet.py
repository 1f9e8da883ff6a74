"""The table of a letter: one line a printer, with the numbers that are billed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.core.history.counts import meter_of
from agent.core.history.usage import pages_this_month
from agent.core.reporting.attention import model_of, place_of, supply_name
from agent.core.reporting.shown import natural_parts, shortened
from agent.core.words import days, mail, printers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from agent.core.history.past import Past
    from agent.core.records import Entry

_COLOURS = frozenset({"black", "cyan", "magenta", "yellow"})


@dataclass(frozen=True, slots=True)
class Level:
    """The supply that has the least left, and its bar.

    `percent` is what `text` says, a waste container's how full it is. `colour` is black, cyan, magenta,
    yellow or other.
    """

    text: str
    percent: int
    colour: str


@dataclass(frozen=True, slots=True)
class FleetLine:
    """One printer. Counters are texts, empty where the printer reports none; `total` says so instead.

    `engine` is its engine life, only where it has no billing total. `lowest` is None where nothing is
    measured. `late` is the day of its values where that is not the report's.
    """

    place: str
    model: str
    serial: str
    mono: str
    colour: str
    total: str
    is_billed: bool
    engine: str
    month: str
    lowest: Level | None
    read: str
    late: str


@dataclass(frozen=True, slots=True)
class FleetTable:
    """All printers in natural order; which columns have something to show."""

    lines: tuple[FleetLine, ...]
    has_mono: bool
    has_colour: bool
    has_month: bool
    has_lowest: bool


def natural_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return printers by their place, 5 before 13; the rest as they were."""
    return sorted(entries, key=lambda entry: natural_parts(place_of(entry)))


def fleet_table(report: Mapping[str, Any], past: Past, most: int | None = None) -> FleetTable:
    """Return the table of a report with at most so many lines; `past` are the readings by device id."""
    began = datetime.fromisoformat(report["scan"]["began"])
    lines = tuple(_lines(natural_order(report["printers"])[:most], past, began.date()))
    return FleetTable(
        lines,
        has_mono=any(line.mono for line in lines),
        has_colour=any(line.colour for line in lines),
        has_month=any(line.month for line in lines),
        has_lowest=any(line.lowest for line in lines),
    )


def _lines(entries: Sequence[Entry], past: Past, today: date) -> Iterator[FleetLine]:
    for entry in entries:
        billed = entry.get("impressions") or {}
        is_billed = billed.get("total") is not None
        read_at = datetime.fromisoformat(entry["read_at"])
        is_late = entry["read_status"] in {"stale", "missing"}
        yield FleetLine(
            place=shortened(place_of(entry)),
            model=shortened(model_of(entry)),
            serial=shortened(entry["serial_number"] or ""),
            mono=_number(billed.get("monochrome")),
            colour=_number(billed.get("full_color")),
            total=_number(billed["total"]) if is_billed else printers.NOT_REPORTED,
            is_billed=is_billed,
            engine="" if is_billed else _engine(entry),
            month=_number(pages_this_month(meter_of(past.get(entry["id"], ())), today)),
            lowest=_lowest(entry),
            read=days.short(read_at) if is_late else f"{read_at:%H:%M}",
            late=mail.last_read(read_at) if is_late else "",
        )


def _engine(entry: Entry) -> str:
    life = entry.get("life_count")
    return mail.engine(printers.counted(life["value"], life["unit"])) if life else ""


def _number(value: int | None) -> str:
    return "" if value is None else mail.counter(value)


def _lowest(entry: Entry) -> Level | None:
    measured = [supply for supply in entry["supplies"] if supply["percent_left"] is not None]
    if not measured:
        return None
    least = min(measured, key=lambda supply: supply["percent_left"])
    percent: int = least["percent_left"]
    waste = least["class"] == "receptacle"
    colour = least["colorant"] if least["colorant"] in _COLOURS and not waste else "other"
    text = f"{shortened(supply_name(least))} {printers.left(percent, fills_up=waste)}"
    return Level(text, 100 - percent if waste else percent, colour)
