"""The daily loop starts what is due, rests after a failed try, and outlives what goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from agent.core.errands import RUN, SEND, Situation
from agent.core.errors import AgentError
from agent.core.settings import Schedule
from agent.jobs.watch import TICK, Watch, tick_forever
from store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

DAILY = Schedule("08:00", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
RUN_IS_DUE = Situation(timedelta(0), DAILY, None, None, 0, (NOW,))
DONE = replace(RUN_IS_DUE, last_run=NOW, next_tries=())
WRONG = AgentError("settings.toml is wrong.", "Mend line 3.")


@dataclass(frozen=True)
class Ended:
    """How a child of these tests ended."""

    code: int | None = 0
    timed_out: bool = False
    output: str = "fine\n"


@dataclass
class Day:
    """A day around the loop: what it sees, what the time is, which children it started."""

    situation: Situation | AgentError = RUN_IS_DUE
    time: datetime = NOW
    can_start: bool = True
    started: list[tuple[str, float]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def look(self) -> Situation:
        """Return what a tick sees."""
        if isinstance(self.situation, AgentError):
            raise self.situation
        return self.situation

    def start(self, verb: Sequence[str], deadline: float) -> Ended:
        """Note a child, and let it end at once."""
        self.started.append((" ".join(verb), deadline))
        if not self.can_start:
            raise AgentError("meters can't be started.", "Install it again.")
        return Ended()

    def watch(self) -> Watch:
        """Return the loop on this day."""
        return Watch(self.look, self.start, lambda: self.time, self.told.append)


def test_a_run_comes_before_letters_and_each_gets_its_deadline() -> None:
    day = Day()
    watch = day.watch()
    watch.tick()
    day.situation = replace(DONE, next_tries=(NOW, NOW))
    watch.tick()
    day.situation = DONE
    watch.tick()
    assert day.started == [("scan", RUN.deadline), ("send", SEND.deadline)]


def test_a_run_that_came_to_no_end_is_tried_again_after_a_pause() -> None:
    day = Day(replace(RUN_IS_DUE, next_tries=()))
    watch = day.watch()
    for seconds in range(0, int(RUN.pause.total_seconds()) + 1, TICK):
        day.time = NOW + timedelta(seconds=seconds)
        watch.tick()
    assert [verb for verb, _ in day.started] == ["scan", "scan"]


def test_letters_leave_while_a_run_rests() -> None:
    day = Day()
    watch = day.watch()
    watch.tick()
    watch.tick()
    assert [verb for verb, _ in day.started] == ["scan", "send"]


def test_a_clock_that_is_set_back_does_not_stop_the_runs() -> None:
    day = Day(replace(RUN_IS_DUE, next_tries=()))
    watch = day.watch()
    watch.tick()
    day.time = NOW - timedelta(days=365)
    watch.tick()
    assert [verb for verb, _ in day.started] == ["scan", "scan"]


@pytest.mark.parametrize("day", [Day(WRONG), Day(can_start=False)], ids=["wrong settings", "no child"])
def test_what_a_person_must_mend_does_not_end_the_loop(day: Day) -> None:
    watch = day.watch()
    watch.tick()
    day.situation, day.can_start, day.time = RUN_IS_DUE, True, NOW + RUN.pause
    watch.tick()
    assert day.started[-1] == ("scan", RUN.deadline)


def test_the_loop_ticks_at_once_and_sleeps_no_longer_than_a_tick() -> None:
    day = Day(DONE)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        day.situation = RUN_IS_DUE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tick_forever(day.watch().tick, sleep)
    assert day.started == []
    assert len(slept) == 1
    assert 0 <= slept[0] <= TICK
