"""Pages by day, by month and over thirty days: what counters rose by, and never what nobody can know."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.history.counts import BILLED, LIFE, meter_of
from agent.core.history.usage import daily_pages, months_of, pages_since, usage_of
from tests.support.past_samples import MONDAY, OFFICE, billed, counted
from tests.support.store_samples import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.history.past import PastReading

HOUR = timedelta(hours=1)


def days_of(readings: Sequence[PastReading], days: int = 7) -> tuple[int | None, ...]:
    """Return the pages of the week that begins on MONDAY."""
    return daily_pages(readings, days, (MONDAY + (days - 1) * DAY).date())


def daily(*counts: int | None, hour: int = 8) -> list[PastReading]:
    """Return a reading a day from MONDAY on, at that hour and some minutes; None = not read."""
    begin = MONDAY.replace(hour=hour)
    return [counted(begin + number * DAY, count) for number, count in enumerate(counts) if count is not None]


def test_the_pages_since_a_reading_are_counted_from_it() -> None:
    readings = daily(100, 150, 175, 190)
    assert pages_since(meter_of(readings), readings[1].read_at) == 40
    assert pages_since(meter_of(readings), readings[-1].read_at) is None
    reset = daily(100, 150, 20, 30)
    assert pages_since(meter_of(reset), reset[0].read_at) is None
    assert pages_since(None, MONDAY) is None


# Days


@pytest.mark.parametrize("hour", [0, 6, 8, 12, 13])
def test_a_count_read_in_the_morning_closes_the_day_before(hour: int) -> None:
    assert days_of(daily(100, 150, 150, 175, hour=hour)) == (50, 0, 25, None, None, None, None)


@pytest.mark.parametrize("hour", [15, 17, 23])
def test_a_count_read_in_the_evening_closes_its_own_day(hour: int) -> None:
    assert days_of(daily(100, 150, 150, 175, hour=hour)) == (None, 50, 0, 25, None, None, None)


def test_what_a_weekend_hides_belongs_to_its_only_working_day() -> None:
    friday_to_monday = daily(100, 110, 120, 130, 140, None, None, 170)
    assert days_of(friday_to_monday) == (10, 10, 10, 10, 30, None, None)


def test_what_several_working_days_hide_is_not_spread_over_them() -> None:
    assert days_of(daily(100, 110, None, None, 170, 180)) == (10, None, None, None, 10, None, None)


def test_two_readings_a_day_are_added_up() -> None:
    readings = [counted(MONDAY + n * 3 * HOUR, 100 + n * n) for n in range(17)]  # every three hours
    assert days_of(readings, 2) == (5**2, 13**2 - 5**2)  # up to 23:34 each


def test_a_reset_costs_its_day_and_no_other() -> None:
    assert days_of(daily(5000, 5010, 5, 25, 40)) == (10, None, 20, 15, None, None, None)


@pytest.mark.parametrize("wrong", [0, 7, 2**32 - 1])
def test_a_value_that_both_neighbours_contradict_is_left_out(wrong: int) -> None:
    assert days_of(daily(5000, 5010, wrong, 5030, 5040)) == (10, None, None, 10, None, None, None)


def test_a_rise_that_no_printer_could_print_is_not_known() -> None:
    assert days_of(daily(5000, 5_000_000, 5_000_010)) == (None, 10, None, None, None, None, None)


@pytest.mark.parametrize("wrong_by", [-20_000 * DAY, -40 * DAY, 3000 * DAY, 4 * DAY])
def test_a_clock_that_was_wrong_once_costs_only_that_reading(wrong_by: timedelta) -> None:
    readings = daily(100, 110, 120, 130, 140)
    readings[2] = counted(readings[2].read_at + wrong_by, 120)
    assert days_of(readings) == (10, None, None, 10, None, None, None)
    usage = usage_of(meter_of(readings), MONDAY.date())
    assert usage is not None
    assert (usage["days"], usage["impressions"]) == (4.0, 40)


def test_other_counters_are_another_story() -> None:
    before = [billed(MONDAY + n * DAY, 9_000 + n, source="standard") for n in range(3)]
    after = [billed(MONDAY + n * DAY, 500 + 20 * n) for n in range(3, 6)]
    assert days_of([*before, *after]) == (None, None, None, 20, 20, None, None)
    meter = meter_of([*before, *after])
    assert meter is not None
    assert (meter.of, meter.unit) == (BILLED, "impressions")


@pytest.mark.parametrize("unit", ["feet", "hours", None, "other(99)"])
def test_what_is_no_page_is_no_use(unit: str | None) -> None:
    readings = [counted(MONDAY + n * DAY, 100 + n, unit) for n in range(9)]
    assert usage_of(meter_of(readings), MONDAY.date()) is None
    assert days_of(readings) == (None,) * 7


@given(pages=st.lists(st.integers(0, 5000), min_size=1, max_size=40), first=st.integers(0, 10**7))
def test_every_page_of_a_daily_read_printer_is_on_its_day(pages: list[int], first: int) -> None:
    readings = daily(*accumulate(pages, initial=first))
    assert days_of(readings, len(pages)) == tuple(pages)


@given(
    st.lists(
        st.tuples(st.integers(-(10**6), 10**6), st.one_of(st.none(), st.integers(0, 2**63))), max_size=12
    )
)
def test_no_day_is_ever_negative_or_beyond_what_a_printer_prints(
    values: list[tuple[int, int | None]],
) -> None:
    readings = [counted(MONDAY + timedelta(minutes=minutes), count) for minutes, count in values]
    assert all(pages is None or 0 <= pages <= 3 * 200 * 1440 for pages in days_of(readings, 30))
    usage = usage_of(meter_of(readings), MONDAY.date())
    assert usage is None or usage["impressions"] >= 0


# Thirty days


def test_usage_is_told_for_the_last_thirty_days_with_its_counter() -> None:
    readings = [counted(MONDAY + n * DAY, 1000 + 20 * n, "sheets") for n in range(60)]
    usage = usage_of(meter_of(readings), (MONDAY + 59 * DAY).date())
    assert usage is not None
    assert (usage["days"], usage["impressions"], usage["per_day"]) == (30.0, 600, 20.0)
    assert (usage["of"], usage["unit"]) == (LIFE, "sheets")
    assert usage["since"] == (MONDAY + 29 * DAY).isoformat(timespec="milliseconds")
    assert usage["until"] == (MONDAY + 59 * DAY).isoformat(timespec="milliseconds")


def test_a_reset_leaves_its_time_out_of_the_usage() -> None:
    usage = usage_of(meter_of(daily(1000, 1010, 5, 15, 25)), MONDAY.date())
    assert usage is not None
    assert (usage["days"], usage["impressions"], usage["per_day"]) == (3.0, 30, 10.0)


def test_a_long_gap_is_used_where_there_is_nothing_newer() -> None:
    usage = usage_of(meter_of([counted(MONDAY, 100), counted(MONDAY + 50 * DAY, 600)]), MONDAY.date())
    assert usage is not None
    assert (usage["days"], usage["impressions"], usage["per_day"]) == (50.0, 500, 10.0)


@pytest.mark.parametrize(
    "readings", [[], daily(7), [counted(MONDAY, 7), counted(MONDAY + 19 * HOUR, 9)], daily(9, 7)]
)
def test_too_little_is_no_usage(readings: list[PastReading]) -> None:
    assert usage_of(meter_of(readings), MONDAY.date()) is None


# Months


def a_reading_a_day(first: datetime, days: int, per_day: int = 10) -> list[PastReading]:
    return [billed(first + n * DAY, 5000 + per_day * n) for n in range(days)]


def test_a_month_goes_from_month_end_to_month_end() -> None:
    readings = a_reading_a_day(datetime(2026, 7, 20, 17, 0, tzinfo=OFFICE), 60)
    usage = usage_of(meter_of(readings), datetime(2026, 9, 17, tzinfo=OFFICE).date())
    assert usage is not None
    assert usage["months"] == [
        {"month": "2026-07", "impressions": None, "since": None, "until": "2026-07-31T17:00:00.000+01:00"},
        {
            "month": "2026-08",
            "impressions": 310,
            "since": "2026-07-31T17:00:00.000+01:00",
            "until": "2026-08-31T17:00:00.000+01:00",
        },
    ]


@pytest.mark.parametrize(
    ("lost", "pages"),
    [
        ([], 310),
        (range(5, 25), 310),
        ([31], 300),  # the count of the day before closes the month: the rest falls into September
        (range(24, 32), None),
        (range(-7, 1), None),
    ],
)
def test_a_month_needs_a_count_near_both_of_its_ends(lost: Sequence[int], pages: int | None) -> None:
    """Every day is read but the `lost` days of August; 0 is the last of July."""
    july = datetime(2026, 7, 31, 17, 0, tzinfo=OFFICE)
    readings = a_reading_a_day(july - 20 * DAY, 60)
    meter = meter_of([one for one in readings if (one.read_at - july).days not in lost])
    assert meter is not None
    (august,) = months_of(meter, datetime(2026, 9, 5, tzinfo=OFFICE).date(), 1)
    assert august.pages == pages


def test_a_reset_makes_a_month_unknown() -> None:
    begin = datetime(2026, 7, 15, 17, 0, tzinfo=OFFICE)
    readings = [
        *a_reading_a_day(begin, 30),
        billed(begin + 30 * DAY, 0),
        *a_reading_a_day(begin + 31 * DAY, 30),
    ]
    meter = meter_of(readings)
    assert meter is not None
    assert [month.pages for month in months_of(meter, datetime(2026, 9, 5, tzinfo=OFFICE).date(), 1)] == [
        None
    ]
