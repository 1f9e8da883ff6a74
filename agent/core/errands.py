"""What the daily loop does next: a run, a later round, letters that wait. One decision for tray and watch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from agent.core.ages import has_come
from agent.core.due import is_due, later_round_is_due
from agent.core.mail.backoff import WAITS
from agent.core.words import errands as words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from agent.core.settings import Schedule


@dataclass(frozen=True, slots=True)
class Errand:
    """A verb of our own program for a child: it is ended after `deadline` seconds.

    `pause` is the least time between two starts, for errands that come to no end.
    """

    name: str
    verb: tuple[str, ...]
    deadline: float
    pause: timedelta


# An hour: a /16 at the pace of a remote subnet takes 30 minutes.
RUN = Errand("scan", ("scan",), 3600.0, timedelta(minutes=10))
LATER_ROUND = Errand("later round", ("scan", "--later-round"), 3600.0, timedelta(minutes=30))
SEND = Errand("send", ("send",), 900.0, timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Situation:
    """What the loop needs to know of settings and store. Times are aware datetimes.

    `delay` is this agent's own after the scheduled time; `last_round` when the last run or later
    round ended; `silent` how many known printers slept in it; `next_tries` the waiting letters'.
    """

    delay: timedelta
    schedule: Schedule
    last_run: datetime | None
    last_round: datetime | None
    silent: int
    next_tries: tuple[datetime, ...]


def next_errand(situation: Situation, tried: Mapping[str, datetime], now: datetime) -> Errand | None:
    """Return what should begin now, None if nothing; `tried` says when each errand last began, by name."""
    return next((errand for errand in _wanted(situation, now) if _rested(errand, tried, now)), None)


def _wanted(situation: Situation, now: datetime) -> Iterator[Errand]:
    if is_due(situation.schedule, situation.last_run, now, situation.delay):
        yield RUN
    elif situation.silent and later_round_is_due(situation.last_run, situation.last_round, now):
        yield LATER_ROUND
    if any(has_come(at, now, WAITS[-1]) for at in situation.next_tries):
        yield SEND


def _rested(errand: Errand, tried: Mapping[str, datetime], now: datetime) -> bool:
    """Return whether an errand may begin again, also where the clock was set back since its last try."""
    return errand.name not in tried or abs(now - tried[errand.name]) >= errand.pause


BUG = 4  # the exit code of a mistake of ours


def trouble_of(errand: Errand, code: int | None, *, timed_out: bool, output: str) -> str | None:
    """Return what to tell of an errand that ended badly, None where there is nothing to tell.

    `code` is its exit code, None or negative where it was ended. Code 1 has its own place in the
    status; code 3 means that another process is at it already.
    """
    if timed_out:
        return words.ran_too_long(errand.name, errand.deadline)
    if code in {None, 0, 1, 3} or (code is not None and code < 0):
        return None
    if code == BUG:
        return words.failed(errand.name)
    lines = [line for line in output.splitlines() if line.strip()]
    return " ".join(lines[-2:]) or words.failed(errand.name)
