"""What the daily loop does next: a run, a later round, letters that wait. One decision for tray and watch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.mail.backoff import WAITS
from agent.core.mail.limits import LONGEST_SENDING
from agent.core.messages import tray_actions as messages
from agent.core.model.ages import has_come, is_within
from agent.core.model.exit_codes import ExitCode
from agent.core.schedule.due import is_due, later_round_is_due

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.settings import Schedule


@dataclass(frozen=True, slots=True)
class Task:
    """A command of our own program for a child: it is ended after `deadline` seconds.

    `pause` is the least time between two starts, for tasks that come to no end.
    """

    name: str
    command: tuple[str, ...]
    deadline: float
    pause: timedelta


# An hour: a /16 at the pace of a remote subnet takes 30 minutes.
SCANNING = 3600.0
# What a mail server may take, and two minutes to start and to wait for another process that sends.
SENDING = LONGEST_SENDING + 120.0
RUN = Task("scan", ("scan", "--scheduled"), SCANNING + SENDING, timedelta(minutes=10))
LATER_ROUND = Task("later round", ("scan", "--later-round"), SCANNING, timedelta(minutes=30))
SEND = Task("send", ("send", "--scheduled"), SENDING, timedelta(minutes=5))

# A run that heard nobody may have been too early for the network: for so long it is soon tried again.
EARLY_FOR, SOON = timedelta(minutes=15), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """What the loop needs to know of settings and store. Times are aware datetimes.

    `delay` is this agent's own after the scheduled time; `last_round` when the last run or later
    round ended; `silent` how many known printers slept in it; `next_tries` the waiting letters';
    `silent_since` is since when no run has heard anybody. `is_held`: nothing begins before a person has
    decided on the settings that were prepared for a new office.
    """

    delay: timedelta
    schedule: Schedule
    last_run: datetime | None
    last_round: datetime | None
    silent: int
    next_tries: tuple[datetime, ...]
    silent_since: datetime | None = None
    is_held: bool = False


def next_task(schedule_state: ScheduleState, tried: Mapping[str, datetime], now: datetime) -> Task | None:
    """Return the task that should begin now, None if none; `tried` says when each last began, by name."""
    if schedule_state.is_held:
        return None
    return next((task for task in _wanted(schedule_state, now) if rested(task, tried, now)), None)


def _wanted(schedule_state: ScheduleState, now: datetime) -> Iterator[Task]:
    if is_due(schedule_state.schedule, schedule_state.last_run, now, schedule_state.delay):
        since = schedule_state.silent_since
        is_early = since is not None and is_within(since, now, EARLY_FOR)
        yield replace(RUN, pause=SOON) if is_early else RUN
    elif schedule_state.silent and later_round_is_due(
        schedule_state.last_run, schedule_state.last_round, now
    ):
        yield LATER_ROUND
    if any(has_come(at, now, WAITS[-1]) for at in schedule_state.next_tries):
        yield SEND


def rested(task: Task, tried: Mapping[str, datetime], now: datetime) -> bool:
    """Return whether a task may begin again, also where the clock was set back since its last try."""
    return task.name not in tried or abs(now - tried[task.name]) >= task.pause


DEADLINE = "deadline"
# The program itself ended, and has said and kept what there was to say.
_ORDINARY = set(ExitCode) - {ExitCode.BUG}


def bad_end(code: int | None, *, timed_out: bool) -> str | None:
    """Return how a child ended where it could not say so itself, None where it could.

    That is DEADLINE, or its exit code: a mistake of ours, or negative for a signal.
    """
    if timed_out or code is None:
        return DEADLINE
    return None if code in _ORDINARY else str(code)


def sentence_of_end(task: Task, end: str) -> str:
    """Return the sentence for a result of bad_end(); what it never says is a crash."""
    if end == DEADLINE:
        return messages.ran_too_long(task.name, task.deadline)
    return messages.failed(task.name) if end == str(ExitCode.BUG) else messages.crashed(task.name, end)


def trouble_of(task: Task, code: int | None, *, timed_out: bool, output: str) -> str | None:
    """Return the sentence for who asked for a task that ended badly, None where there is nothing to tell.

    `code` is its exit code. NEEDS_ATTENTION has its own place in the status; ALREADY_RUNNING
    is no trouble. Who ended it himself is not told so.
    """
    end = bad_end(code, timed_out=timed_out)
    if end:
        return sentence_of_end(task, end)
    if code in _ORDINARY - {ExitCode.NEEDS_A_PERSON}:
        return None
    return last_lines(output) or messages.failed(task.name)


def said_by(output: str) -> str:
    """Return the output of a child, a sentence a line."""
    return "\n".join(line for line in output.splitlines() if line.strip())


def last_lines(output: str) -> str:
    """Return title and advice of the error that ended a child: the last lines that it said."""
    return " ".join([line for line in output.splitlines() if line.strip()][-2:])
