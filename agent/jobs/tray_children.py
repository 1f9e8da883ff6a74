"""The tray's children: which run, when each was tried, and how those ended that could not say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.schedule.tasks import LATER_ROUND, RUN, SEND, bad_end, said_by, trouble_of
from agent.core.tray.actions import ANSWERED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.core.schedule.tasks import Errand
    from agent.jobs.tray_adapters import Running, Starts
    from agent.jobs.watch import Child

SCANS = (RUN.name, LATER_ROUND.name)
OF_THE_LOOP = (*SCANS, SEND.name)


@dataclass(slots=True)
class Children:
    """Children by the names of their errands, of each name one at most.

    `bad_ends` are tasks of the loop that crashed or were ended at their deadline, as bad_end() says it: they
    are kept here until a look has put them into the store. `handed` are those that the last look was told.
    """

    starts: Starts
    running: dict[str, Running] = field(default_factory=dict)
    tried: dict[str, datetime] = field(default_factory=dict)
    bad_ends: dict[str, str] = field(default_factory=dict)
    handed: dict[str, str] = field(default_factory=dict)
    _stopped: set[str] = field(default_factory=set)
    _asked_for: set[str] = field(default_factory=set)

    def run(self, *names: str) -> bool:
        """Return whether one of these runs."""
        return any(name in self.running for name in names)

    def start(self, errand: Errand, now: datetime, when_ended: Callable[[Child], None]) -> None:
        """Start a child unless one of its name runs."""
        if errand.name not in self.running:
            self.tried[errand.name] = now
            self.running[errand.name] = self.starts(errand, when_ended)

    def can_answer(self, errand: Errand) -> bool:
        """Return whether a click can start this; False where it runs already, and the click must hear so."""
        return errand.name not in ANSWERED or errand.name not in self.running

    def ask_for(self, errand: Errand) -> None:
        """Note that a person started this by a click."""
        self._asked_for.add(errand.name)

    def stop(self, *names: str) -> None:
        """Ask those of these to end that run: that is no crash."""
        for name in names:
            if name in self.running:
                self._stopped.add(name)
                self.running[name].end()

    def take_end(self, errand: Errand, ended: Child) -> str | None:
        """Note that a child has ended; return what went wrong, None if nothing."""
        del self.running[errand.name]
        if errand.name in self._stopped:
            self._stopped.discard(errand.name)
            return None
        end = bad_end(ended.code, timed_out=ended.timed_out)
        if end and errand.name in OF_THE_LOOP:
            self.bad_ends[errand.name] = end
        return trouble_of(errand, ended.code, timed_out=ended.timed_out, output=ended.output)

    def answer(self, errand: Errand, ended: Child, trouble: str | None) -> str | None:
        """Return what to tell who clicked, after take_end(); None where there is nothing to tell."""
        if errand.name not in self._asked_for:
            return None
        self._asked_for.discard(errand.name)
        is_answered = errand.name in ANSWERED and not bad_end(ended.code, timed_out=ended.timed_out)
        return trouble or (said_by(ended.output) if is_answered else None)

    def hand_on(self) -> dict[str, str]:
        """Return what the next look is told."""
        self.handed = dict(self.bad_ends)
        return self.handed

    def are_kept(self) -> None:
        """Forget what the last look has put into the store."""
        self.bad_ends = {n: end for n, end in self.bad_ends.items() if self.handed.get(n) != end}
