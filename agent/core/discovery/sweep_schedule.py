"""Who is asked next in a sweep, and when: the steps of all addresses under the limits of a Pace.

Times are seconds of any steady clock; whoever holds the sockets tells the time and sends.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from agent.core.discovery.rate_limits import GENTLE_RATE, Pace, subnet_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.discovery.sweep import Probe, Step
    from agent.core.model.access import Endpoint

LARGEST_BURST = 0.02  # seconds' worth of questions that may go out at once after a pause
SECONDS_BETWEEN_HALVINGS = 1.0


@dataclass(slots=True)
class _Turn:
    """One address: its steps, the `number` of the next one, and when the first was sent."""

    endpoint: Endpoint
    steps: tuple[Step, ...]
    number: int = 0
    first_at: float = 0.0


@dataclass(slots=True)
class _Group:
    """Addresses that share a limit: `free_at` is when the next question may go there, and whose it is."""

    rate: int
    free_at: float
    waiting: deque[_Turn] = field(default_factory=deque)


@dataclass(frozen=True, slots=True)
class Question:
    """What to send now; `is_first` where this address was not asked before."""

    endpoint: Endpoint
    probes: tuple[Probe, ...]
    is_first: bool


class SweepSchedule:
    """The questions of one sweep. Third questions are asked from the moment `loses_answers` is true."""

    def __init__(self, targets: Mapping[Endpoint, tuple[Step, ...]], pace: Pace, now: float) -> None:
        self.loses_answers = False
        self._pace = pace
        self._slower = 1  # by this factor than the pace
        self._slowed_at = now - SECONDS_BETWEEN_HALVINGS
        self._free_at = now
        self._groups = {name: _Group(rate, now) for name, rate in pace.limits.items()}
        self._sequence = count()
        self._silent = {endpoint: _Turn(endpoint, steps) for endpoint, steps in targets.items()}
        self._due: list[tuple[float, int, _Turn | _Group]] = [
            (now, next(self._sequence), turn) for turn in self._silent.values()
        ]
        self._held_back: list[_Turn] = []

    def awaits(self, endpoint: Endpoint) -> bool:
        """Return whether an address has not answered yet."""
        return endpoint in self._silent

    def all_answered(self) -> bool:
        """Return whether nobody is silent any more."""
        return not self._silent

    def is_over(self) -> bool:
        """Return whether nobody will be asked any more, nor is any wait left."""
        return not self._due and not (self.loses_answers and self._held_back)

    def answered(self, endpoint: Endpoint, probe: Probe, now: float) -> float | None:
        """Ask an address no more; return its response time where it is clear which question it answered.

        A question that was repeated tells none (Karn's algorithm, RFC 6298 section 3).
        """
        turn = self._silent.pop(endpoint)
        times_asked = sum(probe in step.probes for step in turn.steps[: turn.number])
        return now - turn.first_at if times_asked == 1 and probe in turn.steps[0].probes else None

    def slow_down(self, now: float) -> None:
        """Halve the pace, once a second at most and never below GENTLE_RATE: something on the way is full."""
        if now - self._slowed_at >= SECONDS_BETWEEN_HALVINGS:
            self._slowed_at = now
            self._slower *= 2

    def take(self, now: float) -> Question | None:
        """Return the next question that is due and allowed now; whoever takes it sends it."""
        if self.loses_answers and self._held_back:
            for turn in self._held_back:
                self._push(now, turn)
            self._held_back.clear()
        self._free_at = max(self._free_at, now - LARGEST_BURST)
        while self._due and self._due[0][0] <= now and self._free_at <= now:
            admitted = self._admitted(heapq.heappop(self._due)[2], now)
            if admitted is not None:
                return self._asked(admitted, now)
        return None

    def next_event(self) -> float | None:
        """Return when the next question may go out or a wait ends, None where there is none."""
        return max(self._due[0][0], self._free_at) if self._due else None

    def _admitted(self, due: _Turn | _Group, now: float) -> _Turn | None:
        """Return the address that may be asked; one that has to wait for its group is queued there."""
        if isinstance(due, _Group):
            while due.waiting:
                turn = due.waiting.popleft()
                if turn.endpoint in self._silent:
                    return turn
            return None
        if due.endpoint not in self._silent or self._rests(due):
            return None
        group = self._group_of(due)
        if group is None or (group.free_at <= now and not group.waiting):
            return due
        if not group.waiting:
            self._push(group.free_at, group)
        group.waiting.append(due)
        return None

    def _rests(self, turn: _Turn) -> bool:
        """Return whether there is no question now: the wait is over, or no answer was seen to be lost."""
        step = turn.steps[turn.number]
        if step.only_after_loss and not self.loses_answers:
            self._held_back.append(turn)
            return True
        return not step.probes

    def _asked(self, turn: _Turn, now: float) -> Question:
        step = turn.steps[turn.number]
        is_first = turn.number == 0
        if is_first:
            turn.first_at = now
        turn.number += 1
        self._free_at += len(step.probes) / self._rate(self._pace.datagrams_per_second)
        group = self._group_of(turn)
        if group is not None:
            group.free_at = max(group.free_at, now - LARGEST_BURST) + len(step.probes) / self._rate(
                group.rate
            )
            if group.waiting:
                self._push(group.free_at, group)
        if turn.number < len(turn.steps):
            self._push(now + turn.steps[turn.number].at - step.at, turn)
        return Question(turn.endpoint, step.probes, is_first)

    def _rate(self, rate: int) -> float:
        return max(rate / self._slower, min(rate, GENTLE_RATE))

    def _group_of(self, turn: _Turn) -> _Group | None:
        name = self._pace.subnets.get(subnet_of(turn.endpoint)) if self._groups else None
        return self._groups[name] if name else None

    def _push(self, at: float, due: _Turn | _Group) -> None:
        heapq.heappush(self._due, (at, next(self._sequence), due))
