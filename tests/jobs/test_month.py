"""A month of an office in seconds: sleeps, clocks that change both ways, jumps, failures; watch and tray."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import schedule

from agent.core.schedule.tasks import RUN
from agent.core.tray.icon_state import IconState
from agent.jobs.ports import TrayAdapters
from agent.jobs.tray import TrayLoop
from agent.jobs.watch import Watch, tick_forever
from tests.support.made_month import CRASHED, HUNG, Office, live, local

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.core.schedule.tasks import Task
    from agent.core.tray.icon_view import IconView
    from tests.support.made_month import Ended

    LoopOf = Callable[[Office, list[str]], Callable[[], None]]

AUTUMN = local("2026-10-12T00:00"), local("2026-11-11T00:00")  # winter time from 25 October on
SPRING = local("2027-03-15T00:00"), local("2027-04-14T00:00")  # summer time from 28 March on


class Wall:
    """A screen of values: what was told, by the icon itself or beside it."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def show(self, icon_view: IconView) -> bool:
        """Keep what the icon says of a trouble."""
        if icon_view.icon_state is IconState.TROUBLE and icon_view.tooltip not in self.told:
            self.told.append(icon_view.tooltip)
        return True

    def tell(self, text: str) -> None:
        """Keep what is told."""
        self.told.append(text)


class Child:
    """A child that has ended already."""

    def end(self) -> None:
        """Do nothing."""


def watch_of(office: Office, told: list[str]) -> Callable[[], None]:
    """Return the tick of the loop without a tray."""
    return Watch(office.look, office.run_child, office.now, told.append).tick


def tray_of(office: Office, told: list[str]) -> Callable[[], None]:
    """Return the tick of the tray with all events that it brings about."""

    def start(task: Task, when_ended: Callable[[Ended], None]) -> Child:
        when_ended(office.run_child(task.command, task.deadline))
        return Child()

    wall = Wall()
    wall.told = told
    written = lambda: len(office.done)  # noqa: E731 (a fingerprint: every task writes)
    tray = TrayLoop(TrayAdapters(start, written, lambda _: None, office.now, hides_new_icons=False), wall)

    def tick() -> None:
        tray.tick()
        while tray.children.running:
            tray.wait(0)

    return tick


both = pytest.mark.parametrize("loop_of", [watch_of, tray_of], ids=["watch", "tray"])


@both
@pytest.mark.parametrize("month", [AUTUMN, SPRING], ids=["to winter time", "to summer time"])
def test_each_working_day_has_one_run_and_two_later_rounds(
    month: tuple[datetime, datetime], loop_of: LoopOf
) -> None:
    office = Office(month[0], last_run=month[0] - timedelta(hours=15))
    live(office, month[1], loop_of(office, []))
    days = [month[0] + timedelta(days=number) for number in range(30)]
    working = [f"{day:%m-%d}" for day in days if day.weekday() < 5]
    assert office.times_of("scan") == [f"{day} 08:34" for day in working]
    assert office.times_of("later round") == [f"{day} {at}" for day in working for at in ("10:34", "13:34")]


@both
def test_a_machine_that_sleeps_in_the_morning_runs_when_it_wakes(loop_of: LoopOf) -> None:
    sleeps = (
        (local("2026-10-12T19:00"), local("2026-10-13T11:07")),  # until noon
        (local("2026-10-15T20:00"), local("2026-10-20T07:00")),  # over two runs and a weekend
        (local("2026-10-20T09:00"), local("2026-10-20T23:50")),  # over both later rounds
    )
    office = Office(local("2026-10-12T00:00"), asleep=sleeps, last_run=local("2026-10-09T08:34"))
    live(office, local("2026-10-21T00:00"), loop_of(office, []))
    runs = "10-12 08:34", "10-13 11:07", "10-14 08:34", "10-15 08:34", "10-20 07:00", "10-20 08:34"
    assert tuple(office.times_of("scan")) == runs
    assert [at for at in office.times_of("later round") if at.startswith("10-20")] == ["10-20 23:50"]


