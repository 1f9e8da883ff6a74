"""What the past adds to a printer's entry: its use, run-out dates, and the supplies that were changed."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Final

from agent.core.history import forecast
from agent.core.history.counts import Meter, meter_of
from agent.core.history.levels import LevelReading, SupplyChange, changes_of, levels_of
from agent.core.history.usage import pages_by_day, usage_of
from agent.core.model.retention import EVENTS_FOR, FLAGS_FOR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agent.core.history.past import PastReading
    from agent.core.report_format.entries import (
        EmptiesEntry,
        PrinterEntry,
        SupplyEntry,
        SupplyEventEntry,
        SupplyEventName,
    )

# How much of a working day's printing a day of the weekend has is seen from so many days.
DAYS_OF_WEEKEND = 56
LEAST_DAYS_OF_WEEKEND = 4  # of each kind
WEEKEND_NOT_KNOWN = 0.2  # most offices, and those most of all that don't even run the agent on a weekend
_SATURDAY = 5

PREMATURE_FROM = 25  # percent that a supply still had when it was changed

REFILL: Final = "refill"
EMPTIED: Final = "emptied"
PREMATURE: Final = "premature_change"
RECEPTACLE = "receptacle"


def with_past(entry: PrinterEntry, readings: Sequence[PastReading], today: date) -> PrinterEntry:
    """Return an entry of printers[] with what its device's readings tell, the entry's own among them.

    usage           see usage_of
    supplies[]      empties {earliest, likely, latest} as ISO dates, four of five fall within; or null
                    and the reason in empties_note: not_measured, empty, not_enough_data, hardly_used
                    (no date within two years), not_read_lately
    supply_events   supplies changed within EVENTS_FOR: event (refill, emptied for a receptacle,
                    premature_change where PREMATURE_FROM percent or more were left), at, supply_index,
                    type, colorant, percent_before, percent_after
    flags           premature_change for FLAGS_FOR
    """
    levels = levels_of(readings)
    meter = meter_of(readings)
    weekend = weekend_of(meter, today)
    supplies = [
        _with_forecast(supply, levels.get(_key(supply), ()), weekend, today) for supply in entry["supplies"]
    ]
    changes = [
        (supply, change)
        for supply in entry["supplies"]
        for change in changes_of(levels.get(_key(supply), ()))
        if today - change.at.date() <= EVENTS_FOR
    ]
    lasting = {_event_of(*one) for one in changes if today - one[1].at.date() <= FLAGS_FOR} & {PREMATURE}
    return {
        **entry,
        "supplies": supplies,
        "flags": list(dict.fromkeys((*entry["flags"], *lasting))),
        "usage": usage_of(meter, today),
        "supply_events": [_entry_of(*one) for one in changes],
    }


def _key(supply: SupplyEntry) -> tuple[str | None, str | None, int]:
    return supply["type"], supply["colorant"], supply["index"]


def _with_forecast(
    supply: SupplyEntry, levels: Sequence[LevelReading], weekend: float, today: date
) -> SupplyEntry:
    if supply["percent_left"] is None:
        return {**supply, "empties": None, "empties_note": forecast.NOT_MEASURED}
    found = forecast.forecast(levels, weekend, today)
    if isinstance(found, str):
        return {**supply, "empties": None, "empties_note": found}
    empties: EmptiesEntry = {
        "earliest": found.earliest.isoformat(),
        "likely": found.likely.isoformat(),
        "latest": found.latest.isoformat(),
    }
    return {**supply, "empties": empties, "empties_note": None}


def _event_of(supply: SupplyEntry, change: SupplyChange) -> SupplyEventName:
    if supply["class"] == RECEPTACLE:
        return EMPTIED
    return PREMATURE if change.before >= PREMATURE_FROM else REFILL


def _entry_of(supply: SupplyEntry, change: SupplyChange) -> SupplyEventEntry:
    return {
        "event": _event_of(supply, change),
        "at": change.at.isoformat(timespec="milliseconds"),
        "supply_index": supply["index"],
        "type": supply["type"],
        "colorant": supply["colorant"],
        "percent_before": change.before,
        "percent_after": change.after,
    }


def weekend_of(meter: Meter | None, today: date) -> float:
    """Return the pages of a Saturday or Sunday as part of a working day's: 0 = closed, 1 = the same."""
    week: dict[bool, list[int]] = {True: [], False: []}
    for back, pages in enumerate(reversed(pages_by_day(meter, DAYS_OF_WEEKEND, today))):
        if pages is not None:
            week[(today.toordinal() - back - 1) % 7 >= _SATURDAY].append(pages)
    off, working = week[True], week[False]
    if min(len(off), len(working)) < LEAST_DAYS_OF_WEEKEND or not any(working):
        return WEEKEND_NOT_KNOWN
    return min(fmean(off) / fmean(working), 1.0)
