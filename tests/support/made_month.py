"""An office in made-up time: its clock, its sleeps, its failures, and what its children leave behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.mail.backoff import next_try
from agent.core.office_status.status import Status
from agent.core.schedule.tasks import LATER_ROUND, RUN, SEND, ScheduleState, sentence_of_end
from agent.core.settings import Schedule
from agent.core.tray.actions import LOOK
from agent.core.tray.state import TrayState, to_line
from agent.jobs.watch import TICK, LoopView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agent.core.schedule.tasks import Task

ZONE = ZoneInfo("Europe/Berlin")
WORKDAYS = Schedule("08:30", ("mon", "tue", "wed", "thu", "fri"))
SCAN_TAKES = timedelta(seconds=40)
DELAY = timedelta(minutes=4)
# One long sentence, so that a run's letter has all that a scan says.
FINE, HUNG, CRASHED = "fine", "hung", "crashed"


@dataclass(frozen=True)
class Ended:
    """How a child of this office ended."""

    code: int | None = 0
    timed_out: bool = False
    output: str = "fine\n"


@dataclass
class Office:
    """What there is in this office, and a note of everything that was done, by local time."""

    utc: datetime
    asleep: tuple[tuple[datetime, datetime], ...] = ()
    mail_is_down: tuple[tuple[datetime, datetime], ...] = ()
    scans_end: dict[str, str] = field(default_factory=dict)  # by local date
    last_run: datetime | None = None
    last_round: datetime | None = None
    last_sent: datetime | None = None
    next_tries: tuple[datetime, ...] = ()
    attempts: int = 0
    done: list[tuple[datetime, str]] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    wrong_by: timedelta = timedelta(0)  # what the clock on the wall shows too much

    def now(self) -> datetime:
        """Return the time that the clock shows, with its offset of this moment and no more."""
        return datetime.fromisoformat((self.utc + self.wrong_by).astimezone(ZONE).isoformat())

    def sleep(self, seconds: float) -> None:
        """Let time pass; the machine wakes where its own sleep ends."""
        self.utc += timedelta(seconds=max(seconds, 1))
        for begin, end in self.asleep:
            if begin <= self.utc < end:
                self.utc = end

    def schedule_state(self) -> ScheduleState:
        """Return the view of the loop."""
        return ScheduleState(DELAY, WORKDAYS, self.last_run, self.last_round, 1, self.next_tries)

    def look(self, bad_ends: Mapping[str, str]) -> LoopView:
        """Return the view of a look of `meters watch`."""
        self._note(bad_ends)
        return LoopView(self.schedule_state(), self.conditions())

    def conditions(self) -> tuple[Condition, ...]:
        """Return the tasks that failed and did not succeed since."""
        return tuple(
            Condition(ConditionKind.RUN_FAILED, name, self.now(), {"ended": sentence_of_end(RUN, end)})
            for name, end in self.failed.items()
        )

    def _note(self, bad_ends: Mapping[str, str]) -> None:
        self.failed |= bad_ends

    def run_child(self, command: Sequence[str], deadline: float) -> Ended:
        """Do what a child would leave behind, in the time that it would take."""
        named = tuple(word for word in command if not word.startswith("--ended="))
        task = next(one for one in (RUN, LATER_ROUND, SEND, LOOK) if one.command == named)
        if task is LOOK:
            self._note(dict(word.removeprefix("--ended=").split("=") for word in command[len(named) :]))
            status = Status(
                self.last_run,
                7,
                (),
                None,
                True,
                (),
                (),
                self.last_sent,
                None,
                conditions=self.conditions(),
            )
            tray_state = TrayState(status, self.schedule_state(), None, "", is_first_run=False)
            return Ended(output=to_line(tray_state))
        self.done.append((self.now(), task.name))
        return self._scan(task, deadline) if task is not SEND else self._send()

    def _scan(self, task: Task, deadline: float) -> Ended:
        how = self.scans_end.pop(f"{self.now():%m-%d}", FINE)
        self.utc += timedelta(seconds=deadline) if how == HUNG else SCAN_TAKES
        if how != FINE:
            return Ended(None if how == HUNG else 4, timed_out=how == HUNG)
        self.failed.pop(task.name, None)
        self.last_round = self.now()
        if task is RUN:
            self.last_run = self.now()
            self._send()
        return Ended()

    def _send(self) -> Ended:
        if any(begin <= self.utc < end for begin, end in self.mail_is_down):
            self.attempts += 1
            self.next_tries = (next_try(self.attempts, self.now()),)
            return Ended(1)
        self.last_sent, self.next_tries, self.attempts = self.now(), (), 0
        return Ended()

    def times_of(self, name: str) -> list[str]:
        """Return when each task of this name began, as the wall showed it: "10-26 08:34"."""
        return [f"{when:%m-%d %H:%M}" for when, what in self.done if what == name]


def live(office: Office, until: datetime, tick: Callable[[], None]) -> None:
    """Let the office live until then, a tick every TICK seconds of the time that it is awake."""
    while office.utc < until:
        tick()
        office.sleep(TICK)


def local(text: str, fold: int = 0) -> datetime:
    """Return a moment of the office's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE, fold=fold)
