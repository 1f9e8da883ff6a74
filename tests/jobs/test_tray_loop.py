"""The tray's loop: what a click starts, what an ended child leads to, how all of it ends."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.messages import set_language
from agent.core.messages import tray as messages
from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError
from agent.core.office_status.status import Status
from agent.core.report_builder.scan_record import ScanRecord
from agent.core.schedule.due import DAYS
from agent.core.schedule.tasks import ScheduleState
from agent.core.settings import Schedule
from agent.core.tray.actions import NOTIFIED
from agent.core.tray.icon_state import IconState
from agent.core.tray.state import TrayState, of_output, to_line
from agent.jobs.ports import TrayAdapters
from agent.jobs.tray import TrayLoop
from tests.support.made_month import Ended
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.core.schedule.tasks import Task
    from agent.core.tray.icon_view import IconView

STATUS = Status(NOW, 7, (), None, True, (), (), NOW, None)
SCHEDULE_STATE = ScheduleState(timedelta(0), Schedule("08:30", DAYS), NOW, NOW, 0, ())
CALM = TrayState(STATUS, SCHEDULE_STATE, autostart=True, notification="", is_first_run=False)
NEW = replace(
    CALM,
    status=replace(STATUS, last_scan=None, mail_configured=False, last_sent=None),
    schedule_state=replace(CALM.schedule_state, last_run=None),
    autostart=None,
    is_first_run=True,
)


@dataclass
class Child:
    """A child that runs until the test ends it; `asked` counts how often it was asked to end."""

    task: Task
    when_ended: Callable[[Ended], None]
    asked: int = 0

    def end(self) -> None:
        """Note that it was asked."""
        self.asked += 1


@dataclass
class World:
    """All around the tray, as values."""

    written: int = 0
    time: datetime = NOW
    can_start: bool = True
    menu_is_closed: bool = True
    started: list[Child] = field(default_factory=list)
    autostart: list[bool] = field(default_factory=list)
    icon_views: list[IconView] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def start(self, task: Task, when_ended: Callable[[Ended], None]) -> Child:
        """Start a child, or say why not."""
        if not self.can_start:
            raise AgentError(SAID, {"title": "meters can't be started.", "advice": "Install it again."})
        self.started.append(Child(task, when_ended))
        return self.started[-1]

    def show(self, icon_view: IconView) -> float | None:
        """Keep the face."""
        self.icon_views.append(icon_view)
        return None if self.menu_is_closed else 0.1

    def tell(self, text: str) -> None:
        """Keep what is told."""
        self.told.append(text)

    def tray(self, tray_state: TrayState = CALM, *, windows_11: bool = False) -> TrayLoop:
        """Return a tray that has looked once and saw this."""
        tools = TrayAdapters(
            self.start, lambda: self.written, self.autostart.append, lambda: self.time, windows_11
        )
        tray = TrayLoop(tools, self)
        tray.tick()
        self.end(tray, "look", Ended(output=f"a warning\n{to_line(tray_state)}\n"))
        return tray

    def end(self, tray: TrayLoop, name: str, ended: Ended) -> None:
        """Let the newest child of this name end, and the tray hear of it."""
        next(child for child in reversed(self.started) if child.task.name == name).when_ended(ended)
        tray.wait(0)

    def shows(self, icon_state: IconState) -> bool:
        """Return whether the icon shows this state now."""
        return self.icon_views[-1].icon_state is icon_state

    @property
    def looks(self) -> int:
        """How often the tray looked."""
        return [child.task.name for child in self.started].count("look")

    @property
    def handed(self) -> list[str]:
        """What the newest look was told of ended children."""
        looks = [child.task.command for child in self.started if child.task.name == "look"]
        return [word for word in looks[-1] if word.startswith("--ended")]

    @property
    def commands(self) -> list[str]:
        """What was started, but for looks."""
        return [" ".join(child.task.command) for child in self.started if child.task.name != "look"]


def click(tray: TrayLoop, *actions: str) -> None:
    """Click lines of the menu."""
    for action in actions:
        tray.click(action)
        tray.wait(0)


def test_what_a_child_says_comes_through_whole() -> None:
    assert of_output(to_line(CALM)) == CALM
    record = ScanRecord(4, NOW, None, 12, 7, None, None)
    running = replace(NEW, status=replace(STATUS, running=record))
    assert of_output(to_line(running)) == running
    assert of_output("something else") is None
    assert of_output("") is None


def test_the_icon_speaks_the_language_that_its_child_speaks() -> None:
    world = World()
    tray = world.tray()
    before = [item.label for item in world.icon_views[-1].menu]
    world.written += 1  # somebody saved the settings
    tray.tick()
    world.end(tray, "look", Ended(output=to_line(replace(CALM, language="de"))))
    after = [item.label for item in world.icon_views[-1].menu]
    set_language("en")
    assert "Quit" in before
    assert "Beenden" in after


def test_a_store_that_can_not_be_opened_says_why_in_the_icon() -> None:
    world = World()
    tray = world.tray()
    world.written += 1
    tray.tick()
    world.end(tray, "look", Ended(1, output="The disk is full: /data.\nFree some space.\n"))
    assert world.shows(IconState.TROUBLE)
    assert "The disk is full: /data." in world.icon_views[-1].tooltip


def test_each_line_of_the_menu_starts_its_child_once() -> None:
    world = World()
    tray = world.tray()
    click(tray, "show", "settings", "settings", "about", "save", "again")
    assert world.commands == [
        "report --open",
        "settings",
        "about --open",
        "report --save",
        "send --again",
    ]


def test_collect_now_shows_at_once_that_it_runs_and_stop_ends_it() -> None:
    world = World()
    tray = world.tray()
    click(tray, "scan", "report", "scan")
    assert world.commands == ["scan --no-send"]
    assert world.shows(IconState.SCANNING)
    click(tray, "stop")
    assert world.started[-1].asked == 1
    world.end(tray, "scan", Ended(-15))
    assert world.shows(IconState.OK)
    assert world.told == []


def test_send_report_reads_and_mails() -> None:
    world = World()
    click(world.tray(), "report")
    assert world.commands == ["scan"]


def test_a_new_look_follows_every_child_and_everything_written_but_no_idle_tick() -> None:
    world = World()
    tray = world.tray()
    tray.tick()
    tray.tick()
    assert world.looks == 1
    world.written += 1
    tray.tick()
    assert world.looks == 2


def test_the_first_run_scans_beside_the_first_steps_and_no_browser_opens_over_them() -> None:
    world = World()
    tray = world.tray(NEW, windows_11=True)
    assert sorted(world.commands) == ["scan --scheduled", "settings --first-run"]
    assert world.told == [messages.WHERE_IT_IS]
    assert world.shows(IconState.SCANNING)
    world.end(tray, "scan", Ended(0))
    assert "report --open" not in world.commands


@pytest.mark.parametrize("code", [0, 2])
def test_who_closed_the_first_steps_or_has_no_window_sees_the_printers_of_the_first_scan(code: int) -> None:
    world = World()
    tray = world.tray(NEW)
    world.end(tray, "settings", Ended(code))
    world.end(tray, "scan", Ended(0))
    assert world.commands[-1] == "report --open"
    assert world.autostart == []  # nobody has saved settings yet


def test_the_start_with_the_session_follows_the_settings() -> None:
    world = World()
    tray = world.tray()
    world.written += 1
    tray.tick()
    world.end(tray, "look", Ended(output=to_line(replace(CALM, autostart=False))))
    assert world.autostart == [True, False]


def test_wrong_settings_are_told_in_red_until_they_are_right() -> None:
    world = World()
    tray = world.tray()
    world.written += 1
    tray.tick()
    world.end(tray, "look", Ended(2, output="1 setting is wrong.\nLine 5: network.prt\n"))
    assert world.shows(IconState.TROUBLE)
    assert "Line 5" in world.icon_views[-1].tooltip
    world.written += 1
    tray.tick()
    world.end(tray, "look", Ended(output=to_line(CALM)))
    assert world.shows(IconState.OK)


DUE = replace(CALM, schedule_state=replace(CALM.schedule_state, last_run=None))
CRASHED = Condition(ConditionKind.RUN_FAILED, "scan", NOW, {"ended": "It crashed."})


@pytest.mark.parametrize(
    ("ended", "handed"),
    [
        (Ended(None, timed_out=True), ["--ended=scan=deadline"]),
        (Ended(-11), ["--ended=scan=-11"]),
        (Ended(3221225477), ["--ended=scan=3221225477"]),
        (Ended(4), ["--ended=scan=4"]),
        *((Ended(code), []) for code in (0, 1, 2, 3)),
    ],
)
def test_how_a_child_of_the_loop_ended_is_handed_on_until_it_is_kept(ended: Ended, handed: list[str]) -> None:
    world = World()
    tray = world.tray(DUE)
    world.end(tray, "scan", ended)
    assert world.handed == handed
    world.end(tray, "look", Ended(output=to_line(replace(CALM, are_kept=False))))
    world.written += 1
    tray.tick()
    assert world.handed == handed
    world.end(tray, "look", Ended(output=to_line(CALM)))
    world.written += 1
    tray.tick()
    assert world.handed == []


def test_a_condition_colours_the_icon_and_is_told_at_once_though_no_store_remembers_it() -> None:
    world = World()
    failed = replace(
        CALM,
        status=replace(STATUS, conditions=(CRASHED,)),
        alarms=("It crashed.",),
        are_kept=False,
    )
    tray = world.tray(failed)
    assert world.shows(IconState.TROUBLE)
    for tray_state in (failed, CALM, failed):
        world.written += 1
        tray.tick()
        world.end(tray, "look", Ended(output=to_line(tray_state)))
    assert world.told == ["It crashed.", "It crashed."]


@pytest.mark.parametrize("how", ["stop", "quit"])
def test_a_stop_or_quit_of_a_person_is_no_crash(how: str) -> None:
    world = World()
    tray = world.tray(DUE)
    click(tray, how)
    world.end(tray, "scan", Ended(-15))
    assert tray.children.bad_ends == {}
    assert world.told == []


def test_who_clicked_is_told_what_went_wrong() -> None:
    world = World()
    tray = world.tray()
    click(tray, "again")
    world.end(tray, "send", Ended(2, output="Email is not set up.\nSet mail.host.\n"))
    assert world.told == ["Email is not set up. Set mail.host."]


def test_an_open_menu_is_drawn_anew_soon_after_it_is_closed() -> None:
    world = World()
    tray = world.tray()
    world.menu_is_closed = False
    click(tray, "scan")
    world.end(tray, "scan", Ended(0))
    world.end(tray, "look", Ended(output=to_line(CALM)))
    drawn = len(world.icon_views)
    world.menu_is_closed = True
    began = time.monotonic()
    tray.wait(30)
    assert len(world.icon_views) == drawn + 1
    assert time.monotonic() - began < 5  # not the 30 s of a tick, however slow this machine is


def test_a_menu_that_is_open_hides_no_progress_of_a_scan() -> None:
    world = World()
    tray = world.tray()
    world.menu_is_closed = False
    click(tray, "scan")
    looks = world.looks
    for _ in range(12):
        tray.wait(30)
    assert world.looks == looks + 1


def test_a_child_that_can_not_be_started_does_not_end_the_tray() -> None:
    world = World()
    tray = world.tray()
    world.can_start = False
    click(tray, "show")
    assert world.told == ["meters can't be started. Install it again."]
    world.can_start = True
    click(tray, "show")
    assert world.commands == ["report --open"]


def test_where_no_child_can_start_the_icon_turns_red_and_tries_again() -> None:
    world = World()
    tray = world.tray()
    world.written += 1
    world.can_start = False
    tray.tick()
    assert world.shows(IconState.TROUBLE)
    world.can_start = True
    tray.tick()
    world.end(tray, "look", Ended(output=to_line(CALM)))
    assert world.shows(IconState.OK)


def test_quit_asks_every_child_to_end_and_waits_for_all_of_them() -> None:
    world = World()
    tray = world.tray()
    click(tray, "scan", "settings", "quit", "show")
    running = [child for child in world.started if child.task.name in {"scan", "settings"}]
    assert [child.asked for child in running] == [1, 1]
    assert "report --open" not in world.commands
    running[0].when_ended(Ended(-15))
    assert tray.wait(0) is False
    running[1].when_ended(Ended(0))
    assert tray.wait(0) is True


def test_a_click_on_a_notification_opens_the_page_at_the_printer_that_was_told_last() -> None:
    world = World()
    tray = world.tray(replace(CALM, notification="Hall: a", notified_device="d1"))
    click(tray, NOTIFIED)
    assert world.commands == ["report --open --at=d1"]
    world.end(tray, "show", Ended(0))
    world.end(tray, "look", Ended(output=to_line(replace(CALM, alarms=("The disk is full.",)))))
    click(tray, NOTIFIED)
    assert (world.told[-1], world.commands[-1]) == ("The disk is full.", "report --open")


def test_a_click_on_a_notification_of_refused_mail_opens_the_settings_that_mend_it() -> None:
    facts = {"reason": "The mail server needs a user name and password."}
    refused = Condition(ConditionKind.MAIL_REFUSED, "mail.example.com", NOW, facts)
    world = World()
    tray = world.tray(replace(CALM, status=replace(STATUS, conditions=(refused,)), alarms=("Not sent.",)))
    click(tray, NOTIFIED)
    assert world.commands == ["settings --page mail"]


def test_a_notice_of_the_look_is_told() -> None:
    world = World()
    world.tray(replace(CALM, notification="Hall: a\nAttic: b"))
    assert world.told == ["Hall: a\nAttic: b"]
