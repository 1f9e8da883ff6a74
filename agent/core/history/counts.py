"""One page counter over time: which counter it is, and what it rose by between two readings."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent.core.history.past import PastReading

Value = TypeVar("Value")

BILLED, LIFE = "impressions.total", "life_count"
PAGES = ("impressions", "sheets")  # the units of prtMarkerCounterUnit that count pages, not feet or hours
FASTEST = 200  # pages a minute: no office printer is faster, so a larger rise was not printed
AT_ONCE = 1000  # pages that a device may count in no time: it printed them before


class CounterReading(NamedTuple):
    """What a counter said at one moment."""

    at: datetime
    value: int


class Rise(NamedTuple):
    """What a counter rose by between two neighbouring readings.

    `pages` is None where nobody can know: the counter fell (a reset, a wrap, another board), or rose by
    more than a printer could print in that time. The counting goes on from the new value.
    """

    since: CounterReading
    until: CounterReading
    pages: int | None


@dataclass(frozen=True, slots=True)
class Meter:
    """One counter of a device over time, the oldest first.

    `of` is its place in meters.json (impressions.total or life_count), `unit` impressions or sheets;
    `rises` are those from count to count.
    """

    of: str
    unit: str
    counts: tuple[CounterReading, ...]
    rises: tuple[Rise, ...]


def meter_of(readings: Sequence[PastReading]) -> Meter | None:
    """Return the counter that tells a device's pages; None where none of its counters counts pages.

    It is the billing total where the newest reading that counts anything has one, else the life count
    of the first marker (prtMarkerLifeCount, RFC 3805). Readings of another counter are no part of it:
    a program that learned a better counter, or another marker, begins anew.
    """
    for newest in reversed(readings):
        if _billed(newest) is not None:
            source = _source(newest)
            billed = [(r, _billed(r)) for r in readings if _source(r) == source]
            return _meter(BILLED, PAGES[0], billed)
        if newest.life_counts:
            index, life = newest.life_counts[0]
            if life.unit not in PAGES:
                return None
            lives = [(r, _life(r, index, life.unit)) for r in readings]
            return _meter(LIFE, life.unit, lives)
    return None


def _meter(of: str, unit: str, values: Sequence[tuple[PastReading, int | None]]) -> Meter:
    counts = _trusted(
        [CounterReading(reading.read_at, value) for reading, value in values if value is not None]
    )
    rises = (
        Rise(since, until, until.value - since.value if _could_print(since, until) else None)
        for since, until in pairwise(counts)
    )
    return Meter(of, unit, counts, tuple(rises))


def _could_print(since: CounterReading, until: CounterReading) -> bool:
    pages = until.value - since.value
    if 0 <= pages <= AT_ONCE:
        return True
    return 0 <= pages <= AT_ONCE + (until.at - since.at).total_seconds() / 60 * FASTEST


def _billed(reading: PastReading) -> int | None:
    impressions = reading.counters.get("impressions") if reading.counters else None
    return impressions.get("total") if impressions else None


def _source(reading: PastReading) -> str | None:
    return reading.counters["counters_source"] if reading.counters else None


def _life(reading: PastReading, marker_index: int, unit: str) -> int | None:
    return next(
        (life.value for index, life in reading.life_counts if index == marker_index and life.unit == unit),
        None,
    )


def _trusted(counts: list[CounterReading]) -> tuple[CounterReading, ...]:
    """Leave out the readings of a wrong clock, and single values that both neighbours contradict."""
    timely = in_time(counts, [count.at for count in counts])
    contradicted = {
        at
        for at, (before, odd, after) in enumerate(zip(timely, timely[1:], timely[2:], strict=False), 1)
        if before.value <= after.value and not before.value <= odd.value <= after.value
    }
    return tuple(count for at, count in enumerate(timely) if at not in contradicted)


def in_time(values: Sequence[Value], times: Sequence[datetime]) -> Sequence[Value]:
    """Return the most values, in the order they were stored, whose times rise.

    A clock that was wrong for a day stamps a reading before or after all its neighbours.
    """
    if all(before < after for before, after in pairwise(times)):
        return values
    ends: list[datetime] = []  # ends[n]: the earliest end of a rising row of n + 1 readings
    places: list[int] = []
    for time in times:
        place = bisect_left(ends, time)
        ends[place : place + 1] = [time]
        places.append(place)
    wanted = len(ends) - 1
    kept: list[Value] = []
    for value, place in zip(reversed(values), reversed(places), strict=True):
        if place == wanted:
            kept.append(value)
            wanted -= 1
    return kept[::-1]
