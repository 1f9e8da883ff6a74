"""Pages by day, by month, and over about the last thirty days, from a device's earlier readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.history.counts import CounterReading, Meter, Rise, meter_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.history.past import PastReading
    from agent.core.report_format.entries import MonthEntry, UsageEntry

SPAN = timedelta(days=30)
LEAST_SPAN = timedelta(hours=20)  # less is no day's use
MONTHS = 2  # whole months that usage tells
NEAR_MONTH_END = timedelta(days=7)  # a reading that is further off says little of the month's end

# A count read before 14:20 closes the day before, a later one its own day: most pages are printed in
# office hours, and few offices choose that minute for their run.
_TO_NEXT_DAY = timedelta(hours=9, minutes=40)
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month from month-end to month-end: from the last count before it to its own last.

    `pages` is None where one of the two was not read near the month's end, or the counter was reset.
    """

    first_day: date
    pages: int | None
    since: datetime | None
    until: datetime | None


def daily_pages(readings: Sequence[PastReading], days: int, today: date) -> tuple[int | None, ...]:
    """Return the pages of each of the last `days` days up to `today`, the oldest first; None = not known.

    Days are those of the readings' own offset. A rise over several days is not spread: only where a
    single working day lies in it (Friday to Monday) that day has its pages; the sums of usage and
    month count it all the same. What was printed twice a day is added up.
    """
    return pages_by_day(meter_of(readings), days, today)


def pages_by_day(meter: Meter | None, days: int, today: date) -> tuple[int | None, ...]:
    """Return the same as daily_pages, from the counter itself; without one nothing is known."""
    pages: dict[date, int] = {}
    for rise in meter.rises if meter else ():
        day = _day_of(rise)
        if day is not None and rise.pages is not None:
            pages[day] = pages.get(day, 0) + rise.pages
    return tuple(pages.get(today - timedelta(days=back)) for back in range(days - 1, -1, -1))


def _day_of(rise: Rise) -> date | None:
    """Return the one day that a rise belongs to, None where it has several."""
    first, after = (_closing(count.at) for count in (rise.since, rise.until))
    if first >= after:
        return (rise.since.at + (rise.until.at - rise.since.at) / 2).date()
    if first + _DAY == after:
        return first
    if after - first > timedelta(days=7):
        return None
    span = [first + timedelta(days=number) for number in range((after - first).days)]
    working = [day for day in span if day.weekday() < _SATURDAY]
    return working[0] if len(working) == 1 else None


def _closing(at: datetime) -> date:
    """Return the day before whose beginning a count was read."""
    return (at + _TO_NEXT_DAY).date()


def usage_of(meter: Meter | None, today: date) -> UsageEntry | None:
    """Return `usage` of meters.json; None where no two readings tell a day's pages.

    since, until      the readings between which it was used: about thirty days, or what there is
    days              days in between whose pages are known: a reset leaves a part out
    impressions       pages in that time, in `unit`: impressions or sheets
    per_day           pages a day, weekends and all
    of                which counter told it: impressions.total (billing) or life_count (engine)
    months            the last two whole months before `today`, see months_of
    """
    if meter is None or not meter.rises:
        return None
    recent = [rise for rise in _recent(meter.rises) if rise.pages is not None]
    spent = sum((rise.until.at - rise.since.at for rise in recent), timedelta())
    if spent < LEAST_SPAN:
        return None
    pages = sum(rise.pages or 0 for rise in recent)
    days = spent / _DAY
    return {
        "since": _moment(recent[0].since.at),
        "until": _moment(recent[-1].until.at),
        "days": round(days, 1),
        "impressions": pages,
        "per_day": round(pages / days, 1),
        "of": meter.of,
        "unit": meter.unit,
        "months": [_month_entry(month) for month in months_of(meter, today, MONTHS)],
    }


def pages_since(meter: Meter | None, since: datetime) -> int | None:
    """Return the pages counted from the reading at or after `since` to the newest; None = not known."""
    rises = [rise for rise in meter.rises if rise.since.at >= since] if meter else []
    pages = [rise.pages for rise in rises if rise.pages is not None]
    return sum(pages) if pages and len(pages) == len(rises) else None


def pages_this_month(meter: Meter | None, today: date) -> int | None:
    """Return the pages from the last count of the month before to the newest; None = not known."""
    begin = _last_before(meter, today.replace(day=1)) if meter else None
    return pages_since(meter, begin.at) if begin else None


def _recent(all_rises: Sequence[Rise]) -> Sequence[Rise]:
    """Return the rises of the span before the newest reading, the last one however long it is."""
    # Half a day more: the run of thirty days ago was some minutes earlier or later.
    begin = all_rises[-1].until.at - SPAN - _DAY / 2
    return [rise for rise in all_rises if rise.since.at >= begin] or all_rises[-1:]


def _month_entry(month: Month) -> MonthEntry:
    return {
        "month": f"{month.first_day:%Y-%m}",
        "impressions": month.pages,
        "since": _text(month.since),
        "until": _text(month.until),
    }


def _text(at: datetime | None) -> str | None:
    return _moment(at) if at else None


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def months_of(meter: Meter, today: date, months: int) -> tuple[Month, ...]:
    """Return the last whole months before the day `today`, the oldest first."""
    found: list[Month] = []
    after = today.replace(day=1)
    for _ in range(months):
        first = (after - _DAY).replace(day=1)
        found.append(_month(meter, first, after))
        after = first
    return tuple(reversed(found))


def _month(meter: Meter, first: date, after: date) -> Month:
    since, until = (_last_before(meter, day) for day in (first, after))
    if since is None or until is None:
        return Month(first, None, since.at if since else None, until.at if until else None)
    between = [rise.pages for rise in meter.rises if since.at <= rise.since.at < until.at]
    known = [pages for pages in between if pages is not None]
    return Month(first, sum(known) if len(known) == len(between) else None, since.at, until.at)


def _last_before(meter: Meter, day: date) -> CounterReading | None:
    """Return the last count before a day, where it was read in the week before."""
    return next(
        (count for count in reversed(meter.counts) if day - NEAR_MONTH_END <= count.at.date() < day),
        None,
    )
