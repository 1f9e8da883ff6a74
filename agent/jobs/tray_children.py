"""The tray's children: which run, when each was tried, and how those ended that could not say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.schedule.tasks import LATER_ROUND, RUN, SEND, Task, bad_end, said_by, trouble_of
from agent.core.tray.actions import ANSWERED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.jobs.ports import ChildHandle, ChildResult, StartChild


SCANS = (RUN.name, LATER_ROUND.name)
OF_THE_LOOP = (*SCANS, SEND.name)


@dataclass(slots=True)
class Children:
    """Children by the names of their tasks, of each name one at most.

    `bad_ends` are tasks of the loop that crashed or were ended at their deadline, as bad_end() says it: they
    are kept here until a look has put them into the store. `handed` are those that the last look was told.
    """

    starts: StartChild
    running: dict[str, ChildHandle] = field(default_factory=dict)
    tried: dict[str, datetime] = field(default_factory=dict)
    bad_ends: dict[str, str] = field(default_factory=dict)
    handed: dict[str, str] = field(default_factory=dict)
    _stopped: set[str] = field(default_factory=set)
    _asked_for: set[str] = field(default_factory=set)

    def run(self, *names: str) -> bool:
        """Return whether one of these runs."""
        return any(name in self.running for name in names)

    def start(self, task: Task, now: datetime, when_ended: Callable[[ChildResult], None]) -> None:
        """Start a child unless one of its name runs."""
        if task.name not in self.running:
            self.tried[task.name] = now
            self.running[task.name] = self.starts(task, when_ended)

    def can_answer(self, task: Task) -> bool:
        """Return whether a click can start this; False where it runs already, and the click must hear so."""
        return task.name not in ANSWERED or task.name not in self.running

    def ask_for(self, task: Task) -> None:
        """Note that a person started this by a click."""
        self._asked_for.add(task.name)

    def stop(self, *names: str) -> None:
        """Ask those of these to end that run: that is no crash."""
        for name in names:
            if name in self.running:
                self._stopped.add(name)
                self.running[name].end()

    def take_end(self, task: Task, ended: ChildResult) -> str | None:
        """Note that a child has ended; return what went wrong, None if nothing."""
        del self.running[task.name]
        if task.name in self._stopped:
            self._stopped.discard(task.name)
            return None
        end = bad_end(ended.code, timed_out=ended.timed_out)
        if end and task.name in OF_THE_LOOP:
            self.bad_ends[task.name] = end
        return trouble_of(task, ended.code, timed_out=ended.timed_out, output=ended.output)

    def answer(self, task: Task, ended: ChildResult, trouble: str | None) -> str | None:
        """Return the sentence for who clicked, after take_end(); None where there is nothing to tell."""
        if task.name not in self._asked_for:
            return None
        self._asked_for.discard(task.name)
        is_answered = task.name in ANSWERED and not bad_end(ended.code, timed_out=ended.timed_out)
        return trouble or (said_by(ended.output) if is_answered else None)

    def hand_on(self) -> dict[str, str]:
        """Return the arguments of the next look."""
        self.handed = dict(self.bad_ends)
        return self.handed

    def are_kept(self) -> None:
        """Forget what the last look has put into the store."""
        self.bad_ends = {n: end for n, end in self.bad_ends.items() if self.handed.get(n) != end}
