"""What the icon tells by itself: what is new, at most once a day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.office_status.status import Status
from agent.core.reporting.attention import Need, need_of
from agent.core.tray.notifications import (
    Memory,
    alarms_of,
    device_of,
    memory_of_text,
    memory_to_text,
    notification_of,
    remember_round,
)
from tests.support.documents import part

MONDAY = datetime.fromisoformat("2026-11-23T08:31+01:00")
DAY = timedelta(days=1)
TONER = Need("Hall", ("black toner is low (5 %)",), urgent=False)
LESS_TONER = Need("Hall", ("black toner is low (4 %)",), urgent=False)
OTHER = Need("Attic", ("cyan toner is low (9 %)",), urgent=False)
JAM = Need("Cellar", ("paper jam",), urgent=True, worst=("paper jam",), passing=("paper jam",))
EMPTY = Need("Store", ("black toner is empty",), urgent=True, worst=("black toner is empty",))


def shown(*days: tuple[Need, ...]) -> list[tuple[str, ...]]:
    """Return the notifications of each day, one round a day, the memory kept as the store keeps it."""
    memory, said = Memory(), []
    for number, needs in enumerate(days):
        now = MONDAY + number * DAY
        status = Status(now, 7, needs, None, True, (), (), now, None)
        memory = remember_round(status, memory_of_text(memory_to_text(memory)), now)
        notification, memory = notification_of(status, memory, now)
        said.append(notification)
    return said


def test_low_toner_is_told_once_however_far_it_falls() -> None:
    assert shown((TONER,), (LESS_TONER,), (LESS_TONER,)) == [("Hall: black toner is low (5 %)",), (), ()]


def test_printers_and_trays_are_told_apart_by_their_numbers() -> None:
    rooms = [Need(f"Room {room}", ("toner is low",), urgent=False) for room in (101, 102)]
    assert shown((rooms[0],), tuple(rooms)) == [("Room 101: toner is low",), ("Room 102: toner is low",)]
    trays = [Need("Hall", (f"paper is low (Tray {tray})",), urgent=False) for tray in (1, 2)]
    assert [len(day) for day in shown((trays[0],), (trays[1],))] == [1, 1]


def test_two_printers_of_one_name_are_told_apart_and_one_that_was_renamed_is_known() -> None:
    first, second = (replace(TONER, device_id=device) for device in ("p-1", "p-2"))
    assert [len(day) for day in shown((first,), (first, second))] == [1, 1]
    assert [len(day) for day in shown((first,), (replace(first, printer="Lobby"),))] == [1, 0]


def test_what_an_older_version_remembered_is_read_and_told_at_most_once_more() -> None:
    key = "Hall: black toner is low (# %)"
    kept = {"told_at": MONDAY.isoformat(), "told": ["mail", key], "round": MONDAY.isoformat()}
    memory = memory_of_text(json.dumps({**kept, "seen": [key], "seen_before": [key]}))
    said = []
    for day in (1, 2, 3):
        now = MONDAY + day * DAY
        status = Status(now, 7, (replace(TONER, device_id="p-1"),), None, True, (), (), now, None)
        memory = remember_round(status, memory, now)
        notification, memory = notification_of(status, memory, now)
        said.append(notification)
    assert said == [("Hall: black toner is low (5 %)",), (), ()]


def test_the_printer_that_a_notification_begins_with_is_known_by_its_id() -> None:
    known = (replace(TONER, device_id="p-1"), replace(EMPTY, device_id="p-2"))
    status = Status(MONDAY, 7, known, None, True, (), (), MONDAY, None)
    said, _ = notification_of(status, Memory(), MONDAY)
    assert (len(said), device_of(status, said), device_of(status, said[1:])) == (2, "p-2", "p-1")
    assert (device_of(status, ()), device_of(status, ("The disk is full.",))) == ("", "")


def test_what_was_mended_and_comes_again_is_told_again() -> None:
    assert [len(day) for day in shown((TONER,), (), (TONER,))] == [1, 0, 1]


def test_a_jam_is_told_from_its_second_round_on() -> None:
    assert shown((JAM,), (JAM,), (JAM,)) == [(), ("Cellar: paper jam",), ()]
    assert shown((JAM,), (), (JAM,)) == [(), (), ()]


def test_what_stops_a_printer_is_told_at_once_and_first() -> None:
    assert shown((TONER, EMPTY)) == [("Store: black toner is empty", "Hall: black toner is low (5 %)")]


def test_what_stops_a_printer_waits_for_no_other_day() -> None:
    status = Status(MONDAY, 7, (TONER,), None, True, (), (), MONDAY, None)
    _, memory = notification_of(status, Memory(), MONDAY)
    said, _ = notification_of(replace(status, needs=(TONER, EMPTY)), memory, MONDAY + timedelta(hours=2))
    assert said == ("Store: black toner is empty",)


@pytest.mark.parametrize("status", ["partial", "stale", "missing"])
def test_a_printer_that_sleeps_needs_no_hand(status: str) -> None:
    asleep = need_of(part({"read_status": status, "state_reasons": [], "supplies": []}), "Roof")
    assert asleep
    assert shown((asleep,), (asleep,)) == [(), ()]


def test_no_second_notice_on_the_same_day_but_nothing_is_lost() -> None:
    status = Status(MONDAY, 7, (TONER,), None, True, (), (), MONDAY, None)
    first, memory = notification_of(status, Memory(), MONDAY)
    more = replace(status, needs=(TONER, OTHER))
    second, memory = notification_of(more, memory, MONDAY + timedelta(hours=6))
    third, memory = notification_of(more, memory, MONDAY + DAY)
    assert (len(first), second, third) == (1, (), ("Attic: cyan toner is low (9 %)",))


def alarms(*looks: tuple[Condition, ...]) -> list[tuple[str, ...]]:
    """Return the notifications at looks of the same day, the memory kept as the store keeps it."""
    memory, said = Memory(told_at=MONDAY), []
    for conditions in looks:
        status = Status(MONDAY, 7, (), None, True, (), (), MONDAY, None, conditions=conditions)
        memory = remember_round(status, memory_of_text(memory_to_text(memory)), MONDAY)
        shown, memory = alarms_of(status, memory)
        said.append(shown)
    return said


def test_a_new_condition_is_told_at_once_and_once_and_again_when_it_comes_again() -> None:
    full = Condition(ConditionKind.DISK_FULL, "/data", MONDAY, {})
    late = Condition(ConditionKind.MAIL_LATE, "", MONDAY, {"reason": "No answer."})
    worse = replace(late, facts={"reason": "Refused."})
    said = alarms((full,), (full, late), (full, worse), (late,), (late, full))
    assert [len(shown) for shown in said] == [1, 1, 0, 0, 1]
    assert said[0] == ("The disk is full: /data. Free up disk space. Your saved data is safe.",)
