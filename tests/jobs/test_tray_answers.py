"""Who clicks to send again, to end a report or to retire a printer hears what came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.core.messages import tray as messages
from agent.core.schedule.tasks import SEND
from agent.core.tray.state import to_line
from tests.jobs.test_tray_loop import CALM, World, click
from tests.support.made_month import Ended
from tests.support.store_samples import NOW

DOWN = "The mail server does not answer.\nIt is tried again.\n1 report is in the outbox.\n"
CLICKS = {"again": "send", "cancel 7": "cancel", "retire a1b2c3d4": "retire"}  # the name of its child


@pytest.mark.parametrize(("action", "name"), CLICKS.items())
@pytest.mark.parametrize("code", [0, 1, 3])
def test_each_click_is_answered_with_what_its_child_says(action: str, name: str, code: int) -> None:
    world = World()
    tray = world.tray()
    for clicked in range(1, 3):
        click(tray, action)
        world.end(tray, name, Ended(code, output=DOWN))
        assert world.shown == [DOWN.strip()] * clicked


@pytest.mark.parametrize(("action", "name"), CLICKS.items())
def test_what_can_not_be_done_is_told_once(action: str, name: str) -> None:
    world = World()
    tray = world.tray()
    click(tray, action)
    world.end(tray, name, Ended(2, output="There is nothing to end.\n'meters status' tells more.\n"))
    assert world.shown == ["There is nothing to end. 'meters status' tells more."]


@pytest.mark.parametrize("action", CLICKS)
def test_a_click_while_its_child_runs_is_answered_and_starts_no_second_one(action: str) -> None:
    world = World()
    tray = world.tray()
    click(tray, action, action, action)
    assert len(world.commands) == 1
    assert world.shown == [messages.AT_IT, messages.AT_IT]


def test_a_click_while_the_loop_sends_is_answered_and_the_loops_own_end_is_not_told() -> None:
    world = World()
    tray = world.tray(replace(CALM, schedule_state=replace(CALM.schedule_state, next_tries=(NOW,))))
    assert world.commands == ["send --scheduled"]
    click(tray, "again")
    assert world.shown == [messages.AT_IT]
    world.end(tray, "send", Ended(1, output=DOWN))
    assert world.shown == [messages.AT_IT]
    world.end(tray, "look", Ended(output=to_line(CALM)))
    click(tray, "again")
    assert world.commands == ["send --scheduled", "send --again"]


def test_what_the_loop_does_after_an_answer_is_not_told() -> None:
    world = World()
    tray = world.tray()
    click(tray, "again")
    world.end(tray, "send", Ended(1, output=DOWN))
    world.time = NOW + SEND.pause
    due = replace(CALM, schedule_state=replace(CALM.schedule_state, next_tries=(NOW,)))
    world.end(tray, "look", Ended(output=to_line(due)))
    assert world.commands == ["send --again", "send --scheduled"]
    world.end(tray, "send", Ended(1, output=DOWN))
    assert len(world.shown) == 1


def test_a_report_is_ended_and_a_printer_retired_by_their_commands_beside_each_other() -> None:
    world = World()
    tray = world.tray()
    click(tray, "cancel 7", "retire a1b2c3d4", "mail")
    assert world.commands == ["send --cancel=7", "device a1b2c3d4 retire", "settings --page mail"]


def test_a_click_that_could_start_nothing_lets_no_later_child_answer() -> None:
    world = World()
    tray = world.tray()
    world.can_start = False
    click(tray, "again")
    world.can_start = True
    assert world.shown == ["meters can't be started. Install it again."]
    world.written += 1
    world.time = NOW + SEND.pause
    tray.tick()
    due = replace(CALM, schedule_state=replace(CALM.schedule_state, next_tries=(NOW,)))
    world.end(tray, "look", Ended(output=to_line(due)))
    world.end(tray, "send", Ended(0, output="1 report sent to office@example.com.\n"))
    assert len(world.shown) == 1


@pytest.mark.parametrize("action", ["show", "save", "settings", "why", "about"])
def test_other_clicks_show_what_they_did_themselves(action: str) -> None:
    world = World()
    tray = world.tray()
    click(tray, action)
    world.end(tray, action, Ended(0, output="file:///x/report.html\n"))
    assert world.shown == []


@pytest.mark.parametrize("action", CLICKS)
def test_who_quits_is_told_nothing_any_more(action: str) -> None:
    world = World()
    tray = world.tray()
    click(tray, action, "quit")
    world.end(tray, CLICKS[action], Ended(-15, output=DOWN))
    assert world.shown == []


def test_where_a_service_does_the_work_a_click_asks_it_and_nothing_is_begun_here() -> None:
    due = replace(CALM.schedule_state, last_run=None, next_tries=(NOW,), is_held=True)
    world = World()
    tray = world.tray(replace(CALM, schedule_state=due, of_service=True))
    click(tray, "scan", "again")
    world.end(tray, "ask", Ended(output="The service was asked.\n"))
    click(tray, "again", "show")
    assert world.commands == ["service ask collect", "service ask send", "report --open"]
    assert world.shown == [messages.AT_IT, "The service was asked."]
