"""Does an office report when it should? Its own habit says when: nobody here knows its schedule."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.model.ages import REPORT_LATE_AFTER, REPORT_MISSING_AFTER

if TYPE_CHECKING:
    from collections.abc import Sequence

GRACE = REPORT_LATE_AFTER - timedelta(days=1)
HABIT_FOR = timedelta(days=28)
HABIT_FROM = timedelta(days=14)  # a shorter past says nothing of weekends
MISSING_FROM = REPORT_MISSING_AFTER.days  # missed days
LONGEST = 400  # days that are looked at: an office that is silent for longer is no news


def missed_days(reported: Sequence[datetime], now: datetime) -> int:
    """Return on how many days after its last report an office should have reported and did not.

    `reported` are the moments of its reports, aware, of four weeks or more where there are so many. A
    weekday on which none of them was made is no day of its schedule.
    """
    last = max(reported)
    weekdays = _habit(reported, last)
    due = (last + timedelta(days=number) for number in range(1, LONGEST))
    missed = 0
    for day in due:
        if day + GRACE > now:
            break
        missed += day.weekday() in weekdays
    return missed


def _habit(reported: Sequence[datetime], last: datetime) -> frozenset[int]:
    lately = [moment for moment in reported if last - moment <= HABIT_FOR]
    if last - min(lately) < HABIT_FROM:
        return frozenset(range(7))
    return frozenset(moment.weekday() for moment in lately)
