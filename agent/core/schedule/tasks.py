"""What the daily loop does next: a run, a later round, letters that wait. One decision for tray and watch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from agent.core.mail.backoff import WAITS
from agent.core.mail.limits import LONGEST_SENDING
from agent.core.messages import tray_actions as words
from agent.core.model.ages import has_come, is_within
from agent.core.schedule.due import is_due, later_round_is_due

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
SCANNING = 3600.0
# What a mail server may take, and two minutes to start and to wait for another process that sends.
SENDING = LONGEST_SENDING + 120.0
RUN = Errand("scan", ("scan", "--scheduled"), SCANNING + SENDING, timedelta(minutes=10))
LATER_ROUND = Errand("later round", ("scan", "--later-round"), SCANNING, timedelta(minutes=30))
SEND = Errand("send", ("send", "--scheduled"), SENDING, timedelta(minutes=5))

# A run that heard nobody may have been too early for the network: for so long it is soon tried again.
EARLY_FOR, SOON = timedelta(minutes=15), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the loop needs to know of settings and store. Times are aware datetimes.

    `delay` is this agent's own after the scheduled time; `last_round` when the last run or later
    round ended; `silent` how many known printers slept in it; `next_tries` the waiting letters';
    `silent_since` is since when no run has heard anybody.
    """

    delay: timedelta
    schedule: Schedule
    last_run: datetime | None
    last_round: datetime | None
    silent: int
    next_tries: tuple[datetime, ...]
    silent_since: datetime | None = None


def next_errand(situation: Situation, tried: Mapping[str, datetime], now: datetime) -> Errand | None:
    """Return what should begin now, None if nothing; `tried` says when each errand last began, by name."""
    return next((errand for errand in _wanted(situation, now) if rested(errand, tried, now)), None)


def _wanted(situation: Situation, now: datetime) -> Iterator[Errand]:
    if is_due(situation.schedule, situation.last_run, now, situation.delay):
        since = situation.silent_since
        is_early = since is not None and is_within(since, now, EARLY_FOR)
        yield replace(RUN, pause=SOON) if is_early else RUN
    elif situation.silent and later_round_is_due(situation.last_run, situation.last_round, now):
        yield LATER_ROUND
    if any(has_come(at, now, WAITS[-1]) for at in situation.next_tries):
        yield SEND


def rested(errand: Errand, tried: Mapping[str, datetime], now: datetime) -> bool:
    """Return whether an errand may begin again, also where the clock was set back since its last try."""
    return errand.name not in tried or abs(now - tried[errand.name]) >= errand.pause


BUG = 4  # the exit code of a mistake of ours
DEADLINE = "deadline"
_ORDINARY = {0, 1, 2, 3}  # the program itself ended, and has said and kept what there was to say


def bad_end(code: int | None, *, timed_out: bool) -> str | None:
    """Return how a child ended where it could not say so itself, None where it could.

    That is DEADLINE, or its exit code: a mistake of ours, or negative for a signal.
    """
    if timed_out or code is None:
        return DEADLINE
    return None if code in _ORDINARY else str(code)


def sentence_of_end(errand: Errand, end: str) -> str:
    """Return what bad_end() says in words; what it never says is a crash."""
    if end == DEADLINE:
        return words.ran_too_long(errand.name, errand.deadline)
    return words.failed(errand.name) if end == str(BUG) else words.crashed(errand.name, end)


def trouble_of(errand: Errand, code: int | None, *, timed_out: bool, output: str) -> str | None:
    """Return what to tell who asked for an errand that ended badly, None where there is nothing to tell.

    `code` is its exit code. Code 1 has its own place in the status; code 3 means that another process is
    at it already. Who ended it himself is not told so.
    """
    end = bad_end(code, timed_out=timed_out)
    if end:
        return sentence_of_end(errand, end)
    if code in {0, 1, 3}:
        return None
    return last_words(output) or words.failed(errand.name)


def said_by(output: str) -> str:
    """Return what a child said, a sentence a line."""
    return "\n".join(line for line in output.splitlines() if line.strip())


def last_words(output: str) -> str:
    """Return title and advice of the error that ended a child: the last lines that it said."""
    return " ".join([line for line in output.splitlines() if line.strip()][-2:])
