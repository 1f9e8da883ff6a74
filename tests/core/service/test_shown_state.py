"""What the service shows its users, and the names by which they ask."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.office_status.status import Status
from agent.core.schedule.tasks import ScheduleState
from agent.core.service.shown_state import (
    LARGEST,
    SILENT_AFTER,
    ShownState,
    of_text,
    seen_by_user,
    text_of,
    unusable,
)
from agent.core.service.user_requests import TASKS, file_of_request, request_of
from agent.core.settings import Schedule
from agent.core.tray.actions import task_of
from agent.core.tray.icon_view import icon_view_of
from agent.core.tray.menu import MenuContext
from agent.core.tray.state import TrayState
from tests.support.store_samples import NOW

FULL = Condition(ConditionKind.DISK_FULL, "/var", NOW, {})
STATUS = Status(NOW, 3, (), None, True, (), (), NOW, NOW + timedelta(days=1), conditions=(FULL,))
SCHEDULE = ScheduleState(timedelta(0), Schedule("08:00", ("mon",)), NOW, NOW, 0, ())
SHOWN = ShownState(NOW, "a key", TrayState(STATUS, SCHEDULE, None, "", is_first_run=False))


def test_what_is_shown_is_read_as_it_was_written() -> None:
    assert of_text(text_of(SHOWN)) == SHOWN


def test_what_is_shown_is_bounded_however_much_is_wrong() -> None:
    devices = tuple((f"10.0.{number >> 8}.{number & 255}", "x" * 200) for number in range(10_000))
    status = replace(STATUS, unreadable=devices, networks_left_out=devices)
    text = text_of(replace(SHOWN, tray_state=replace(SHOWN.tray_state, status=status)))
    assert len(text.encode()) < LARGEST
    assert of_text(text) == SHOWN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "null\nnull",
        "[" * 100_000,
        text_of(SHOWN).partition("\n")[2],
        text_of(SHOWN).partition("\n")[0],
        text_of(SHOWN).replace("+01:00", "", 1),
        text_of(SHOWN).replace('"a key"', "5", 1),
        text_of(SHOWN).replace('"a key"', json.dumps("k" * 1000), 1),
        text_of(SHOWN).replace('"disk_full"', '"no such kind"'),
        text_of(SHOWN).replace('"of_service": false', '"of_service": 1'),
    ],
)
def test_a_file_that_no_service_wrote_is_none(text: str) -> None:
    assert of_text(text) is None


def test_a_user_begins_nothing_himself_and_sees_all_that_is_wrong() -> None:
    seen = seen_by_user(SHOWN, NOW + SILENT_AFTER)
    assert (seen.of_service, seen.schedule_state.is_held) == (True, True)
    assert seen.status == STATUS


def test_settings_that_can_not_be_used_are_shown_with_their_reason() -> None:
    shown = ShownState(NOW, None, unusable("Line 3 is wrong. " * 100, NOW))
    assert of_text(text_of(shown)) is not None
    seen = seen_by_user(shown, NOW)
    (condition,) = seen.status.conditions
    assert condition.kind is ConditionKind.SETTINGS_UNUSABLE
    assert str(condition.facts["reason"]).startswith("Line 3 is wrong. ")
    assert icon_view_of(seen.status, NOW, MenuContext(NOW, of_service=True)).icon_state.value == "trouble"


@pytest.mark.parametrize("later", [SILENT_AFTER + timedelta(seconds=1), -timedelta(hours=2)])
def test_a_service_that_says_nothing_any_more_is_trouble(later: timedelta) -> None:
    running = json.dumps({"id": 1, "began": NOW.isoformat(), "printers_expected": 3, "printers_read": 1})
    shown = of_text(text_of(SHOWN).replace('"running": null', f'"running": {running}'))
    assert shown is not None
    assert shown.tray_state.status.running is not None
    seen = seen_by_user(shown, NOW + later)
    assert [one.kind for one in seen.status.conditions] == [ConditionKind.SERVICE_SILENT, FULL.kind]
    assert seen.status.running is None  # or the icon would show a scan for ever
    view = icon_view_of(seen.status, NOW + later, MenuContext(NOW + later, of_service=True))
    assert (view.icon_state.value, view.tooltip) == (
        "trouble",
        "The service of this computer doesn't respond.",
    )


def test_the_menu_of_a_service_offers_what_a_user_may_do() -> None:
    view = icon_view_of(STATUS, NOW, MenuContext(NOW, of_service=True))
    assert [item.action for item in view.menu if item.label] == ["show", "show", "scan", "about", "quit"]
    assert task_of("scan", of_service=True).command == ("service", "ask", "collect")
    assert task_of("again", of_service=True).command == ("service", "ask", "send")
    assert task_of("show", of_service=True) == task_of("show")


def test_a_request_is_a_name() -> None:
    assert {request: request_of(file_of_request(request, b"12345678")) for request in TASKS} == {
        "collect": "collect",
        "send": "send",
    }


@pytest.mark.parametrize(
    "name", ["", "collect", "collect-", "remove-3132333435363738", "collect-313233343536373", "../collect-31"]
)
def test_another_name_asks_for_nothing(name: str) -> None:
    assert request_of(name) is None
    assert request_of(f"collect-3132333435363738{name}\n") is None
