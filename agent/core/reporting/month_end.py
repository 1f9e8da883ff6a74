"""Readings at the end of the last whole month, as a bill needs them; what the store has not kept is None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from agent.core.history.usage import NEAR_MONTH_END
from agent.core.reporting.fleet_table import names_apart
from agent.core.reporting.natural_order import natural_key
from agent.core.reporting.table import csv_text
from agent.core.words import fleet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.core.history.past import Past, PastReading
    from agent.core.records import Entry


@dataclass(frozen=True, slots=True)
class MonthEndRow:
    """One printer's billing counters (impressions) in the last reading of the month; None = not known.

    `previous` is the total of the month-end before; `difference` is None also where the two totals are of
    different counters, or the counter fell.
    """

    name: str
    serial: str | None
    read_on: date | None
    mono: int | None
    colour: int | None
    total: int | None
    previous: int | None
    difference: int | None


def last_month_end(report: Mapping[str, Any]) -> date:
    """Return the last day of the last whole month before a report."""
    today = datetime.fromisoformat(report["scan"]["began"]).date()
    return today.replace(day=1) - timedelta(days=1)


def month_end_rows(report: Mapping[str, Any], past: Past) -> tuple[MonthEndRow, ...]:
    """Return a row for each printer in natural order; `past` are the readings by device id."""
    end = last_month_end(report)
    before = end.replace(day=1) - timedelta(days=1)
    names = names_apart(report["printers"])
    ordered = sorted(report["printers"], key=lambda entry: natural_key(names[entry["id"]]))
    return tuple(_row(e, names[e["id"]], past.get(e["id"], ()), (before, end)) for e in ordered)


def month_end_csv(rows: Sequence[MonthEndRow], end: date) -> bytes:
    """Return the rows as a file for a spreadsheet of the office's language: UTF-8 with BOM, CRLF."""
    cells = (
        (r.name, r.serial, end, r.read_on, r.mono, r.colour, r.total, r.previous, r.difference) for r in rows
    )
    text = csv_text(fleet.MONTH_END_COLUMNS, cells, fleet.SEPARATOR)
    return text.encode("utf-8-sig", errors="replace")


def _row(entry: Entry, name: str, readings: Sequence[PastReading], ends: tuple[date, date]) -> MonthEndRow:
    earlier, later = (_last_of(readings, end) for end in ends)
    now, then = (_counts(reading) for reading in (later, earlier))
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
        previous=previous,
        difference=risen if same and risen is not None and risen >= 0 else None,
    )


def _last_of(readings: Sequence[PastReading], end: date) -> PastReading | None:
    """Return the last reading with billing counters in the week up to the end of a month."""
    near = (r for r in readings if end - NEAR_MONTH_END < r.read_at.date() <= end and _counts(r))
    return max(near, key=lambda reading: reading.read_at, default=None)


def _counts(reading: PastReading | None) -> Entry:
    counts: Entry = (reading.counters.get("impressions") if reading else None) or {}
    return counts


def _source(reading: PastReading) -> object:
    return reading.counters.get("counters_source")
