"""What a letter says to people and to programs, and what needs a hand."""

from __future__ import annotations

from typing import Any

import pytest

from agent.core.mail.letter import DATA_LINE, headline, subject, text
from agent.core.reporting.attention import need_of, needs_of
from report_example import example_report


def supply(percent: int | None, kind: str = "toner", **more: object) -> dict[str, Any]:
    """Return a supply as a report has it."""
    return {
        "index": 1,
        "class": "consumed",
        "type": kind,
        "colorant": "black",
        "description": None,
        "level_state": "measured" if percent is not None else "some_left",
        "percent_left": percent,
    } | more


def entry(**changes: object) -> dict[str, Any]:
    """Return a printer that needs nothing, with these changes."""
    return {
        "id": "p-1",
        "manufacturer": "Examplar",
        "model": "500",
        "location": "Hall",
        "host_name": "front",
        "ip_address": "192.0.2.7",
        "serial_number": "E1",
        "read_status": "ok",
        "read_at": "2026-03-02T08:31:07+01:00",
        "status": "idle",
        "state_reasons": [],
        "life_count": None,
        "supplies": [],
    } | changes


def report(*printers: dict[str, Any]) -> dict[str, Any]:
    return example_report() | {"printers": list(printers), "unreadable": [], "silent_known": []}


def test_the_subject_is_the_contracts() -> None:
    full = report(entry(), entry(read_status="stale"), entry(supplies=[supply(5)]))
    assert subject(full) == "[meters] site=hill-street report=2026-03-02 devices=3 ok=1 attention=2"


def test_the_text_speaks_to_people_first_and_to_programs_behind_the_data_line() -> None:
    full = report(entry(supplies=[supply(5, description="Black cartridge")]))
    people, data = text(full, signed=True).split(f"\n{DATA_LINE}\n")
    assert people.splitlines()[:3] == [
        "Printers of Hill Street office on 2 March 2026",
        "1 printer: 1 needs a hand.",
        "- Hall, Examplar 500: black toner is low (5 %).",
    ]
    keys = [line.partition(" = ")[0] for line in data.splitlines() if line]
    assert keys == [
        *("SCHEMA", "REPORT_ID", "RUN_NUMBER", "SITE_ID", "AGENT_ID", "SCAN_BEGAN"),
        *("PRINTERS", "UNREADABLE", "SILENT", "SIGNED"),
        *("PRINTER", "ID", "SERIAL_NUMBER", "IP_ADDRESS", "READ_STATUS", "READ_AT", "STATUS"),
        *("STATE_REASONS", "SUPPLY_1"),
    ]
    assert "LIFE_COUNT = " not in data  # what was not readable has no line


def test_an_unsigned_letter_says_so_to_people_and_to_programs() -> None:
    people, data = text(report(entry()), signed=False).split(f"\n{DATA_LINE}\n")
    assert "(unsigned)" in people
    assert "SIGNED = no (unsigned)" in data.splitlines()
    assert "unsigned" not in text(report(entry()), signed=True)


def test_who_can_not_be_read_is_named_with_advice() -> None:
    row = {"ip_address": "192.0.2.11", "why": "It wants SNMPv3.", "advice": "Enter a user."}
    full = report() | {"unreadable": [row]}
    assert "- 192.0.2.11: It wants SNMPv3. Enter a user." in text(full, signed=True).splitlines()


@pytest.mark.parametrize(
    ("printers", "expected"),
    [
        ([], "No printer was found."),
        ([entry()], "1 printer, all fine."),
        ([entry(), entry()], "2 printers, all fine."),
        ([entry(), entry(supplies=[supply(0)])], "2 printers: 1 needs a hand."),
        ([entry(read_status="stale")] * 2, "2 printers: 2 need a hand."),
    ],
)
def test_the_headline_counts(printers: list[dict[str, Any]], expected: str) -> None:
    assert headline(report(*printers)) == expected


WASTE = {"class": "receptacle", "colorant": None}


@pytest.mark.parametrize(
    ("changes", "sentences", "urgent"),
    [
        ({"supplies": [supply(10)]}, ("black toner is low (10 %)",), False),
        ({"supplies": [supply(0)]}, ("black toner is empty",), True),
        (
            {"supplies": [supply(8, "wasteToner", **WASTE)]},
            ("waste toner container is almost full (8 % room left)",),
            False,
        ),
        ({"supplies": [supply(0, "wasteToner", **WASTE)]}, ("waste toner container is full",), False),
        ({"state_reasons": ["media-jam-error"]}, ("paper jam",), True),
        ({"state_reasons": ["cover-open-warning"]}, ("a cover is open",), False),
        ({"state_reasons": ["some-new-keyword-warning"]}, ("some new keyword",), False),
        ({"read_status": "stale"}, ("silent today, values of an earlier day",), False),
        ({"read_status": "missing"}, ("silent for more than a week",), False),
        ({"read_status": "partial"}, ("not all of it could be read",), False),
        # The supply says it more exactly than the printer.
        (
            {"supplies": [supply(5)], "state_reasons": ["toner-low-warning"]},
            ("black toner is low (5 %)",),
            False,
        ),
        # The printer complains of a toner whose level nobody can read.
        ({"supplies": [supply(None)], "state_reasons": ["toner-low-warning"]}, ("toner is low",), False),
    ],
)
def test_what_a_printer_needs_is_said_in_plain_words(
    changes: dict[str, Any], sentences: tuple[str, ...], urgent: bool
) -> None:
    need = need_of(entry(**changes))
    assert need is not None
    assert (need.printer, need.sentences, need.urgent) == ("Hall, Examplar 500", sentences, urgent)


@pytest.mark.parametrize(
    "changes", [{}, {"supplies": [supply(11), supply(None)]}, {"state_reasons": ["power-saver-report"]}]
)
def test_a_printer_that_is_fine_needs_nothing(changes: dict[str, Any]) -> None:
    assert need_of(entry(**changes)) is None


def test_who_can_not_print_stands_first() -> None:
    printers = entry(location="A", read_status="stale"), entry(location="B", supplies=[supply(0)])
    assert [need.printer[0] for need in needs_of(report(*printers))] == ["B", "A"]


def test_a_printer_without_a_name_is_called_by_its_address() -> None:
    nameless = entry(location=None, host_name=None, manufacturer=None, model=None, supplies=[supply(0)])
    (need,) = needs_of(report(nameless))
    assert need.printer == "192.0.2.7, a printer"