@both
def test_a_scan_that_hangs_or_fails_is_told_and_tried_again(loop_of: LoopOf) -> None:
    office = Office(local("2026-10-12T00:00"), last_run=local("2026-10-09T08:34"))
    office.scans_end = {"10-12": HUNG, "10-13": CRASHED}
    told: list[str] = []
    live(office, local("2026-10-14T00:00"), loop_of(office, told))
    times = office.times_of("scan")
    again = f"10-12 {local('2026-10-12T08:34') + timedelta(seconds=RUN.deadline):%H:%M}"
    assert times == ["10-12 08:34", again, "10-13 08:34", "10-13 08:44"]
    assert [text.split(".")[0] for text in told if not text.startswith("Fixed")] == [
        f"The scan did not finish within {round(RUN.deadline / 60)} minutes and was stopped",
        "The scan failed because of an error in Meters Agent",
    ]


@both
def test_letters_wait_out_a_dead_mail_server(loop_of: LoopOf) -> None:
    down = ((local("2026-10-12T08:00"), local("2026-10-14T12:00")),)
    office = Office(local("2026-10-12T00:00"), mail_is_down=down, last_run=local("2026-10-09T08:34"))
    live(office, local("2026-10-16T00:00"), loop_of(office, []))
    assert len(office.times_of("send")) < 15
    assert office.next_tries == ()
    assert office.last_sent is not None
    assert [at[:5] for at in office.times_of("scan")] == ["10-12", "10-13", "10-14", "10-15"]


@both
def test_a_clock_that_jumps_neither_stops_nor_doubles_the_runs(loop_of: LoopOf) -> None:
    office = Office(local("2026-10-12T00:00"), last_run=local("2026-10-09T08:34"))
    tick = loop_of(office, [])
    live(office, local("2026-10-13T12:00"), tick)
    office.wrong_by = -timedelta(hours=4)  # set back behind today's run
    live(office, local("2026-10-13T20:00"), tick)
    office.wrong_by = timedelta(days=400)  # a battery that died
    live(office, local("2026-10-13T21:00"), tick)
    office.wrong_by = timedelta(0)
    live(office, local("2026-10-16T00:00"), tick)
    days = [at[:5] for at in office.times_of("scan") if at.startswith("10-")]
    # The run of the wrong year is not believed: one more on the 13th puts the right time down.
    assert days == ["10-12", "10-13", "10-13", "10-14", "10-15"]


@pytest.mark.parametrize("days", [1, 3])
@pytest.mark.parametrize("wrong_by", [1, 365, 3650, -1, -365, -3650])
def test_days_with_a_wrong_clock_cost_no_run_of_the_days_after(wrong_by: int, days: int) -> None:
    office = Office(local("2026-10-06T00:00"), last_run=local("2026-10-05T08:34"))
    tick = watch_of(office, [])
    office.wrong_by = timedelta(days=wrong_by)
    live(office, local("2026-10-06T00:00") + timedelta(days=days), tick)
    office.wrong_by = timedelta(0)
    office.done.clear()
    live(office, local("2026-10-10T00:00"), tick)  # a Saturday
    right = [f"10-{day:02}" for day in range(6 + days, 10)]
    times = office.times_of("scan")
    assert sorted({at[:5] for at in times}) == right
    assert len(times) <= len(right) + 1  # one more puts the right time down
    assert office.next_tries == ()


def test_ticks_go_on_when_the_clock_is_set_back_by_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = [datetime(2026, 10, 12, tzinfo=UTC).replace(tzinfo=None)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override] # as schedule calls it
            del tz
            return wall[0]

    monkeypatch.setattr(schedule, "datetime", SimpleNamespace(datetime=Clock, timedelta=timedelta))
    ticks: list[datetime] = []
    waits: list[float] = []

    def sleep(seconds: float) -> bool:
        waits.append(seconds)
        wall[0] += timedelta(seconds=seconds)
        if len(ticks) == 3:
            wall[0] -= timedelta(days=365)
        return len(ticks) == 6

    tick_forever(lambda: ticks.append(wall[0]), sleep)
    assert len(ticks) == 6
    assert max(waits) <= 30
    assert len(waits) <= 8
