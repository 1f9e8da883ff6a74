"""The daily loop: each tick compares the wall clock with the last recorded run."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.conditions.text import changes, key_of, sentence_of
from agent.core.model.errors import AgentError
from agent.core.schedule.tasks import ScheduleState, Task, bad_end, next_task, rested
from agent.core.service.user_requests import TASKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from agent.core.conditions.kinds import Condition
    from agent.jobs.ports import ChildResult

LOG = logging.getLogger(__name__)

TICK = 30  # seconds
BLIND = "blind"  # the key of what keeps the loop from looking


@dataclass(frozen=True, slots=True)
class LoopView:
    """What a look sees. `are_kept`: the tasks that ended badly, which it was told of, are in the store."""

    schedule_state: ScheduleState
    conditions: tuple[Condition, ...] = ()
    are_kept: bool = True


@dataclass(slots=True)
class Watch:
    """The loop's edges, and what it knows: when it last tried each task, and what it has said.

    `look` is told how tasks ended badly, by their names, until it has kept that; `tell` hears what is wrong
    once, and again where it changes, and that it is mended. `take_requests` returns what users asked for.
    """

    look: Callable[[Mapping[str, str]], LoopView]
    run_child: Callable[[Sequence[str], float], ChildResult]
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    take_requests: Callable[[], frozenset[str]] = frozenset
    asked: set[str] = field(default_factory=set)
    tried: dict[str, datetime] = field(default_factory=dict)
    bad_ends: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def tick(self) -> None:
        """Start what is due and wait for it; what a person must mend is told, and does not end the loop."""
        try:
            schedule_state = self._look().schedule_state
            task = next_task(schedule_state, self.tried, self.now()) or self._asked(schedule_state)
            if task:
                self._run(task)
                self._look()  # what it met is told now, not at the next tick
        except AgentError as error:
            sentence = f"{error.title} {error.advice}"
            if sentence not in self.said.values():
                self._show_changes({**self.said, BLIND: sentence})

    def _asked(self, schedule_state: ScheduleState) -> Task | None:
        """Return the task that users asked for, one at a time; it waits where such a one was just done."""
        self.asked |= self.take_requests()
        if schedule_state.is_held:
            return None
        for request in sorted(self.asked):
            if rested(TASKS[request], self.tried, self.now()):
                self.asked.discard(request)
                return TASKS[request]
        return None

    def _look(self) -> LoopView:
        seen = self.look(self.bad_ends)
        if seen.are_kept:
            self.bad_ends.clear()
        self._show_changes({key_of(one): sentence_of(one) for one in seen.conditions})
        return seen

    def _show_changes(self, wrong: dict[str, str]) -> None:
        for sentence in changes(self.said, wrong):
            LOG.warning("%s", sentence)
            self.tell(sentence)
        self.said = wrong

    def _run(self, task: Task) -> None:
        self.tried[task.name] = self.now()
        ended = self.run_child(task.command, task.deadline)
        LOG.info("%s ended with %s: %s", task.name, ended.code, ended.output.strip()[-500:])
        end = bad_end(ended.code, timed_out=ended.timed_out)
        if end:
            self.bad_ends[task.name] = end


def tick_forever(tick: Callable[[], None], sleep: Callable[[float], bool | None]) -> None:
    """Tick at once and then every TICK seconds, until `sleep` returns True.

    `sleep` gets the seconds to the next tick, TICK at most: where the clock was set back, `schedule`
    would wait until it shows the old time again.
    """
    import schedule

    scheduler = schedule.Scheduler()
    scheduler.every(TICK).seconds.do(tick)
    scheduler.run_all()
    while not sleep(min(max(0.0, scheduler.idle_seconds or 0.0), TICK)):
        if (scheduler.idle_seconds or 0.0) > TICK:
            scheduler.run_all()
        scheduler.run_pending()
