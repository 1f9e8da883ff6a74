"""How fast a supply is used up: percent against time, over all the cartridges that stood in its place."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, pairwise
from statistics import fmean, median
from typing import TYPE_CHECKING

from agent.core.history.levels import LevelReading, is_change, step_of

if TYPE_CHECKING:
    from collections.abc import Sequence


DAY = timedelta(days=1)
WEEK = 7.0  # days: a working week and its weekend stay together
LEAST_WEEKS = 2
HALF_LIFE = 5.0  # weeks after which what was used counts half: offices change
MOST_OF_STEP = 0.8  # a gauge that did not fall again tells that less than a step was used
COARSE = 4  # percent: a gauge with larger steps tells the truth only when it falls


@dataclass(frozen=True, slots=True)
class Curve:
    """What was used, in percent, by days of use; both rise, and the last point is the newest reading.

    Days count only while a cartridge's use can be seen: from its last fall until it was changed nobody
    knows. `left` is the percent until the gauge will show 0, `step` the gauge's.
    """

    days: Sequence[float]
    used: Sequence[float]
    left: float
    step: int


@dataclass(frozen=True, slots=True)
class Wear:
    """Percent a week, how much single weeks differ (1.0: by their mean), and the weeks it stands on."""

    per_week: float
    spread: float
    weeks: int


def curve_of(levels: Sequence[LevelReading]) -> Curve:
    """Return the curve of a supply's levels, of which there is one at least.

    Only the moments are taken at which the gauge stood lower than ever before: between them it lags
    behind the truth by up to a step, and a gauge that wavers says the same twice.
    """
    step = step_of(levels)
    days, used = [0.0], [0.0]
    base = 0.0  # what was used of the cartridges before
    full, low, clock = levels[0].percent, levels[0].percent, 0.0
    for before, level in pairwise(levels):
        if is_change(before, level, step):
            base, clock = used[-1], days[-1]
            full = low = level.percent
            continue
        clock += (level.at - before.at) / DAY
        if level.percent < low:
            low = level.percent
            days.append(clock)
            used.append(base + full - low)
    if step > COARSE and len(days) > 1:
        days, used = days[1:], used[1:]
    return _up_to_now(days, used, clock, levels[-1].percent, step)


def _up_to_now(days: list[float], used: list[float], clock: float, percent: int, step: int) -> Curve:
    """Add what was probably used since the gauge last fell: as before, but not a whole step."""
    idle = clock - days[-1]
    pace = (used[-1] - used[0]) / (days[-1] - days[0]) if len(days) > 1 else 0.0
    since = min(pace * idle, MOST_OF_STEP * step)
    if idle > 0:
        days.append(clock)
        used.append(used[-1] + since)
    return Curve(days, used, max(percent - since, percent / 2), step)


def wear_of(curve: Curve) -> Wear | None:
    """Return the wear that a curve tells; None where it tells too little.

    Two estimates that err differently are averaged: the median of the slopes between all pairs of weeks
    (Theil 1950, Sen 1968), which no single week can move, and the mean of the weeks with the later ones
    counting more.
    """
    weeks = int((curve.days[-1] - curve.days[0]) / WEEK)
    if weeks < LEAST_WEEKS:
        return None
    marks = [_used_at(curve, curve.days[-1] - WEEK * back) for back in range(weeks + 1)]
    amounts = [later - earlier for later, earlier in pairwise(marks)]
    weights = [0.5 ** (back / HALF_LIFE) for back in range(weeks)]
    recent = sum(w * a for w, a in zip(weights, amounts, strict=True)) / sum(weights)
    slopes = [(marks[a] - marks[b]) / (b - a) for a, b in combinations(range(weeks + 1), 2)]
    per_week = (median(slopes) + recent) / 2
    if per_week <= 0:
        return None
    mean = fmean(amounts)
    deviation = math.sqrt(sum((a - mean) ** 2 for a in amounts) / (weeks - 1))
    return Wear(per_week, deviation / mean, weeks)


def _used_at(curve: Curve, day: float) -> float:
    """Return the use up to a day, by a straight line between the two points around it."""
    place = bisect_right(curve.days, day)
    if place == 0:
        return curve.used[0]
    if place == len(curve.days):
        return curve.used[-1]
    begin, end = curve.days[place - 1], curve.days[place]
    share = (day - begin) / (end - begin)
    return curve.used[place - 1] + share * (curve.used[place] - curve.used[place - 1])
