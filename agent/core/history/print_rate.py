"""How many pages a device may have counted between two readings."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from agent.core.history.counts import AT_ONCE, FASTEST, CounterReading

if TYPE_CHECKING:
    from collections.abc import Sequence


LIKELY = 20_000  # pages a day: a busy office printer's, all day long
UNUSUAL = 20  # times its second busiest day: an office that prints so much more wants to know
LEAST_RISES, LEAST_SPAN = 10, timedelta(days=14)  # what makes a device's pace known

_DAY = timedelta(days=1)


def is_possible(earlier: Sequence[CounterReading], since: CounterReading, until: CounterReading) -> bool:
    """Say whether a device can have counted from `since` to `until`; `earlier` are its counts before.

    No office printer is faster than FASTEST pages a minute. Where its pace is known, it also counts no
    more than UNUSUAL times its second busiest day, or than LIKELY pages a day. Between two readings whose
    clock went back nobody knows.
    """
    more = until.value - since.value - AT_ONCE
    if more <= 0 or until.at <= since.at:
        return True
    fastest = (until.at - since.at) / timedelta(minutes=1) * FASTEST
    return more <= min(fastest, _usual((*earlier, since)) * _days(since, until))


def is_likely(pages: int, since: CounterReading, until: CounterReading) -> bool:
    """Say whether a device of which nothing is known would count so many pages in that time."""
    return pages <= AT_ONCE + LIKELY * _days(since, until)


def _usual(counts: Sequence[CounterReading]) -> float:
    """Return the most pages a day that are nothing unusual; infinite where too little is known."""
    # The busiest day of all may be a misreading.
    busy = sorted(
        (b.value - a.value) / _days(a, b) for a, b in pairwise(counts) if b.value >= a.value and b.at > a.at
    )
    if len(busy) < LEAST_RISES or counts[-1].at - counts[0].at < LEAST_SPAN:
        return inf
    return max(LIKELY, UNUSUAL * busy[-2])


def _days(since: CounterReading, until: CounterReading) -> float:
    """Return the time between two counts in days; a part of a day may hold a whole day's pages."""
    return max((until.at - since.at) / _DAY, 1.0)
