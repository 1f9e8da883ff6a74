"""The table of a letter: the rows of all printers, as the texts that a letter shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import days, mail, printers
from agent.core.reporting.fleet_table import FleetRow, fleet_rows

if TYPE_CHECKING:
    from agent.core.history.past import Past
    from agent.core.report_format.report import Report


@dataclass(frozen=True, slots=True)
class LeastLeft:
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
    lowest: LeastLeft | None
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


def fleet_table(report: Report, past: Past, most: int | None = None) -> FleetTable:
    """Return the table of a report with at most so many lines; `past` are the readings by device id."""
    lines = tuple(map(_line, fleet_rows(report, past)[:most]))
    return FleetTable(
        lines,
        has_mono=any(line.mono for line in lines),
        has_colour=any(line.colour for line in lines),
        has_month=any(line.month for line in lines),
        has_lowest=any(line.lowest for line in lines),
    )


def _line(row: FleetRow) -> FleetLine:
    is_billed = row.total is not None
    return FleetLine(
        place=row.name,
        model=row.model,
        serial=row.serial or "",
        mono=_number(row.mono),
        colour=_number(row.colour),
        total=_number(row.total) if is_billed else printers.NOT_REPORTED,
        is_billed=is_billed,
        engine="" if is_billed else _engine(row),
        month=_number(row.this_month),
        lowest=_lowest(row),
        read=days.short(row.last_read) if row.is_late else f"{row.last_read:%H:%M}",
        late=mail.last_read(row.last_read) if row.is_late else "",
    )


def _engine(row: FleetRow) -> str:
    if row.engine is None or row.engine_unit is None:
        return ""
    return mail.engine(printers.counted(row.engine, row.engine_unit))


def _number(value: int | None) -> str:
    return "" if value is None else mail.counter(value)


def _lowest(row: FleetRow) -> LeastLeft | None:
    lowest = row.lowest
    return LeastLeft(f"{lowest.name} {lowest.level}", lowest.percent, lowest.colour) if lowest else None
