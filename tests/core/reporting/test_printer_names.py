"""Printers that would be called alike are told apart in every list that people read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.mail.html_view import mail_view_of
from agent.core.model.shown_text import MOST
from agent.core.office_status.open_matters import long_silent
from agent.core.office_status.status import lines_of
from agent.core.reporting.attention import needs_of
from agent.core.reporting.card import cards_of
from agent.core.reporting.changes import changes_of
from agent.core.reporting.overview import printer_rows
from agent.core.reporting.printer_names import names_of
from agent.core.tray.notifications import Memory, notification_of
from tests.core.mail.test_letter import entry, report, supply
from tests.jobs.test_tray_loop import STATUS
from tests.support.documents import Document, part
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

LOW = {"supplies": [supply(5)], "console": [], "alerts": [], "flags": []}
FIRST = entry(id="p-1", serial_number="CNB7A10001", ip_address="10.0.0.7", **LOW)
SECOND = entry(id="p-2", serial_number="CNB7A20002", ip_address="10.0.0.8", **LOW)
OTHER = entry(id="p-3", serial_number="CNB7A30003", ip_address="10.0.0.9", location="Attic", **LOW)
ALIKE = (FIRST, SECOND, OTHER)


def full_names(*entries: Mapping[str, Any]) -> list[str]:
    return [name.full for name in names_of([part({**FIRST, **changes}) for changes in entries])]


def test_only_those_that_are_alike_get_a_mark() -> None:
    assert [name.mark for name in names_of(ALIKE)] == ["0001", "0002", ""]
    assert [name.full for name in names_of(ALIKE)] == [
        "Hall, Examplar 500 (0001)",
        "Hall, Examplar 500 (0002)",
        "Attic, Examplar 500",
    ]


@pytest.mark.parametrize(
    ("first", "second", "marks"),
    [
        ({"serial_number": None}, {}, ("10.0.0.7", "0001")),
        ({"serial_number": " "}, {"serial_number": ""}, ("10.0.0.7", "10.0.0.8")),
        ({"serial_number": "A10001"}, {"serial_number": "B10001"}, ("10.0.0.7", "10.0.0.8")),
        (
            {"serial_number": "A10001"},
            {"serial_number": "B10001", "ip_address": "10.0.0.7"},
            ("A10001", "B10001"),
        ),
        (
            {"serial_number": None, "mac_address": "00:00:5e:00:53:01"},
            {"serial_number": None, "ip_address": "10.0.0.7", "mac_address": "00:00:5e:00:53:02"},
            ("00:00:5e:00:53:01", "00:00:5e:00:53:02"),
        ),
    ],
)
def test_where_the_end_of_the_serial_number_does_not_tell_what_else_does(
    first: Document, second: Document, marks: tuple[str, str]
) -> None:
    alike = ({**FIRST, **first}, {**FIRST, "ip_address": "10.0.0.8", **second})
    assert tuple(name.mark for name in names_of(part(alike))) == marks


@pytest.mark.parametrize("location", ["hall", " Hall", "HALL "])
def test_capitals_and_spaces_make_no_other_name(location: str) -> None:
    assert len({*full_names({}, {"serial_number": "X0002", "location": location})}) == 2
    assert names_of([FIRST, part({**SECOND, "location": location})])[0].mark == "0001"


def test_a_long_name_keeps_its_mark() -> None:
    long = {"location": "corridor " * 40}
    names = full_names(long, {**long, "model": "501", "serial_number": "X0002"})
    assert [name[-7:] for name in names] == [" (0001)"[-7:], " (0002)"[-7:]]
    assert max(map(len, names)) <= MOST


def test_twelve_like_models_have_twelve_names() -> None:
    office = [{"serial_number": f"CNB{number:07}", "ip_address": f"10.0.0.{number}"} for number in range(12)]
    assert len(set(full_names(*office))) == 12


def test_every_list_that_people_read_tells_them_apart() -> None:
    full = report(*({"asset_tag": None, **one} for one in ALIKE))
    needs = needs_of(full)
    said = {
        "attention": [need.printer for need in needs],
        "table": [printer_row.name for printer_row in printer_rows(full)],
        "page": [card.place for card in cards_of(full, {}).values()],
        "mail": [line.place for line in mail_view_of(full, {}, None, signed=True).printers],
        "fixed": [name for name, _ in changes_of(report(*_well()), full).fixed],
        "status": [line for line in lines_of(replace(STATUS, needs=needs)) if "Examplar" in line],
        "notification": list(notification_of(replace(STATUS, needs=needs), Memory(), NOW)[0]),
        "menu": [f"{one.printer} {one.address}" for one in long_silent(_missing(), {"p-1", "p-2", "p-3"})],
    }
    for where, lines in said.items():
        assert len(lines) == 3, where
        marks = [[mark for mark in ("0001", "0002", "0003") if mark in line] for line in lines]
        assert sorted(marks) == [[], ["0001"], ["0002"]], where


def _well() -> list[Document]:
    return [{**one, "supplies": [supply(90)]} for one in ALIKE]


def _missing() -> list[Document]:
    return [{**one, "read_status": "missing"} for one in ALIKE]
