"""The daily loop starts what is due, rests after a failed try, and outlives what goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError
from agent.core.schedule.tasks import RUN, SEND, ScheduleState
from agent.core.settings import Schedule
from agent.jobs.watch import TICK, LoopView, Watch, tick_forever
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

DAILY = Schedule("08:00", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
BY_LOOP = "scan --scheduled"
RUN_IS_DUE = ScheduleState(timedelta(0), DAILY, None, None, 0, (NOW,))
DONE = replace(RUN_IS_DUE, last_run=NOW, next_tries=())
WRONG = AgentError(SAID, {"title": "settings.toml is wrong.", "advice": "Mend line 3."})


@dataclass(frozen=True)
class Ended:
    """How a child of these tests ended."""

    code: int | None = 0
    timed_out: bool = False
    output: str = "fine\n"


@dataclass
class Day:
    """A day around the loop: what it sees, what the time is, which children it started."""

    schedule_state: ScheduleState | AgentError = RUN_IS_DUE
    time: datetime = NOW
    can_start: bool = True
    started: list[tuple[str, float]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    handed: list[dict[str, str]] = field(default_factory=list)
    conditions: tuple[Condition, ...] = ()
    keeps: bool = True
    ended: Ended = field(default_factory=Ended)

    def look(self, bad_ends: Mapping[str, str]) -> LoopView:
        """Return the view of a tick."""
        if isinstance(self.schedule_state, AgentError):
            raise self.schedule_state
        self.handed.append(dict(bad_ends))
        return LoopView(self.schedule_state, self.conditions, self.keeps)

    def start(self, command: Sequence[str], deadline: float) -> Ended:
        """Note a child, and let it end at once."""
        self.started.append((" ".join(command), deadline))
        if not self.can_start:
            raise AgentError(SAID, {"title": "meters can't be started.", "advice": "Install it again."})
        return self.ended

    def watch(self) -> Watch:
        """Return the loop on this day."""
        return Watch(self.look, self.start, lambda: self.time, self.shown.append)


def test_a_run_comes_before_letters_and_each_gets_its_deadline() -> None:
    day = Day()
    watch = day.watch()
    watch.tick()
    day.schedule_state = replace(DONE, next_tries=(NOW, NOW))
    watch.tick()
    day.schedule_state = DONE
    watch.tick()
    assert day.started == [(BY_LOOP, RUN.deadline), ("send --scheduled", SEND.deadline)]


def test_a_run_that_came_to_no_end_is_tried_again_after_a_pause() -> None:
    day = Day(replace(RUN_IS_DUE, next_tries=()))
    watch = day.watch()
    for seconds in range(0, int(RUN.pause.total_seconds()) + 1, TICK):
        day.time = NOW + timedelta(seconds=seconds)
        watch.tick()
    assert [command for command, _ in day.started] == [BY_LOOP, BY_LOOP]


def test_letters_leave_while_a_run_rests() -> None:
    day = Day()
    watch = day.watch()
    watch.tick()
    watch.tick()
    assert [command for command, _ in day.started] == [BY_LOOP, "send --scheduled"]


def test_a_clock_that_is_set_back_does_not_stop_the_runs() -> None:
    day = Day(replace(RUN_IS_DUE, next_tries=()))
    watch = day.watch()
    watch.tick()
    day.time = NOW - timedelta(days=365)
    watch.tick()
    assert [command for command, _ in day.started] == [BY_LOOP, BY_LOOP]


@pytest.mark.parametrize("day", [Day(WRONG), Day(can_start=False)], ids=["wrong settings", "no child"])
def test_what_a_person_must_mend_does_not_end_the_loop(day: Day) -> None:
    watch = day.watch()
    watch.tick()
    day.schedule_state, day.can_start, day.time = RUN_IS_DUE, True, NOW + RUN.pause
    watch.tick()
    assert day.started[-1] == (BY_LOOP, RUN.deadline)


def test_the_loop_ticks_at_once_and_sleeps_no_longer_than_a_tick() -> None:
    day = Day(DONE)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        day.schedule_state = RUN_IS_DUE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tick_forever(day.watch().tick, sleep)
    assert day.started == []
    assert len(slept) == 1
    assert 0 <= slept[0] <= TICK


def test_what_users_asked_for_is_done_after_what_is_due_once_each_and_a_minute_apart() -> None:
    day = Day(DONE)
    watch = day.watch()
    watch.take_requests = lambda: frozenset({"collect", "send"})
    for seconds in (0, TICK, 2 * TICK):
        day.time = NOW + timedelta(seconds=seconds)
        watch.tick()
    assert [command for command, _ in day.started] == ["scan --no-send", "send --again", "scan --no-send"]
    watch.take_requests = frozenset
    watch.asked.clear()
    watch.tick()
    assert len(day.started) == 3


def test_an_office_that_waits_for_a_person_does_nothing_that_users_ask() -> None:
    day = Day(replace(DONE, is_held=True))
    watch = day.watch()
    watch.take_requests = lambda: frozenset({"collect"})
    watch.tick()
    assert day.started == []
    day.schedule_state = DONE
    watch.take_requests = frozenset
    watch.tick()
    assert [command for command, _ in day.started] == ["scan --no-send"]


FULL = Condition(ConditionKind.DISK_FULL, "/data", NOW, {})


def test_what_is_wrong_is_said_once_again_where_it_changes_and_when_it_is_mended() -> None:
    day = Day(DONE, conditions=(FULL,))
    watch = day.watch()
    for _ in range(3):
        watch.tick()
    assert [text[:26] for text in day.shown] == ["The disk is full: /data. F"]
    day.conditions = (Condition(ConditionKind.MAIL_LATE, "", NOW, {"reason": "No answer."}), FULL)
    watch.tick()
    day.conditions = (Condition(ConditionKind.MAIL_LATE, "", NOW, {"reason": "Refused."}),)
    watch.tick()
    watch.tick()
    assert ["No answer." in day.shown[1], "Refused." in day.shown[2], len(day.shown)] == [True, True, 4]
    assert day.shown[3].startswith("Fixed: The disk is full")


def test_settings_that_can_not_be_used_are_said_once_and_every_change_of_them() -> None:
    day = Day(WRONG, conditions=(FULL,))
    watch = day.watch()
    for schedule_state in (
        WRONG,
        WRONG,
        AgentError(SAID, {"title": "settings.toml is wrong.", "advice": "Mend line 4."}),
        DONE,
        DONE,
        WRONG,
    ):
        day.schedule_state = schedule_state
        watch.tick()
    wrong = "settings.toml is wrong. Mend line"
    said = [f"{wrong} 3.", f"{wrong} 4.", "The disk is full", f"Fixed: {wrong} 4.", f"{wrong} 3."]
    assert [text[: len(start)] for text, start in zip(day.shown, said, strict=True)] == said


def test_a_child_that_crashed_is_handed_on_until_it_is_kept_and_an_ordinary_end_is_not() -> None:
    day = Day(replace(RUN_IS_DUE, next_tries=()), keeps=False, ended=Ended(-11))
    watch = day.watch()
    watch.tick()
    assert day.handed[-1] == {"scan": "-11"}
    day.keeps = True
    watch.tick()
    watch.tick()
    assert day.handed[-2:] == [{"scan": "-11"}, {}]
    for code in (0, 1, 2, 3):
        day.ended, day.time = Ended(code), day.time + RUN.pause
        watch.tick()
    assert day.handed[-1] == {}
    day.ended, day.time = Ended(None, timed_out=True), day.time + RUN.pause
    watch.tick()
    assert day.handed[-1] == {"scan": "deadline"}


@pytest.mark.parametrize(("minutes", "tries"), [(1, 14), (40, 1)])
def test_a_run_that_heard_nobody_is_tried_again_soon_and_later_at_the_ordinary_pace(
    minutes: int, tries: int
) -> None:
    since = NOW - timedelta(minutes=minutes)
    day = Day(replace(RUN_IS_DUE, next_tries=(), silent_since=since))
    watch = day.watch()
    for seconds in range(0, 900, TICK):
        day.time = NOW + timedelta(seconds=seconds)
        watch.tick()
    assert len(day.started) >= tries
    assert len(day.started) <= tries + 2
