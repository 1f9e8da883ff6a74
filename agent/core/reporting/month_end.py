"""Readings at the end of the last whole month, as a bill needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.history.usage import NEAR_MONTH_END
from agent.core.messages import fleet
from agent.core.report_format.counters import NO_IMPRESSIONS
from agent.core.reporting.fleet_table import names_apart
from agent.core.reporting.meters_csv import csv_text
from agent.core.reporting.natural_order import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.core.history.past import Past, PastReading
    from agent.core.report_format.entries import ImpressionsEntry, PrinterEntry
    from agent.core.report_format.report import Report


@dataclass(frozen=True, slots=True)
class MonthEndRow:
    """One printer's billing counters (impressions) in the last reading of the month.

    `previous` is the total of the month-end before. A count is None where the printer does not report it,
    and where no reading near that month-end is kept: then `read_on` or `previous_read_on` is None, too.
    `difference` is None also where the two totals are of different counters, or the counter fell.
    """

    name: str
    serial: str | None
    read_on: date | None
    mono: int | None
    colour: int | None
    total: int | None
    previous_read_on: date | None
    previous: int | None
    difference: int | None


def last_month_end(report: Report) -> date:
    """Return the last day of the last whole month before a report."""
    today = datetime.fromisoformat(report["scan"]["began"]).date()
    return today.replace(day=1) - timedelta(days=1)


def needed_since(report: Report) -> datetime:
    """Return from when on readings tell the last two month-ends before a report."""
    began = datetime.fromisoformat(report["scan"]["began"])
    before = last_month_end(report).replace(day=1) - timedelta(days=1)
    # A day more: readings may be of another offset, as before the clocks changed.
    return began - (began.date() - before) - NEAR_MONTH_END - timedelta(days=1)


def month_end_rows(report: Report, past: Past, known: Iterable[PrinterEntry] = ()) -> tuple[MonthEndRow, ...]:
    """Return a row for each printer in natural order; `past` are the readings by device id.

    `known` are the newest entries of all printers ever read: one that has left since has its row as long
    as one of the two month-ends is known, for its pages are billed too.
    """
    end = last_month_end(report)
    ends = end.replace(day=1) - timedelta(days=1), end
    present = {entry["id"]: entry for entry in report["printers"]}
    left = {e["id"]: e for e in known if e["id"] not in present and _is_billed(past.get(e["id"], ()), ends)}
    entries = [*present.values(), *left.values()]
    names = names_apart(entries)
    ordered = sorted(entries, key=lambda entry: natural_key(names[entry["id"]]))
    return tuple(_row(entry, names[entry["id"]], past.get(entry["id"], ()), ends) for entry in ordered)


def month_end_csv(rows: Sequence[MonthEndRow], end: date) -> bytes:
    """Return the rows as a file for a spreadsheet of the office's language: UTF-8 with BOM, CRLF."""
    text = csv_text(fleet.MONTH_END_COLUMNS, (_cells(row, end) for row in rows), fleet.SEPARATOR)
    return text.encode("utf-8-sig", errors="replace")


def _cells(row: MonthEndRow, end: date) -> tuple[object, ...]:
    return (
        row.name,
        _cell(row.serial, fleet.NOT_REPORTED),
        end,
        _cell(row.read_on, fleet.NOT_KNOWN),
        *(_cell(count, missing_word(row.read_on)) for count in (row.mono, row.colour, row.total)),
        _cell(row.previous, missing_word(row.previous_read_on)),
        _cell(row.difference, fleet.NOT_KNOWN),
    )


def missing_word(read_on: date | None) -> str:
    """Return the words for a count that is None, by the day of the reading that would have it."""
    return str(fleet.NOT_REPORTED if read_on else fleet.NOT_KNOWN)


def _cell(value: object, otherwise: str) -> object:
    return otherwise if value is None else value


def _is_billed(readings: Sequence[PastReading], ends: tuple[date, date]) -> bool:
    return any(_counts(_last_of(readings, end)) for end in ends)


def _row(
    entry: PrinterEntry, name: str, readings: Sequence[PastReading], ends: tuple[date, date]
) -> MonthEndRow:
    earlier, later = (_last_of(readings, end) for end in ends)
    now, then = (_counts(reading) or NO_IMPRESSIONS for reading in (later, earlier))
    total, previous = now.get("total"), then.get("total")
    risen = total - previous if total is not None and previous is not None else None
    same = later and earlier and _source(later) == _source(earlier)
    return MonthEndRow(
        name=name,
        serial=entry["serial_number"],
        read_on=later.read_at.date() if later else None,
        mono=now.get("monochrome"),
        colour=now.get("full_color"),
        total=total,
        previous_read_on=earlier.read_at.date() if earlier else None,
        previous=previous,
        difference=risen if same and risen is not None and risen >= 0 else None,
    )


def _last_of(readings: Sequence[PastReading], end: date) -> PastReading | None:
    """Return the last reading in the week up to the end of a month, with billing counters if any has them."""
    near = (r for r in readings if end - NEAR_MONTH_END < r.read_at.date() <= end)
    return max(near, key=lambda reading: (bool(_counts(reading)), reading.read_at), default=None)


def _counts(reading: PastReading | None) -> ImpressionsEntry | None:
    return reading.counters.get("impressions") if reading and reading.counters else None


def _source(reading: PastReading) -> object:
    return reading.counters.get("counters_source") if reading.counters else None
