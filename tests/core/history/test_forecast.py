"""When a supply will be empty: a range of dates, or the reason why nobody can tell."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.history import forecast as shown
from agent.core.history.counts import meter_of
from agent.core.history.entry_past import weekend_of
from agent.core.history.forecast import Range, forecast
from agent.core.history.levels import changes_of, levels_of
from tests.support.past_samples import MONDAY, counted, levels, toner
from tests.support.store_samples import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.history.levels import LevelReading

BLACK = ("toner", "black", 1)
EVEN = 1.0  # weekends as working days


def series(*percents: int | None, serials: Sequence[str | None] = ()) -> Sequence[LevelReading]:
    """Return the levels of one toner that is read each day from MONDAY on."""
    named = serials or [None] * len(percents)
    readings = [
        levels(MONDAY + n * DAY, toner(percent, serial))
        for n, (percent, serial) in enumerate(zip(percents, named, strict=True))
    ]
    return levels_of(readings).get(BLACK, ())


def last_day(found: Sequence[LevelReading]) -> date:
    return found[-1].at.date()


def days_left(found: Sequence[LevelReading], weekend: float = EVEN) -> tuple[int, int, int]:
    """Return the days from the newest reading to the earliest, the likely and the latest date."""
    today = last_day(found)
    expected = forecast(found, weekend, today)
    assert isinstance(expected, Range), expected
    ends = (expected.earliest, expected.likely, expected.latest)
    earliest, likely, latest = ((end - today).days for end in ends)
    return earliest, likely, latest


def falling(per_day: float, days: int, begin: float = 100) -> list[int]:
    return [math.ceil(begin - per_day * day) for day in range(days)]


# The likely date


def test_an_even_fall_goes_on() -> None:
    earliest, likely, latest = days_left(series(*falling(1, 61)))  # 40 left at 1 a day
    assert 38 <= likely <= 41
    assert 25 < earliest < likely < latest < 60


def test_a_new_cartridge_is_no_negative_use() -> None:
    _, likely, _ = days_left(series(*falling(1, 36, begin=35), *falling(1, 41)))
    assert 57 <= likely <= 61


def test_days_in_which_an_empty_cartridge_waited_do_not_slow_the_use() -> None:
    _, likely, _ = days_left(series(*falling(2, 26, begin=50), *[0] * 20, *falling(2, 26)))
    assert 23 <= likely <= 26


@pytest.mark.parametrize("step", [10, 20])
def test_a_coarse_gauge_is_read_where_it_falls(step: int) -> None:
    percents = [step * math.ceil(left / step) for left in falling(1, 75)]
    _, likely, _ = days_left(series(*percents))  # truly 26 left
    assert 22 <= likely <= 30


def test_a_step_that_was_half_over_when_the_watch_began_does_not_speed_the_use() -> None:
    percents = [10 * math.ceil(left / 10) for left in falling(1, 41, begin=92)]
    _, likely, _ = days_left(series(*percents))  # truly 52 left
    assert 48 <= likely <= 56


def test_a_gauge_that_wavers_says_the_same_as_a_steady_one() -> None:
    wavering = [left + (-1, 0, 1, 0)[day % 4] for day, left in enumerate(falling(0.5, 80, begin=99))]
    _, likely, _ = days_left(series(*wavering))
    assert 113 <= likely <= 124


def test_one_wrong_value_changes_nothing() -> None:
    right = falling(1, 61)
    wrong = [*right]
    wrong[30] = 0
    assert days_left(series(*wrong)) == days_left(series(*right))


def test_the_later_weeks_count_more() -> None:
    slowed = [*falling(2, 31), *falling(0.5, 31, begin=40)]
    _, likely, _ = days_left(series(*slowed))
    assert 20 <= likely <= 45  # an even mean would say 20, the last month alone 50


def test_a_run_out_over_the_weekend_waits_for_monday() -> None:
    now = series(*falling(1, 61, begin=62))  # two average days are left
    assert now[-1].at.weekday() == 4
    today = last_day(now)
    open_all_week, closed = forecast(now, 1.0, today), forecast(now, 0.0, today)
    assert isinstance(open_all_week, Range)
    assert isinstance(closed, Range)
    assert (open_all_week.likely.weekday(), closed.likely.weekday()) == (5, 0)


@pytest.mark.parametrize(
    ("saturday", "expected"),
    [(0, 0.0), (20, 0.5), (40, 1.0), (90, 1.0)],
    ids=["closed", "half", "same", "more"],
)
def test_weekends_are_learned_from_the_pages(saturday: int, expected: float) -> None:
    total, readings = 1000, []
    for day in range(43):
        readings.append(counted(MONDAY + day * DAY, total))
        total += saturday if (MONDAY + day * DAY).weekday() >= 5 else 40
    assert weekend_of(meter_of(readings), (MONDAY + 42 * DAY).date()) == expected


def test_without_pages_of_weekends_nearly_closed_is_supposed() -> None:
    workdays = [counted(MONDAY + n * DAY, 1000 + n) for n in range(40) if (MONDAY + n * DAY).weekday() < 5]
    for readings in ([], workdays):
        assert weekend_of(meter_of(readings), (MONDAY + 40 * DAY).date()) == 0.2


# Nobody can tell


@pytest.mark.parametrize(
    ("percents", "reason"),
    [
        ([], shown.NOT_ENOUGH_DATA),
        ([50], shown.NOT_ENOUGH_DATA),
        (falling(2, 13), shown.NOT_ENOUGH_DATA),
        ([90] * 30, shown.NOT_ENOUGH_DATA),
        ([90] * 40 + [80] * 15, shown.NOT_ENOUGH_DATA),
        ([100] + [90] * 10 + [80] * 10, shown.NOT_ENOUGH_DATA),
        ([90] * 70, shown.HARDLY_USED),
        (falling(0.1, 99), shown.HARDLY_USED),
        ([*falling(2, 40), 0], shown.EMPTY),
    ],
    ids=[
        "nothing",
        "once",
        "too short",
        "no fall",
        "one step",
        "two steps",
        "long no fall",
        "too slow",
        "empty",
    ],
)
def test_the_reason_is_told_where_there_is_no_date(percents: list[int], reason: str) -> None:
    found = series(*percents)
    assert forecast(found, EVEN, last_day(found) if found else MONDAY.date()) == reason


def test_levels_older_than_a_week_tell_no_date() -> None:
    found = series(*falling(1, 61))
    assert isinstance(forecast(found, EVEN, last_day(found) + timedelta(days=7)), Range)
    assert forecast(found, EVEN, last_day(found) + timedelta(days=8)) == shown.NOT_READ


def test_a_supply_that_should_be_empty_and_is_not_can_be_today() -> None:
    found = series(*falling(1, 61, begin=62))
    today = last_day(found) + timedelta(days=7)
    expected = forecast(found, EVEN, today)
    assert isinstance(expected, Range)
    assert (expected.earliest, expected.likely) == (today, today)


@given(
    percents=st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=100),
    weekend=st.floats(0, 1),
    later=st.integers(0, 9),
)
def test_whatever_a_gauge_says_the_dates_are_in_order_and_not_past(
    percents: list[int | None], weekend: float, later: int
) -> None:
    found = series(*percents)
    today = (MONDAY + (len(percents) + later) * DAY).date()
    expected = forecast(found, weekend, today)
    if isinstance(expected, Range):
        assert found[-1].percent > 0
        assert today <= expected.earliest <= expected.likely <= expected.latest


# Changes of supplies


@pytest.mark.parametrize(
    ("percents", "serials", "found"),
    [
        ([4, 3, 100, 99], (), [(2, 3, 100)]),
        ([31, 30, 100, 99, 30, 29, 98], (), [(2, 30, 100), (6, 29, 98)]),
        ([80, 79, 81, 80, 79, 85], (), []),
        ([60, 50, 60, 50, 40], (), []),
        ([40, 20, 100, 80], (), [(2, 20, 100)]),
        ([90, 80, 95, 94], "AABB", [(2, 80, 95)]),
        ([90, 80, 40, 39], "AABB", [(2, 80, 40)]),
        ([30, 29, 80, 79], "AAAA", []),
    ],
    ids=["empty", "early", "noise", "coarse", "twenties", "by serial", "used one in", "same serial"],
)
def test_a_change_is_a_rise_or_another_serial_number(
    percents: list[int], serials: str, found: list[tuple[int, int, int]]
) -> None:
    changes = changes_of(series(*percents, serials=serials))
    assert [((c.at - MONDAY).days, c.before, c.after) for c in changes] == found
