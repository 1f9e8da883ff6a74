"""A device's past as one value a day: what a chart draws."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.core.history.past import PastReading

Days = tuple[int | None, ...]  # one value a day, the oldest first; None = not known
SupplyKey = tuple[int, str | None, str | None]  # index, type and colorant tell a device's supplies apart

_GAP = "gap"


def supply_levels(readings: Sequence[PastReading], days: int, today: date) -> Mapping[SupplyKey, Days]:
    """Return percent_left of each supply for the last `days` days, today the last of them.

    A day's value is that of its last reading; a day without a measured one is None. A supply that was
    never measured in this time is not in it.
    """
    first = today - timedelta(days=days - 1)
    levels: dict[SupplyKey, list[int | None]] = {}
    for reading in readings:
        place = (reading.read_at.date() - first).days
        if not 0 <= place < days:
            continue
        for supply in reading.supplies:
            if supply.percent_left is not None:
                key = (supply.index, supply.type, supply.colorant)
                if key not in levels:
                    levels[key] = [None] * days
                levels[key][place] = supply.percent_left
    return {key: tuple(values) for key, values in levels.items()}


def added_up(devices: Iterable[Days]) -> tuple[Days, int]:
    """Return the sum of the devices' days, and on how many of its days one of them is missing.

    A day is known where that of any device is. A device is missing on days between its own known ones.
    """
    columns = list(zip(*map(_with_gaps, devices), strict=True))
    known = [[number for number in column if isinstance(number, int)] for column in columns]
    sums = tuple(sum(numbers) if numbers else None for numbers in known)
    partly = sum(_GAP in column for column, numbers in zip(columns, known, strict=True) if numbers)
    return sums, partly


def _with_gaps(days: Days) -> list[int | str | None]:
    """Return the days, those that are not known but lie between known ones as _GAP."""
    known = [place for place, number in enumerate(days) if number is not None]
    inside = range(known[0], known[-1]) if known else range(0)
    return [_GAP if number is None and place in inside else number for place, number in enumerate(days)]
