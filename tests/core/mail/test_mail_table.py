"""The table of a letter: the numbers that are billed, in its plain text and its HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from agent.core.mail.fleet import FleetLine, fleet_table
from agent.core.mail.letter import text
from agent.core.messages import set_language
from agent.ui.mail_page import render_mail_page
from tests.support import golden_mail
from tests.support.made_pages import a_report, demo_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.documents import Document

BILLED = {"total": 41020, "monochrome": 30010, "full_color": 11010}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def office() -> Document:
    """Return one printer with billing counters, one without, one that was not read today."""
    late = {"read_status": "stale", "read_at": "2026-11-20T08:30:00+01:00"}
    return a_report(
        [
            demo_entry("Reception", impressions=BILLED),
            demo_entry("Sales", impressions=None),
            demo_entry("Accounts", impressions=None, **late),
        ]
    )


def line_of(report: Document, place: str) -> FleetLine:
    (found,) = (line for line in fleet_table(report, {}).lines if line.place == place)
    return found


def test_what_is_billed_stands_in_both_parts_and_engine_life_never_for_it() -> None:
    report = office()
    plain = text(report, signed=True).partition("\n\nData for programs follows.")[0]
    assert re.search(r"\n  DEMO0HP401 +30,010  11,010 +41,020  magenta toner 7%\n", plain)
    assert "48,210" not in plain  # its engine life
    html = render_mail_page(report, {}, None, True).html
    cells = re.findall(r"<td[^>]*>(?:<strong>)?([\d,]+)(?:</strong>)?</td>", html)
    assert cells == ["30,010", "11,010", "41,020"]
    assert "48,210" not in html
    assert line_of(report, "Sales").total == "not reported"
    assert line_of(report, "Sales").engine == "engine: 203,954 pages"


def test_values_of_an_earlier_day_say_of_which() -> None:
    report = office()
    assert "last read 20 November" in text(report, signed=True)
    assert "20 Nov" in render_mail_page(report, {}, None, True).html


@pytest.mark.parametrize("language", ["en", "de"])
def test_numbers_are_aligned_within_78_columns(language: str) -> None:
    set_language(language)
    past = golden_mail.past_until_today()
    report = golden_mail.demo_report(past)
    report["printers"][0]["impressions"] = {"total": 1088731, "monochrome": 80000, "full_color": 1008731}
    words = text(report, signed=True, past=past).partition("\n\n-- data --")[0]
    table = words.split("\n\n")[1].splitlines()
    assert max(map(len, table)) <= 78
    head, *rows = (line for line in table if line.startswith("  ") and "(" not in line)
    ends = [match.end() for match in re.finditer(r"\S+(?: \S+)*", head)][1:-1]
    assert len(ends) == 4
    padded = [row.ljust(80) for row in rows]
    assert [row for row in padded for end in ends if row[end - 1] == " " or row[end] != " "] == []


def test_no_column_stands_that_has_nothing_to_show() -> None:
    report = a_report([demo_entry("Sales", impressions=None)])
    table = fleet_table(report, {})
    assert (table.has_mono, table.has_colour, table.has_month) == (False, False, False)
    head = text(report, signed=True).split("\n\n")[1].splitlines()[1]
    assert head.split() == ["Serial", "no.", "Total", "Lowest", "supply"]


def test_an_empty_office_has_no_table() -> None:
    parts = text(a_report([]), signed=True).split("\n\n")
    assert [part.partition("\n")[0] for part in parts[1:3]] == ["Usual causes:", "Data for programs follows."]


def test_printers_stand_in_natural_order() -> None:
    places = [f"Room {number}" for number in (13, 5, 21, 1)]
    report = a_report(demo_entry("Reception", id=place, location=place) for place in places)
    wanted = ["Room 1", "Room 5", "Room 13", "Room 21"]
    assert [line.place for line in fleet_table(report, {}).lines] == wanted
    todo = [line for line in text(report, signed=True).splitlines() if line.startswith("- Low: ")]
    assert [line.removeprefix("- Low: ").partition(",")[0] for line in todo] == wanted


def test_a_waste_containers_bar_says_what_its_text_says() -> None:
    lowest = line_of(office(), "Sales").lowest
    assert lowest is not None
    assert (lowest.text, lowest.percent) == ("waste toner container 92% full", 92)


def test_the_pages_of_this_month_begin_at_the_last_month_end() -> None:
    past = golden_mail.past_until_today()
    report = golden_mail.demo_report(past)
    months = {line.place: line.month for line in fleet_table(report, past).lines}
    readings = next(past[entry["id"]] for entry in report["printers"] if entry["location"] == "Sales")
    since = max((one for one in readings if one.read_at.month == 10), key=lambda one: one.read_at)
    pages = readings[-1].life_counts[0][1].value - since.life_counts[0][1].value
    assert months["Sales"] == f"{pages:,}"
    assert months["Shipping"] == ""  # it counts feet
