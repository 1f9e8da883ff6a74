"""How much of a working day's printing a day of the weekend has."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from agent.core.history.usage import pages_by_day

if TYPE_CHECKING:
    from datetime import date

    from agent.core.history.counts import Meter

DAYS = 56
LEAST_DAYS = 4  # of each kind
UNKNOWN = 0.2  # most offices, and those most of all that don't even run the agent on a weekend
_SATURDAY = 5


def weekend_of(meter: Meter | None, today: date) -> float:
    """Return the pages of a Saturday or Sunday as part of a working day's: 0 = closed, 1 = the same."""
    week: dict[bool, list[int]] = {True: [], False: []}
    for back, pages in enumerate(reversed(pages_by_day(meter, DAYS, today))):
        if pages is not None:
            week[(today.toordinal() - back - 1) % 7 >= _SATURDAY].append(pages)
    off, working = week[True], week[False]
    if min(len(off), len(working)) < LEAST_DAYS or not any(working):
        return UNKNOWN
    return min(fmean(off) / fmean(working), 1.0)
