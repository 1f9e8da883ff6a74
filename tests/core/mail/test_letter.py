"""What a letter says to people and to programs, and what needs attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.mail.letter import DATA_LINE, headline, text
from agent.core.reporting.attention import need_of, needs_of
from tests.support.report_example import example_report

if TYPE_CHECKING:
    from tests.support.documents import Document


def supply(percent: int | None, kind: str = "toner", **more: object) -> Document:
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


def entry(**changes: object) -> Document:
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


def report(*printers: Document) -> Document:
    quiet: Document = {"unreadable": [], "silent_known": [], "conditions": []}
    return example_report() | quiet | {"printers": list(printers)}


def test_programs_find_the_counts_in_the_data_lines() -> None:
    full = report(entry(), entry(read_status="stale"), entry(supplies=[supply(5)]))
    assert {"PRINTERS = 3", "OK = 1", "ATTENTION = 2"} <= {*lines_for_programs(full)}


def test_the_text_speaks_to_people_first_and_to_programs_behind_the_data_line() -> None:
    full = report(entry(supplies=[supply(5, description="Black cartridge")]))
    people, data = text(full, signed=True).split(f"\n{DATA_LINE}\n")
    assert people.splitlines()[:3] == [
        "Printers of Hill Street office on 2 March 2026",
        "1 printer needs attention.",
        "- Low: Hall, Examplar 500: black toner is low (5%).",
    ]
    keys = [line.partition(" = ")[0] for line in data.splitlines() if line]
    assert keys == [
        *("SCHEMA", "REPORT_ID", "RUN_NUMBER", "SITE_ID", "AGENT_ID", "SCAN_BEGAN"),
        *("PRINTERS", "UNREADABLE", "SILENT", "NOT_ASKED", "SIGNED", "CONDITIONS", "OK", "ATTENTION"),
        *("PRINTER", "ID", "SERIAL_NUMBER", "IP_ADDRESS", "READ_STATUS", "READ_AT", "STATUS"),
        *("STATE_REASONS", "FLAGS", "SUPPLY_1"),
    ]
    assert "LIFE_COUNT = " not in data  # what was not readable has no line


def lines_for_programs(full: Document) -> list[str]:
    return text(full, signed=True).partition(f"\n{DATA_LINE}\n")[2].splitlines()


def test_programs_are_told_use_run_out_dates_and_flags() -> None:
    lines = lines_for_programs(example_report() | {"printers": example_report()["printers"][:1]})
    assert set(lines) >= {
        "FLAGS = ip_moved",
        "IMPRESSIONS_TOTAL = 41020",
        "IMPRESSIONS_FULL_COLOR = 11010",
        "USAGE_SINCE = 2026-01-31T08:30:55+01:00",
        "USAGE_IMPRESSIONS = 6300",
        "USAGE_PER_DAY = 210.0",
        "USAGE_OF = impressions.total",
        "USAGE_MONTH_2026_02 = 5880",
        "SUPPLY_1 = Black cartridge: 9 %",
        "EMPTIES_1_EARLIEST = 2026-03-05",
        "EMPTIES_1_LIKELY = 2026-03-09",
        "EMPTIES_1_LATEST = 2026-03-20",
        "EMPTIES_2_NOTE = not_enough_data",
    }
    assert [line for line in lines if "None" in line or line.startswith("USAGE_MONTH_2026_01")] == []


def test_the_text_tells_once_what_is_new_still_open_and_fixed() -> None:
    jam, low = {"state_reasons": ["media-jam-error"]}, {"supplies": [supply(5)]}
    before = report(entry(**low), entry(id="p-2", location="Attic", **jam))
    before["scan"]["began"] = "2026-03-01T08:30:59+01:00"
    now = report(entry(**low, **jam), entry(id="p-2", location="Attic"))
    assert text(now, signed=True, before=before).splitlines()[1:4] == [
        "1 of 2 printers needs attention (1 new problem, 1 solved since yesterday).",
        "- Stopped: Hall, Examplar 500: paper jam (new); black toner is low (5%).",
        "- Solved: Attic, Examplar 500: paper jam.",
    ]


@pytest.mark.parametrize(
    ("began", "printer", "said"),
    [
        ("2026-03-01T08:30:59+01:00", {}, "1 printer, no problems (no change since yesterday)."),
        (
            "2026-03-02T06:10:00+01:00",
            {"supplies": [supply(5)]},
            "1 printer needs attention (no change since 06:10 today).",
        ),
        ("2025-03-02T06:10:00+01:00", {}, "1 printer, no problems (no change since 2 March 2025)."),
    ],
)
def test_a_day_without_news_is_told_in_one_line(began: str, printer: Document, said: str) -> None:
    now = report(entry(**printer))
    before = now | {"scan": now["scan"] | {"began": began}}
    assert text(now, signed=True, before=before).splitlines()[1] == said


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
        ([], "No printers found."),
        ([entry()], "1 printer, no problems."),
        ([entry(), entry()], "2 printers, no problems."),
        ([entry(), entry(supplies=[supply(0)])], "1 of 2 printers needs attention."),
        ([entry(read_status="stale")] * 2, "2 of 2 printers need attention."),
    ],
)
def test_the_headline_counts(printers: list[Document], expected: str) -> None:
    assert headline(report(*printers)) == expected


WASTE = {"class": "receptacle", "colorant": None}


@pytest.mark.parametrize(
    ("changes", "sentences", "urgent"),
    [
        ({"supplies": [supply(10)]}, ("black toner is low (10%)",), False),
        ({"supplies": [supply(0)]}, ("black toner is empty",), False),
        (
            {"supplies": [supply(0)], "state_reasons": ["toner-empty-error"]},
            ("black toner is empty",),
            True,
        ),
        (
            {"supplies": [supply(8, "wasteToner", **WASTE)]},
            ("waste toner container is almost full (92%)",),
            False,
        ),
        ({"supplies": [supply(0, "wasteToner", **WASTE)]}, ("waste toner container is full",), False),
        ({"state_reasons": ["media-jam-error"]}, ("paper jam",), True),
        ({"state_reasons": ["cover-open-warning"]}, ("a cover is open",), False),
        ({"state_reasons": ["some-new-keyword-warning"]}, ("printer reports: some-new-keyword",), False),
        ({"read_status": "stale"}, ("no response today, showing the last reading",), False),
        ({"read_status": "missing"}, ("no response for more than a week",), False),
        ({"read_status": "partial"}, ("partly read",), False),
        # The supply says it more exactly than the printer.
        (
            {"supplies": [supply(5)], "state_reasons": ["toner-low-warning"]},
            ("black toner is low (5%)",),
            False,
        ),
        # The printer complains of a toner whose level nobody can read.
        ({"supplies": [supply(None)], "state_reasons": ["toner-low-warning"]}, ("toner is low",), False),
    ],
)
def test_what_a_printer_needs_is_said_in_plain_words(
    changes: Document, sentences: tuple[str, ...], urgent: bool
) -> None:
    need = need_of(entry(**changes))
    assert need is not None
    assert (need.printer, need.sentences, need.urgent) == ("Hall, Examplar 500", sentences, urgent)


@pytest.mark.parametrize(
    "changes", [{}, {"supplies": [supply(11), supply(None)]}, {"state_reasons": ["power-saver-report"]}]
)
def test_a_printer_that_is_fine_needs_nothing(changes: Document) -> None:
    assert need_of(entry(**changes)) is None


def test_who_can_not_print_stands_first() -> None:
    printers = entry(location="A", read_status="stale"), entry(location="B", supplies=[supply(0)])
    assert [need.printer[0] for need in needs_of(report(*printers))] == ["B", "A"]


def test_a_printer_without_a_name_is_called_by_its_address() -> None:
    nameless = entry(location=None, host_name=None, manufacturer=None, model=None, supplies=[supply(0)])
    (need,) = needs_of(report(nameless))
    assert need.printer == "192.0.2.7, a printer"
