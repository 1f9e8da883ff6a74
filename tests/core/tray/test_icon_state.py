"""What the icon says at a glance and in a sentence, from the status and the time alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.conditions.kinds import RULES, Condition, ConditionKind
from agent.core.messages.texts.tray import fitting
from agent.core.model.records import Delivery
from agent.core.office_status.status import Status
from agent.core.report_builder.scan_record import ScanRecord
from agent.core.reporting.attention import Need
from agent.core.schedule.due import mail_expected
from agent.core.settings import Schedule
from agent.core.tray.icon_state import IconState, icon_state_of, tooltip_of
from agent.core.tray.icon_view import first_icon_view, icon_view_in_trouble, icon_view_of
from agent.core.tray.menu import MenuContext, menu_of

if TYPE_CHECKING:
    from tests.support.documents import Document

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAILY, WORKDAYS = Schedule("08:30", WEEK), Schedule("08:30", WEEK[:5])
FRIDAY = datetime.fromisoformat("2026-11-20T08:31+01:00")
TONER = Need("Hall, Examplar 500", ("black toner is low (5 %)",), urgent=False)
FINE = Status(FRIDAY, 7, (), None, True, (), (), FRIDAY, None)
RUNNING = ScanRecord(4, FRIDAY, None, 12, 7, None, None)
FULL = Condition(ConditionKind.DISK_FULL, "/data", FRIDAY, {})
UNASKED = Condition(ConditionKind.PRINTERS_NOT_ASKED, "", FRIDAY, {"count": 3})
LATE = Condition(ConditionKind.MAIL_LATE, "", FRIDAY, {"reason": "No answer."})
LETTER = Delivery("<a@b>", 1, FRIDAY, "waiting", 3, FRIDAY, "No answer.", None)


def at(text: str) -> datetime:
    """Return a time of that November."""
    return datetime.fromisoformat(f"2026-11-{text}+01:00")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, IconState.OK),
        ({"running": RUNNING, "needs": (TONER,), "conditions": (FULL,)}, IconState.SCANNING),
        ({"mail_configured": False, "last_sent": None}, IconState.NOT_CONFIGURED),
        ({"mail_configured": False, "last_sent": None, "conditions": (FULL,)}, IconState.TROUBLE),
        ({"needs": (TONER,)}, IconState.ATTENTION),
        ({"refused": (LETTER,)}, IconState.ATTENTION),
        ({"conditions": (UNASKED,)}, IconState.ATTENTION),
        ({"conditions": (UNASKED, FULL)}, IconState.TROUBLE),
        ({"last_sent": None}, IconState.ATTENTION),  # nobody knows yet whether a report is accepted
    ],
)
def test_each_state_has_its_icon_state(changes: Document, expected: IconState) -> None:
    assert icon_state_of(replace(FINE, **changes), FRIDAY) is expected


@pytest.mark.parametrize("kind", ConditionKind)
def test_the_icon_is_never_fine_while_a_condition_stands(kind: ConditionKind) -> None:
    facts = dict.fromkeys(RULES[kind].facts, 1)
    status = replace(FINE, conditions=(Condition(kind, "x", FRIDAY, facts),))
    assert icon_state_of(status, FRIDAY) in {IconState.ATTENTION, IconState.TROUBLE}


@pytest.mark.parametrize(
    ("schedule", "now", "expected"),
    [
        (DAILY, "21T10:31", IconState.OK),  # 26 hours
        (DAILY, "21T10:32", IconState.ATTENTION),
        (DAILY, "23T08:31", IconState.ATTENTION),  # 3 days
        (DAILY, "23T08:32", IconState.TROUBLE),
        (WORKDAYS, "22T23:00", IconState.OK),  # no mail was to leave on the weekend
        (WORKDAYS, "23T10:29", IconState.OK),
        (WORKDAYS, "23T10:31", IconState.ATTENTION),
        (WORKDAYS, "25T08:31", IconState.TROUBLE),
        (Schedule("08:30", ()), "30T08:31", IconState.OK),
    ],
)
def test_a_mail_that_does_not_leave_turns_amber_and_then_red(
    schedule: Schedule, now: str, expected: IconState
) -> None:
    status = replace(FINE, mail_expected=mail_expected(schedule, FRIDAY))
    assert icon_state_of(status, at(now)) is expected


def test_where_no_mail_ever_left_the_first_letter_that_waits_counts() -> None:
    status = replace(FINE, last_sent=None, waiting=(LETTER,))
    icon_states = [icon_state_of(status, FRIDAY + timedelta(hours=hours)) for hours in (25, 27, 73)]
    assert icon_states == [IconState.ATTENTION, IconState.ATTENTION, IconState.TROUBLE]


@pytest.mark.parametrize(
    ("changes", "now", "expected"),
    [
        ({"needs": (TONER,)}, "21T09:00", "Yesterday 08:31: 7 printers, black toner is low (5 %)."),
        ({}, "20T09:00", "Today 08:31: 7 printers, no problems."),
        ({"needs": (TONER, TONER)}, "23T08:00", "Friday 08:31: 2 of 7 printers need attention."),
        ({}, "30T08:00", "20 November 2026, 08:31: 7 printers, no problems."),
        ({"running": RUNNING}, "20T09:00", "Reading printers: 7 of 12"),
        ({"last_scan": None}, "20T09:00", "No printers read yet."),
        ({"needs": (TONER,), "more_needs": 5}, "20T09:00", "Today 08:31: 6 of 7 printers need attention."),
        ({"conditions": (UNASKED, FULL), "needs": (TONER,)}, "20T09:00", "The disk is full: /data."),
        (
            {"conditions": (LATE, UNASKED), "mail_expected": at("21T08:30")},
            "21T10:35",
            "Known printers that were not read: 3.",
        ),
        (
            {"last_sent": None},
            "20T09:00",
            "Today 08:31: 7 printers, no problems. No report sent yet.",
        ),
        (
            {"mail_expected": at("21T08:30")},
            "21T10:35",
            "No report sent since yesterday 08:31.",
        ),
    ],
)
def test_the_tooltip_is_one_sentence(changes: Document, now: str, expected: str) -> None:
    assert tooltip_of(replace(FINE, **changes), at(now)) == expected


def test_a_long_sentence_is_cut_to_what_windows_keeps() -> None:
    long = Condition(ConditionKind.DISK_FULL, "word " * 60, FRIDAY, {})
    tooltip = tooltip_of(replace(FINE, conditions=(long,)), FRIDAY)
    assert 120 <= len(tooltip) <= 127
    assert tooltip.endswith(" word…")


def test_a_report_that_does_not_leave_is_said_before_toner() -> None:
    waits = Delivery("<1>", 1, FRIDAY, "waiting", 1, FRIDAY, "The server refused.", None)
    status = replace(FINE, needs=(TONER,), waiting=(waits,))
    assert tooltip_of(status, FRIDAY) == f"Report not sent, next try {FRIDAY:%H:%M}: The server refused."
    assert icon_state_of(replace(FINE, waiting=(waits,)), FRIDAY) is IconState.ATTENTION


@pytest.mark.parametrize(
    "said", ["Name the networks: 'meters settings set network.targets'.", "Run 'meters watch'."]
)
def test_an_icon_tells_nobody_to_type(said: str) -> None:
    icon_view = icon_view_in_trouble(first_icon_view(), f"No network was found. {said}")
    assert icon_view.tooltip == icon_view.menu[0].label == "No network was found."


@given(st.text(), st.integers(1, 300))
def test_a_text_fits_into_the_units_that_windows_counts_and_loses_no_more_than_it_must(
    text: str, units: int
) -> None:
    cut = fitting(text, units)
    assert len(cut.encode("utf-16-le", "replace")) <= 2 * units
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))
    assert cut == text or len(cut.encode("utf-16-le")) >= 2 * (units - 1)


def lines(status: Status | None, place: MenuContext) -> dict[str, str]:
    """Return the labels of the lines that can be clicked, by action."""
    return {item.action: item.label for item in menu_of(status, "x", place) if item.action and item.enabled}


def test_the_menu_offers_what_can_be_done_now() -> None:
    place = MenuContext(scan_is_ours=True)
    idle = lines(FINE, place)
    assert idle["scan"] == "Read printers now"
    assert list(idle) == ["show", "scan", "report", "save", "settings", "steps", "why", "about", "quit"]
    new = lines(replace(FINE, mail_configured=False, last_sent=None, last_scan=None), place)
    assert next(iter(new.items())) == ("set_up", "Set up email…")
    assert "report" not in new
    running = lines(replace(FINE, running=RUNNING, last_scan=None), place)
    assert list(running) == ["stop", "settings", "steps", "why", "about", "quit"]
    assert "stop" not in lines(replace(FINE, running=RUNNING), MenuContext())
    assert list(lines(None, place)) == ["settings", "steps", "why", "about", "quit"]


def test_within_an_hour_another_report_is_a_question_of_its_own() -> None:
    sent = replace(FINE, last_sent=FRIDAY)
    labels = [item.label for item in menu_of(sent, "x", MenuContext(FRIDAY + timedelta(minutes=59)))]
    assert f"Last report: {FRIDAY:%H:%M}" in labels
    assert "Send another report anyway" in labels
    assert "Send report" not in labels
    later = [item.label for item in menu_of(sent, "x", MenuContext(FRIDAY + timedelta(minutes=61)))]
    assert "Send report" in later
    assert "Send another report anyway" not in later


def test_the_first_line_opens_what_mends_it() -> None:
    refused = Condition(ConditionKind.MAIL_REFUSED, "mail.example", FRIDAY, {"reason": "Login refused."})
    for status, action in ((FINE, "show"), (replace(FINE, conditions=(refused,)), "mail")):
        assert icon_view_of(status, FRIDAY, MenuContext()).menu[0].action == action


def test_exactly_one_line_is_the_default_and_that_shows_the_printers() -> None:
    for status in (FINE, replace(FINE, running=RUNNING)):
        menu = icon_view_of(status, FRIDAY, MenuContext()).menu
        assert [item.action for item in menu if item.default] == ["show"]
