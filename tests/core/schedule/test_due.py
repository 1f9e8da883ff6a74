"""A run is due by the wall clock and the last recorded run: sleep, holidays and clock changes lose none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from agent.core.mail.backoff import WAITS, next_try
from agent.core.schedule.due import (
    LARGEST_DELAY,
    delay_of,
    is_due,
    later_round_is_due,
    mail_expected,
    next_run,
)
from agent.core.schedule.tasks import SEND, ScheduleState, next_task
from agent.core.settings import Schedule

WORKDAYS = Schedule("08:30", ("mon", "tue", "wed", "thu", "fri"))
DAILY = Schedule("08:30", (*WORKDAYS.days, "sat", "sun"))
AT_NIGHT = Schedule("02:30", DAILY.days)
NEVER = Schedule("08:30", ())
NO_DELAY = timedelta(0)
FRIDAY_RUN = "2026-11-20T08:31+01:00"


@pytest.mark.parametrize(
    ("schedule", "last_run", "now", "expected"),
    [
        (WORKDAYS, FRIDAY_RUN, "2026-11-20T08:32+01:00", False),
        (WORKDAYS, FRIDAY_RUN, "2026-11-20T23:59+01:00", False),
        (WORKDAYS, FRIDAY_RUN, "2026-11-21T09:00+01:00", False),  # Saturday
        (WORKDAYS, FRIDAY_RUN, "2026-11-22T23:59+01:00", False),
        (WORKDAYS, FRIDAY_RUN, "2026-11-23T08:29+01:00", False),
        (WORKDAYS, FRIDAY_RUN, "2026-11-23T08:30+01:00", True),
        (WORKDAYS, FRIDAY_RUN, "2026-11-23T17:45+01:00", True),  # the machine was off in the morning
        (WORKDAYS, "2026-11-23T17:45+01:00", "2026-11-24T08:29+01:00", False),
        (WORKDAYS, FRIDAY_RUN, "2026-12-07T03:00+01:00", True),  # asleep for two weeks
        (WORKDAYS, "2026-11-19T12:00+01:00", "2026-11-21T03:00+01:00", True),  # Friday's was missed
        (Schedule("08:30", ("sun",)), "2026-11-15T08:31+01:00", "2026-11-22T08:30+01:00", True),
        (Schedule("08:30", ("sun",)), "2026-11-15T08:31+01:00", "2026-11-22T08:29+01:00", False),
        (NEVER, FRIDAY_RUN, "2027-11-20T08:30+01:00", False),
        (NEVER, None, "2026-11-20T08:30+01:00", True),  # never ran: people want to see something
    ],
)
def test_a_run_is_due_once_for_each_scheduled_time(
    schedule: Schedule, last_run: str | None, now: str, expected: bool
) -> None:
    then = datetime.fromisoformat(last_run) if last_run else None
    assert is_due(schedule, then, datetime.fromisoformat(now), NO_DELAY) is expected


@pytest.mark.parametrize(
    ("schedule", "last_run", "now", "expected"),
    [
        # Back to winter time on Sunday, 25 October 2026 at 03:00.
        (DAILY, "2026-10-24T08:31+02:00", "2026-10-25T03:00+01:00", False),
        (DAILY, "2026-10-24T08:31+02:00", "2026-10-25T08:29+01:00", False),
        (DAILY, "2026-10-24T08:31+02:00", "2026-10-25T08:30+01:00", True),
        (WORKDAYS, "2026-10-23T08:31+02:00", "2026-10-26T00:10+01:00", False),
        (AT_NIGHT, "2026-10-25T02:31+02:00", "2026-10-25T02:31+01:00", False),  # 02:30 comes twice
        # On to summer time on Sunday, 28 March 2027 at 02:00.
        (DAILY, "2027-03-27T08:31+01:00", "2027-03-28T08:29+02:00", False),
        (DAILY, "2027-03-27T08:31+01:00", "2027-03-28T08:30+02:00", True),
        (AT_NIGHT, "2027-03-27T02:31+01:00", "2027-03-28T03:00+02:00", True),  # 02:30 does not come
    ],
)
def test_a_changed_clock_neither_doubles_nor_loses_a_run(
    schedule: Schedule, last_run: str, now: str, expected: bool
) -> None:
    moments = datetime.fromisoformat(last_run), datetime.fromisoformat(now)
    assert is_due(schedule, *moments, NO_DELAY) is expected


def test_a_run_recorded_by_a_clock_far_ahead_does_not_stop_the_runs_for_years() -> None:
    now = datetime.fromisoformat("2026-11-20T12:00+01:00")
    assert is_due(DAILY, now + timedelta(days=900), now, NO_DELAY)
    assert not is_due(DAILY, now + timedelta(minutes=5), now, NO_DELAY)  # set back a little


@pytest.mark.parametrize(
    ("last_round", "now", "expected"),
    [
        (FRIDAY_RUN, "2026-11-20T10:30+01:00", False),
        (FRIDAY_RUN, "2026-11-20T10:31+01:00", True),
        ("2026-11-20T10:32+01:00", "2026-11-20T13:30+01:00", False),
        ("2026-11-20T10:32+01:00", "2026-11-20T13:31+01:00", True),
        (FRIDAY_RUN, "2026-11-20T18:00+01:00", True),  # both were missed: one is made up
        ("2026-11-20T18:01+01:00", "2026-11-20T23:00+01:00", False),
        (FRIDAY_RUN, "2026-11-21T00:10+01:00", False),  # the day is over
        (FRIDAY_RUN, "2026-11-20T07:00+01:00", False),  # the clock was set back
        (None, "2026-11-20T12:00+01:00", False),
    ],
)
def test_sleepers_are_asked_again_twice_on_the_day_of_their_run(
    last_round: str | None, now: str, expected: bool
) -> None:
    then = datetime.fromisoformat(last_round) if last_round else None
    run = datetime.fromisoformat(FRIDAY_RUN)
    assert later_round_is_due(run, then, datetime.fromisoformat(now)) is expected
    assert not later_round_is_due(None, then, datetime.fromisoformat(now))


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=1), timedelta(days=365)])
def test_nothing_that_a_clock_stored_while_it_was_ahead_puts_off_what_is_due(ahead: timedelta) -> None:
    run, now = datetime.fromisoformat(FRIDAY_RUN), datetime.fromisoformat("2026-11-20T11:00+01:00")
    assert is_due(DAILY, now + ahead, now, NO_DELAY)
    assert later_round_is_due(run, now + ahead, now)
    assert not later_round_is_due(run, now - timedelta(minutes=1), now)
    tried = ScheduleState(NO_DELAY, WORKDAYS, run, now, 0, (now + ahead + WAITS[-1],))
    assert next_task(tried, {}, now) is SEND
    waits = replace(tried, next_tries=(now + WAITS[-1],))
    assert next_task(waits, {}, now) is None


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [(WORKDAYS, "2026-11-23T08:30+01:00"), (DAILY, "2026-11-21T08:30+01:00"), (NEVER, None)],
)
def test_the_next_mail_is_expected_at_the_next_scheduled_time(
    schedule: Schedule, expected: str | None
) -> None:
    shown = mail_expected(schedule, datetime.fromisoformat(FRIDAY_RUN))
    assert shown == (datetime.fromisoformat(expected) if expected else None)


def test_the_delay_shifts_the_run_and_is_always_the_same_for_an_agent() -> None:
    delay = timedelta(minutes=9)
    last = datetime.fromisoformat(FRIDAY_RUN)
    monday = datetime.fromisoformat("2026-11-23T08:38+01:00")
    assert not is_due(WORKDAYS, last, monday, delay)
    assert is_due(WORKDAYS, last, monday + timedelta(minutes=1), delay)
    delays = [delay_of(f"agent-{number}") for number in range(500)]
    assert delays == [delay_of(f"agent-{number}") for number in range(500)]
    assert NO_DELAY <= min(delays) < max(delays) < timedelta(seconds=LARGEST_DELAY)
    assert len(set(delays)) > 200


@pytest.mark.parametrize(
    ("schedule", "now", "expected"),
    [
        (WORKDAYS, "2026-11-20T09:00+01:00", "2026-11-23T08:32+01:00"),  # Friday to Monday
        (DAILY, "2026-11-20T09:00+01:00", "2026-11-21T08:32+01:00"),
        (WORKDAYS, "2026-11-23T10:00+01:00", "2026-11-23T10:00+01:00"),  # overdue: now
        (NEVER, "2026-11-20T09:00+01:00", None),
    ],
)
def test_the_next_run_is_told(schedule: Schedule, now: str, expected: str | None) -> None:
    last = datetime.fromisoformat(FRIDAY_RUN)
    shown = next_run(schedule, last, datetime.fromisoformat(now), timedelta(minutes=2))
    assert shown == (datetime.fromisoformat(expected) if expected else None)


def test_tries_of_a_letter_grow_apart_to_half_a_day() -> None:
    now = datetime.fromisoformat(FRIDAY_RUN)
    waits = [next_try(attempts, now) - now for attempts in range(8)]
    assert waits[1:6] == list(WAITS)
    assert waits[0] == waits[1] == timedelta(minutes=5)
    assert waits[7] == timedelta(hours=12)
