"""The daily loop: each tick compares the wall clock with the last recorded run."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from agent.core.errands import next_errand, trouble_of
from agent.core.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from agent.core.errands import Errand, Situation

LOG = logging.getLogger(__name__)

TICK = 30  # seconds


class Child(Protocol):
    """How a child process ended; `code` is None where it had to be killed."""

    @property
    def code(self) -> int | None:
        """The exit code."""

    @property
    def timed_out(self) -> bool:
        """Whether it was ended at its deadline."""

    @property
    def output(self) -> str:
        """The last of what it said."""


@dataclass(slots=True)
class Watch:
    """The loop's edges, and when it last tried each errand; `tell` hears what went wrong with one."""

    look: Callable[[], Situation]
    run_child: Callable[[Sequence[str], float], Child]
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    tried: dict[str, datetime] = field(default_factory=dict)

    def tick(self) -> None:
        """Start what is due and wait for it; what a person must mend is told, and does not end the loop."""
        try:
            errand = next_errand(self.look(), self.tried, self.now())
            if errand:
                self._run(errand)
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)

    def _run(self, errand: Errand) -> None:
        self.tried[errand.name] = self.now()
        ended = self.run_child(errand.verb, errand.deadline)
        LOG.info("%s ended with %s: %s", errand.name, ended.code, ended.output.strip()[-500:])
        trouble = trouble_of(errand, ended.code, timed_out=ended.timed_out, output=ended.output)
        if trouble:
            LOG.warning("%s", trouble)
            self.tell(trouble)


def tick_forever(tick: Callable[[], None], sleep: Callable[[float], bool | None]) -> None:
    """Tick at once and then every TICK seconds, until `sleep` returns True.

    `sleep` gets the seconds to the next tick, TICK at most: where the clock was set back, `schedule`
    would wait until it shows the old time again.
    """
    import schedule  # noqa: PLC0415 (the other verbs never need it)

    scheduler = schedule.Scheduler()
    scheduler.every(TICK).seconds.do(tick)
    scheduler.run_all()
    while not sleep(min(max(0.0, scheduler.idle_seconds or 0.0), TICK)):
        if (scheduler.idle_seconds or 0.0) > TICK:
            scheduler.run_all()
        scheduler.run_pending()
