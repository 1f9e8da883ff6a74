"""When a supply will be empty or a receptacle full: a likely date, and a range that holds 4 times of 5."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from agent.core.history.wear import LEAST_WEEKS, WEEK, Curve, Wear, curve_of, wear_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.history.levels import LevelReading

NOT_MEASURED = "not_measured"  # the gauge says no number today
EMPTY = "empty"  # empty, or full, today
NOT_ENOUGH_DATA = "not_enough_data"
NOT_READ = "not_read_lately"  # its levels are older than a week
HARDLY_USED = "hardly_used"  # no date within two years can be told

TOO_FAR = 2 * 365.0  # days
OLD = timedelta(days=7)
LONG_ENOUGH = 60.0  # days after which a gauge that hardly fell says that the supply is hardly used
LEAST_USED = 3.0  # percent
LEAST_STEPS = 2

TEN_OF_HUNDRED = 1.2816  # standard deviations below which one of ten lies: two such ends leave 80 %
LEAST_SPREAD = 0.12  # no office is as even as a few lucky weeks look
UNEVEN = 0.35  # and an uneven one is more so than its few weeks tell: its rare large jobs may be missing
MOST_SPREAD = 1.5
DRIFT = 0.05  # what an office needs changes by about this part in a week, to and fro
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Range:
    """When a supply will be empty; each end is missed once in ten times."""

    earliest: date
    likely: date
    latest: date


def forecast(levels: Sequence[LevelReading], weekend: float, today: date) -> Range | str:
    """Return when a supply will be empty, or the reason why nobody can tell.

    `levels` are the supply's earlier ones up to the newest, `weekend` the use of a Saturday or Sunday
    as part of a working day's, `today` the day after which it can be empty.
    """
    if not levels:
        return NOT_ENOUGH_DATA
    if levels[-1].percent <= 0:
        return EMPTY
    if today - levels[-1].at.date() > OLD:
        return NOT_READ
    curve = curve_of(levels)
    span, used = curve.days[-1] - curve.days[0], curve.used[-1] - curve.used[0]
    wear = wear_of(curve)
    if wear is None or span < LEAST_WEEKS * WEEK or used < max(LEAST_USED, LEAST_STEPS * curve.step):
        return HARDLY_USED if span >= LONG_ENOUGH else NOT_ENOUGH_DATA
    weeks = curve.left / wear.per_week
    if weeks * WEEK > TOO_FAR:
        return HARDLY_USED
    factor = math.exp(TEN_OF_HUNDRED * _deviation(curve, wear, weeks, used))
    newest = levels[-1].at.date()
    ends = (weeks / factor, weeks, weeks * factor)
    earliest, likely, latest = (max(today, _after(newest, end * WEEK, weekend)) for end in ends)
    return Range(earliest, likely, latest)


def _deviation(curve: Curve, wear: Wear, weeks: float, used: float) -> float:
    """Return the standard deviation of the logarithm of the time left.

    Single weeks differ, in the past that was measured and in the time to come; the gauge is off by a
    part of its step at both ends; and what an office needs drifts.
    """
    seen = min(max(wear.spread, LEAST_SPREAD), MOST_SPREAD)
    spread = seen * (1 + UNEVEN * seen)
    measured = spread**2 * (1 + 1 / wear.weeks) / wear.weeks
    to_come = spread**2 / max(weeks, 0.5)
    gauge = (0.4 * curve.step / used) ** 2 + (0.3 * curve.step / max(curve.left, 1)) ** 2
    drift = DRIFT**2 * (weeks + wear.weeks) / 2
    return math.sqrt(measured + to_come + gauge + drift)


def _after(day: date, days: float, weekend: float) -> date:
    """Return the date so many average days after a day, when weekends have a part of a working day only."""
    weeks = int(days // WEEK)
    rest = days - weeks * WEEK
    day += timedelta(weeks=weeks)
    working = WEEK / (5 + 2 * weekend)  # an average day's share that a working day has
    for _ in range(7):
        share = working * (weekend if day.weekday() >= SATURDAY else 1.0)
        if rest <= share:
            break
        rest -= share
        day += timedelta(1)
    return day
