"""The daily loop: each tick compares the wall clock with the last recorded run."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from agent.core.due import delay_of, is_due
from agent.core.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.core.settings import Schedule

LOG = logging.getLogger(__name__)

TICK = 30  # seconds
SCAN_DEADLINE = 3600.0  # seconds: a /16 at the pace of a remote subnet takes 30 minutes
SEND_DEADLINE = 900.0
PAUSE = timedelta(minutes=10)  # between two tries of a run that came to no end


@dataclass(frozen=True, slots=True)
class Situation:
    """What a tick needs to know; `letters_due` counts waiting letters whose next try has come."""

    agent_id: str
    schedule: Schedule
    last_run: datetime | None
    letters_due: int


class Child(Protocol):
    """How a child process ended; `code` is None where it had to be killed."""

    @property
    def code(self) -> int | None:
        """The exit code."""

    @property
    def output(self) -> str:
        """The last of what it said."""


@dataclass(slots=True)
class Watch:
    """The loop's edges, and when it last tried a run."""

    look: Callable[[], Situation]
    run_child: Callable[[Sequence[str], float], Child]
    now: Callable[[], datetime]
    last_try: datetime | None = field(default=None)

    def tick(self) -> None:
        """Start what is due: a run, else letters that wait; what a person must mend is logged, not fatal."""
        try:
            self._start_what_is_due(self.look())
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)

    def _start_what_is_due(self, situation: Situation) -> None:
        now = self.now()
        delay = delay_of(situation.agent_id)
        # Also where the clock was set back since the last try.
        rested = self.last_try is None or abs(now - self.last_try) >= PAUSE
        if rested and is_due(situation.schedule, situation.last_run, now, delay):
            self.last_try = now
            self._start("scan", SCAN_DEADLINE)
        elif situation.letters_due:
            self._start("send", SEND_DEADLINE)

    def _start(self, verb: str, deadline: float) -> None:
        ended = self.run_child([verb], deadline)
        LOG.info("%s ended with %s: %s", verb, ended.code, ended.output.strip()[-500:])


def watch_forever(watch: Watch, sleep: Callable[[float], None]) -> None:
    """Tick at once and then every TICK seconds, until somebody ends the program."""
    import schedule  # noqa: PLC0415 (the other verbs never need it)

    scheduler = schedule.Scheduler()
    scheduler.every(TICK).seconds.do(watch.tick)
    scheduler.run_all()
    while True:
        sleep(max(0.0, scheduler.idle_seconds or 0.0))
        scheduler.run_pending()
