"""A new reading beside what the device counted before: what can't be true is flagged, the rest is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from agent.core.history.event import NOTHING, Event, Findings
from agent.core.history.integrity import Exchange, look_at_counters
from agent.core.history.print_rate import LIKELY
from agent.core.model.printer import LifeCount
from tests.support.documents import part
from tests.support.past_samples import MONDAY, billed, counted
from tests.support.store_samples import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.core.history.past import PastReading

NO_EXCHANGE = Exchange()
BOARDS = Exchange(mac_address=("02:00:5e:10:00:07", "02:00:5e:10:00:08"))
FIRMWARE = Exchange(firmware=True)


def on_days(*values: int | None, unit: str = "impressions") -> list[PastReading]:
    """Return one reading a day; None is one whose counter could not be read."""
    return [counted(MONDAY + day * DAY, value, unit) for day, value in enumerate(values)]


def seen(readings: Sequence[PastReading], exchange: Exchange = NO_EXCHANGE) -> Findings:
    """Return the findings of the last of the readings beside the others."""
    return look_at_counters(readings[:-1], readings[-1], exchange)


def flags(readings: Sequence[PastReading], exchange: Exchange = NO_EXCHANGE) -> list[str]:
    return [event.flag for event in seen(readings, exchange).raised]


# What a fall is


@pytest.mark.parametrize(
    ("before", "after", "exchange", "flag"),
    [
        (120_345, 12, NO_EXCHANGE, "counter_reset"),
        (120_345, 120_344, NO_EXCHANGE, "counter_reset"),  # rolled back
        (999_990, 40, NO_EXCHANGE, "counter_wrap"),
        (9_999_100, 1_000, NO_EXCHANGE, "counter_wrap"),
        ((1 << 31) - 7, 600, NO_EXCHANGE, "counter_wrap"),
        ((1 << 32) - 7, 600, NO_EXCHANGE, "counter_wrap"),
        (999_990, 600_000, NO_EXCHANGE, "counter_reset"),  # half its life in a day
        (910_000, 40, NO_EXCHANGE, "counter_reset"),  # 90,000 pages in a day
        (1_000_000, 40, NO_EXCHANGE, "counter_reset"),  # it shows seven digits
        (999_990, 40, FIRMWARE, "counter_reset"),
        (999_990, 40, BOARDS, "board_swapped"),
        (120_345, 12, BOARDS, "board_swapped"),
        (120_345, 12, FIRMWARE, "counter_reset"),
    ],
)
def test_a_counter_that_falls_is_told_by_its_kind(
    before: int, after: int, exchange: Exchange, flag: str
) -> None:
    events = seen(on_days(before - 50, before, after), exchange).raised
    assert events[-1] == Event(flag, MONDAY + 2 * DAY, "life_count", before, after)


def test_after_a_long_holiday_a_wrap_may_lie_further_apart() -> None:
    readings = [counted(MONDAY, 960_000), counted(MONDAY + 30 * DAY, 20_000)]
    assert flags(readings) == ["counter_wrap"]


def test_a_counter_of_lengths_wraps_at_its_own_pace() -> None:
    assert flags(on_days((1 << 32) - 90_000_000, 90_000_000, unit="tenThousandthsOfInches")) == [
        "counter_wrap"
    ]
    assert flags(on_days(600_000, 40, unit="feet")) == ["counter_reset"]


def test_a_swapped_board_tells_its_mac_addresses_too() -> None:
    first, second = seen(on_days(500, 12), BOARDS).raised
    assert (first.what, first.before, first.after) == (
        "mac_address",
        "02:00:5e:10:00:07",
        "02:00:5e:10:00:08",
    )
    assert (second.flag, second.what) == ("board_swapped", "life_count")


@pytest.mark.parametrize("exchange", [BOARDS, FIRMWARE])
def test_another_interface_or_firmware_alone_is_no_event(exchange: Exchange) -> None:
    assert seen(on_days(500, 510), exchange) == NOTHING


# What a jump is


@pytest.mark.parametrize(
    ("minutes", "pages", "expected"),
    [
        (1, 1_200, []),
        (1, 1_201, ["counter_jump"]),
        (24 * 60, 289_000, []),
        (24 * 60, 289_001, ["counter_jump"]),
        (-60, 5_000_000, []),  # the clock went back: nobody knows
    ],
)
def test_of_an_unknown_printer_only_the_impossible_is_a_jump(
    minutes: int, pages: int, expected: list[str]
) -> None:
    readings = [counted(MONDAY, 70), counted(MONDAY + timedelta(minutes=minutes), 70 + pages)]
    assert flags(readings) == expected


@pytest.mark.parametrize(
    ("pages", "expected"), [(21_000, []), (21_001, ["counter_jump"]), (100_000, ["counter_jump"])]
)
def test_of_a_known_printer_more_than_a_busy_office_prints_is_a_jump(pages: int, expected: list[str]) -> None:
    assert flags(on_days(*range(0, 3_000, 150), 2_850 + pages)) == expected


def test_a_printer_that_was_seen_to_print_so_much_may_do_it_again() -> None:
    assert flags(on_days(*range(0, 80_000, 4_000), 76_000 + 81_000)) == []
    assert flags(on_days(*range(0, 80_000, 4_000), 76_000 + 81_001)) == ["counter_jump"]


def test_one_jump_does_not_make_the_next_one_usual() -> None:
    jumped = [*range(0, 1_500, 150), *range(900_000, 901_350, 150)]
    assert flags(on_days(*jumped, 1_000_000)) == ["counter_jump"]


def test_an_hour_may_hold_the_pages_of_a_whole_day() -> None:
    days = on_days(*range(0, 3_000, 150))
    assert flags([*days, counted(days[-1].read_at + timedelta(hours=2), 2_850 + 12_000)]) == []


def test_feet_and_hours_are_no_pages_and_never_jump() -> None:
    assert flags(on_days(5, 90_000_000, unit="feet")) == []


# Each counter has a name


def test_every_marker_and_every_billing_counter_is_looked_at() -> None:
    before, after = (replace(billed(MONDAY + day * DAY, 900, 2_000)) for day in (0, 1))
    lives = tuple((index, LifeCount(value, "impressions")) for index, value in ((1, 1_900), (2, 30)))
    shown, then = part(before.counters), part(after.counters)
    shown["scan"] = then["scan"] = None
    shown["copy"], then["copy"] = {"total": 7, "monochrome": None}, {"total": 6}
    before = replace(before, life_counts=(before.life_counts[0], (2, LifeCount(31, "impressions"))))
    after = replace(after, life_counts=lives, counters=part({**then, "impressions": {"total": 899}}))
    assert [(event.what, event.before, event.after) for event in seen([before, after]).raised] == [
        ("life_count", 2_000, 1_900),
        ("markers.2.life_count", 31, 30),
        ("impressions.total", 900, 899),
        ("copy.total", 7, 6),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (counted(MONDAY, 500, "impressions"), counted(MONDAY + DAY, 250, "sheets")),
        (billed(MONDAY, 500, source="vendor:x"), billed(MONDAY + DAY, 250, source="standard")),
    ],
)
def test_another_unit_or_source_is_another_counter(before: PastReading, after: PastReading) -> None:
    assert seen([before, after]) == NOTHING


# What was misread


def in_turn(*values: int | None) -> list[str]:
    """Return the events that each day adds, in words: "3: counter_reset 500 to 12", "4: ended"."""
    shown = []
    for day in range(1, len(values)):
        found = seen(on_days(*values[: day + 1]))
        shown += [f"{day}: {event.flag} {event.before} to {event.after}" for event in found.raised]
        shown += [f"{day}: ended" for ending in found.ended if ending.what == "life_count"]
    return shown


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((120_345, 0, 120_350, 120_360), []),  # it said 0 while it woke up
        ((120_345, None, 120_350), []),
        ((0, 500_000, 500_010), []),  # the very first reading met it waking up
        ((0, 0, 7, 7, 0, 9), []),
        ((120_345, 0, 0, 0, 5), ["2: counter_reset 120345 to 0"]),  # it meant it
        ((120_345, 0, 12, 15), ["2: counter_reset 120345 to 12"]),
        ((999_990, 0, 0, 12), ["2: counter_wrap 999990 to 0"]),
        ((120_345, 12, 120_350, 120_360), ["1: counter_reset 120345 to 12", "2: ended"]),
        ((120_345, 0, 0, 120_350, 120_360), ["2: counter_reset 120345 to 0", "3: ended"]),
        ((120_345, 12, 15, 120_350, 120_360), ["1: counter_reset 120345 to 12", "3: ended"]),
        ((70, 900_000, 80, 90), ["1: counter_jump 70 to 900000", "2: ended"]),
        ((500, 510, 520, 12, 530, 540), ["3: counter_reset 520 to 12", "4: ended"]),
        ((70, 900_000, 20, 30), ["1: counter_jump 70 to 900000", "2: counter_reset 900000 to 20"]),
        ((500, 12, 900_000), ["1: counter_reset 500 to 12", "2: counter_jump 12 to 900000"]),
        ((100, 150, 120, 130), ["2: counter_reset 150 to 120"]),  # fifty pages that are billed no more
        ((5_000, 12, 400, 800, 1_200), ["1: counter_reset 5000 to 12"]),
    ],
)
def test_a_misreading_is_no_event_or_one_that_ends(
    values: tuple[int | None, ...], expected: list[str]
) -> None:
    assert in_turn(*values) == expected


def test_a_confirmed_zero_is_dated_by_the_first_one() -> None:
    (event,) = seen(on_days(500, 0, 0)).raised
    assert event.since == MONDAY + DAY


def test_a_swapped_board_that_was_a_misreading_ends_with_its_mac_addresses() -> None:
    assert [ending.what for ending in seen(on_days(500, 12, 510)).ended] == ["mac_address", "life_count"]


# Honest counters


@st.composite
def honest(draw: st.DrawFn) -> list[PastReading]:
    """Return a printer's readings: any gaps, bursts up to what one can print, now and then no count or 0."""
    value, at = draw(st.integers(0, (1 << 32) - (1 << 27))), MONDAY
    readings, was_zero = [], False
    for _ in range(draw(st.integers(2, 45))):
        seconds = draw(st.one_of(st.integers(1, 4_000), st.integers(60_000, 200_000), st.integers(1, 10**7)))
        at += timedelta(seconds=seconds)
        most = min(int(seconds / 60 * 200), int(LIKELY * max(seconds / 86_400, 1.0)))
        value += draw(st.one_of(st.integers(0, min(most, 300)), st.integers(0, most), st.just(most)))
        shown = draw(st.sampled_from((value, value, value, value, None, 0)))
        shown = value if shown == 0 and was_zero else shown
        was_zero = shown == 0 or (shown is None and was_zero)
        readings.append(counted(at, shown))
    return readings


@given(honest())
@example(on_days(0, 0, 0, 1))
def test_an_honest_counter_never_raises_a_flag_whatever_the_gaps(readings: list[PastReading]) -> None:
    assert [found for found in _in_turn(readings) if found.raised] == []


@given(honest(), st.integers(1, 1 << 32))
def test_a_counter_that_starts_anew_is_flagged_at_once(readings: list[PastReading], fallen_to: int) -> None:
    past = [reading for reading in readings if any(life.value for _, life in reading.life_counts)]
    assume(past and fallen_to < past[-1].life_counts[0][1].value)
    fallen = counted(past[-1].read_at + DAY, fallen_to)
    assert flags([*past, fallen])[0] in {"counter_reset", "counter_wrap"}


def _in_turn(readings: Sequence[PastReading]) -> Iterator[Findings]:
    for number in range(1, len(readings)):
        yield look_at_counters(readings[:number], readings[number], NO_EXCHANGE)
