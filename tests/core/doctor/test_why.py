"""Behind every condition stands a step of the doctor, and nothing of a stranger gets into the command."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent.core.conditions.kinds import RULES, Condition, ConditionKind
from agent.core.doctor.ladder import STEPS, DoctorPart
from agent.core.doctor.why import DoctorPlace, place_of
from agent.core.messages.texts import doctor, doctor_computer, doctor_mail
from agent.core.office_status.status import Status, as_json, lines_of
from agent.core.tray.actions import WHY, task_of, why_action
from agent.core.tray.menu import MenuContext, menu_of
from agent.ui.cli import build_parser
from tests.support.hostile_names import NAMES

NOW = datetime(2026, 11, 30, 9, 5, tzinfo=UTC)
TEXTS = {DoctorPart.PRINTER: doctor, DoctorPart.MAIL: doctor_mail, DoctorPart.COMPUTER: doctor_computer}


def condition(kind: ConditionKind, subject: str = "10.0.0.7", **facts: str) -> Condition:
    return Condition(kind, subject, NOW, {**dict.fromkeys(RULES[kind].facts, "fact"), **facts})


def status(*conditions: Condition) -> Status:
    return Status(NOW, 7, (), None, True, (), (), NOW, None, conditions=conditions)


def test_the_steps_of_each_ladder_are_those_that_have_words() -> None:
    for part, texts in TEXTS.items():
        assert {name for name, of in STEPS.items() if of is part} == set(texts.TRIED)


@pytest.mark.parametrize("kind", ConditionKind)
def test_each_kind_leads_to_a_step(kind: ConditionKind) -> None:
    place = place_of(condition(kind))
    assert place.step == RULES[kind].step
    assert (place.address != "") == (
        STEPS[place.step] is DoctorPart.PRINTER and "addresses" not in RULES[kind].facts
    )
    arguments = build_parser().parse_args(["doctor", "--window", *place.arguments])
    assert (arguments.step, arguments.address) == (place.step, place.address or None)


def test_status_names_what_answered_and_could_not_be_read_and_where_that_is_explained() -> None:
    rows = tuple((f"10.0.0.{number}", "Accepts SNMPv3 only.") for number in range(1, 8))
    lines = list(lines_of(replace(status(), unreadable=rows)))
    assert lines[1:3] == [
        "  - 10.0.0.1: Accepts SNMPv3 only.",
        "    To find out why: meters doctor 10.0.0.1",
    ]
    assert "  - 2 more devices could not be read." in lines
    assert "10.0.0.6" not in "".join(lines)
    assert as_json(replace(status(), unreadable=rows))["unreadable"][6] == {
        "address": "10.0.0.7",
        "why": "Accepts SNMPv3 only.",
    }


@pytest.mark.parametrize("kind", ConditionKind)
def test_status_and_menu_name_the_step(kind: ConditionKind) -> None:
    met = condition(kind)
    command = place_of(met).command
    assert f"  To find out why: {command}" in lines_of(status(met))
    assert as_json(status(met))["conditions"][0]["why"] == command
    (line,) = [one for one in menu_of(status(met), "", MenuContext()) if one.label.startswith("Why? ")]
    assert task_of(line.action).command == (*WHY.command, *place_of(met).arguments)


@pytest.mark.parametrize(
    ("subject", "address"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("10.0.0.7:1161", "10.0.0.7:1161"),
        ("[2001:db8::7]:1161", "[2001:db8::7]:1161"),
        ("[2001:db8::7]", "[2001:db8::7]"),
        *((name, "") for name in NAMES),
        ("--window", ""),
        ("10.0.0.7 --ports", ""),
        ("10.0.0.7; rm -rf ~", ""),
        ("10.0.0.999", ""),
        ("10.0.0.0/8", ""),
        ("printer.lan", ""),
        ("", ""),
    ],
)
def test_an_address_alone_gets_into_a_command(subject: str, address: str) -> None:
    place = place_of(condition(ConditionKind.READER_CRASHED, subject))
    assert place == DoctorPlace("device", address)
    assert place.command == f"meters doctor {address or 'ADDRESS'} --step=device"


def test_the_first_of_several_addresses_is_looked_at() -> None:
    met = condition(ConditionKind.HISTORY_DISPUTED, "SER1", addresses="10.0.0.7, 10.0.0.9:1161")
    assert place_of(met) == DoctorPlace("serial", "10.0.0.7")


def test_a_click_without_a_step_opens_the_doctor_as_it_was() -> None:
    assert task_of("why") == WHY
    assert task_of(why_action(DoctorPlace("device", "10.0.0.7"))).command == (
        *WHY.command,
        "10.0.0.7",
        "--step=device",
    )


def test_the_menu_has_room_for_three_and_the_most_urgent_come_first() -> None:
    kinds = (ConditionKind.MAIL_LATE, ConditionKind.PRINTERS_NOT_ASKED, ConditionKind.RUN_FAILED)
    met = [condition(kind) for kind in (*kinds, ConditionKind.DISK_FULL)]
    whys = [one for one in menu_of(status(*met), "", MenuContext()) if one.label.startswith("Why? ")]
    assert len(whys) == 3
    assert task_of(whys[0].action).command[-1] == "--step=condition"
    assert task_of(whys[1].action).command[-1] == "--step=disk"
