"""The report page as HTML: what it says, that no name gets out of its place, how large it is."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from agent.core.messages import days, fleet
from agent.core.messages import page as messages
from agent.ui.page import render_page
from tests.support.documents import Document, part
from tests.support.hostile_names import NAMES
from tests.support.made_pages import HOSTILE, a_report, demo_entry, demo_past, large_office

LOADS_SOMETHING = {"src", "srcset", "data", "action", "poster", "background", "xlink:href", "style"}


@dataclass
class Seen(HTMLParser):
    """What is in a page: its tags in their order, its attributes, its text."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """Everything that can be read, on one line."""
        return " ".join(" ".join(self.texts).split())


def seen(html: str) -> Seen:
    page = Seen()
    page.feed(html)
    page.close()
    return page


def card_text(**changes: Any) -> str:  # noqa: ANN401 (any value of meters.json)
    """Return the text of the page when Reception's printer, with these changes, is the only one."""
    return seen(render_page(a_report([demo_entry("Reception", **changes)]), {})).text


def supply(**changes: Any) -> Document:  # noqa: ANN401 (as above)
    full = {
        "index": 1,
        "marker_index": 1,
        "class": "consumed",
        "type": "toner",
        "colorant": "cyan",
        "description": "Cyan",
        "unit": "percent",
        "level": 41,
        "max_capacity": 100,
        "level_state": "measured",
        "percent_left": 41,
        "part_number": None,
        "serial_number": None,
    }
    return full | changes


def test_the_page_needs_no_script_and_loads_nothing() -> None:
    page = seen(render_page(a_report([demo_entry("Reception"), demo_entry("Sales")]), demo_past()))
    assert {"script", "iframe", "object", "embed", "link", "img", "base", "form"} & set(page.tags) == set()
    names = {name for name, _ in page.attributes}
    assert names & LOADS_SOMETHING == set()
    assert [name for name in names if name.startswith("on")] == []
    links = [value for name, value in page.attributes if name == "href"]
    assert links
    assert all(link and link.startswith(("#p", "#list")) for link in links)
    assert "@import" not in "".join(page.texts)
    assert "url(" not in "".join(page.texts)


def test_the_browser_is_told_to_load_nothing_either() -> None:
    html = render_page(a_report([]), {})
    assert """content="default-src 'none'; style-src 'unsafe-inline'">""" in html


@pytest.mark.parametrize("name", [*HOSTILE, *NAMES.values()])
def test_no_name_gets_out_of_its_place(name: str) -> None:
    def tags_with(text: str) -> list[str]:
        entry = demo_entry("Reception", location=text, model=text, host_name=text, serial_number=text)
        entry |= {"console": [text], "firmware": text, "asset_tag": text}
        entry["supplies"] = [supply(type="other", description=text)]
        entry["alerts"] = [{**entry["alerts"][0], "description": text}]
        entry["input_trays"] = [{**entry["input_trays"][0], "name": text, "media": text}]
        report = a_report([entry], site=text)
        row = {"ip_address": "192.0.2.11", "port": 161, "why": text, "advice": text}
        return seen(render_page(part({**report, "unreadable": [row]}), {})).tags

    assert tags_with(name) == tags_with("Hall")


def test_a_name_of_ten_thousand_characters_is_cut() -> None:
    html = render_page(a_report([demo_entry("Reception", location="x" * 10_000)], site="y" * 10_000), {})
    longest = max(map(len, re.findall("x+|y+", html)))
    assert longest == 119
    assert "x…" in html


def test_what_is_most_urgent_stands_first() -> None:
    entries = [
        demo_entry("Café, first floor", read_status="missing"),
        demo_entry("Reception"),
        demo_entry("Warehouse"),
        demo_entry("Accounts"),
    ]
    text = seen(render_page(a_report(entries), {})).text
    hand = text[text.index(messages.NEEDS) : text.index(fleet.CAPTION)]
    places = [hand.find(name) for name in ("Warehouse", "Reception", "Café")]
    assert -1 not in places
    assert places == sorted(places)
    assert "Accounts" not in hand


def test_a_tray_that_is_empty_is_named() -> None:
    said = seen(render_page(a_report([demo_entry("Meeting room München")]), {})).text
    assert "Tray 2: no paper" in said


@pytest.mark.parametrize(
    ("changes", "said", "bars"),
    [
        ({}, "cyan toner", 1),
        ({"percent_left": 0, "level": 0}, "0%", 1),
        ({"level_state": "some_left", "percent_left": None}, "not empty (no level reported)", 0),
        ({"level_state": "unknown", "percent_left": None}, "level not reported", 0),
        ({"level_state": "unrestricted", "percent_left": None}, "not limited", 0),
        ({"class": "receptacle", "type": "wasteToner", "colorant": None}, "59% full", 1),
    ],
)
def test_a_level_is_told_as_what_it_is(changes: Document, said: str, bars: int) -> None:
    entry = demo_entry("Reception", supplies=[supply(**changes)])
    html = render_page(a_report([entry]), {})
    assert said in seen(html).text
    assert html.count('class="bar"') == 2 * bars  # in the list and on the card


DATES = {"earliest": "2026-11-30", "likely": "2026-12-03", "latest": "2026-12-09"}
FAR = {"earliest": "2027-05-30", "likely": "2027-07-03", "latest": "2027-10-09"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"empties": DATES}, "Empty around 3 Dec (30 Nov to 9 Dec)"),
        ({"empties": DATES, "class": "receptacle"}, "Full around 3 Dec (30 Nov to 9 Dec)"),
        ({"empties": DATES | {"earliest": "2026-12-01"}}, "Empty around 3 Dec (1 Dec to 9 Dec)"),
        ({"empties": FAR}, "Empty around July 2027 (May 2027 to October 2027)"),
        ({}, fleet.FIRST_DAYS),
        ({"empties": None, "empties_note": "hardly_used"}, messages.NO_DATE["hardly_used"]),
    ],
)
def test_when_a_supply_runs_out_is_told_with_its_range(changes: Document, said: str) -> None:
    report = a_report([demo_entry("Reception")])
    report["printers"][0]["supplies"] = [supply(**changes)]
    assert said in seen(render_page(report, {})).text


def test_a_supply_that_is_empty_has_no_date() -> None:
    said = card_text(supplies=[supply(percent_left=0, level=0)])
    assert not any(sentence in said for sentence in messages.NO_DATE.values())
    assert "Empty around" not in said


def test_flags_and_events_are_sentences() -> None:
    event = {"flag": "counter_reset", "since": "2026-11-20T08:30:00+01:00", "what": "life_count"}
    report = a_report([demo_entry("Reception", flags=["counter_reset", "ip_moved", "some_new_flag"])])
    report["printers"][0]["events"] = [event | {"before": 120_345, "after": 12}]
    said = seen(render_page(report, {})).text
    assert "Its lifetime count (engine) fell from 120,345 to 12 on 20 November 2026: it was reset." in said
    assert "Its address has changed. Some new flag." in said
    assert "A counter went back" not in said


@pytest.mark.parametrize(("place", "shown"), [("Reception", True), ("Shipping", False)])
def test_use_without_a_past_is_not_known_yet_where_pages_are_counted(place: str, shown: bool) -> None:
    report = a_report([demo_entry(place), demo_entry("Sales")], demo_past())
    report["printers"][:] = [
        entry | ({"usage": None} if entry["location"] == place else {}) for entry in report["printers"]
    ]
    said = seen(render_page(report, demo_past())).text
    assert (f"{messages.USE} {messages.USE_NOT_KNOWN}" in said) == shown


def test_use_is_told_with_its_months() -> None:
    said = seen(render_page(a_report([demo_entry("Reception")], demo_past()), demo_past())).text
    assert re.search(r"Pages printed [\d,]+ pages since 2\d October, about \d+ per day September 2026", said)
    assert re.search(r"October 2026 [\d,]+ pages", said)


def test_a_silent_printer_says_when_it_was_seen_last() -> None:
    entry = demo_entry("Reception", read_status="stale", read_at="2026-11-20T08:31:00+01:00")
    report = a_report([])
    report["printers"] = [entry]
    row = {"id": entry["id"], "last_seen": "2026-11-21T09:00:00+01:00", "ip_address": "192.0.2.7"}
    said = seen(render_page(part({**report, "silent_known": [row]}), {})).text
    assert "Last read 20 November 2026, 08:31 Last response 21 November 2026, 09:00" in said
    assert "no response today, showing the last reading" in said


def test_who_could_not_be_read_is_told_why_and_what_was_asked() -> None:
    report = a_report([])
    report["unreadable"] = [
        {"ip_address": "192.0.2.11", "port": 161, "why": "It wants SNMPv3.", "advice": "Enter a user."}
    ]
    report["left_out"] = [{"ip_address": "192.0.2.12", "port": 161, "why": "no printer"}]
    report["scan"] |= {"endpoints_contacted": ["udp 192.0.2.1-192.0.2.14:161"], "bytes_sent": 4_321}
    report["scan"] |= {"bytes_received": 9_876, "datagrams_sent": 61, "addresses_asked": 14}
    said = seen(render_page(report, {})).text
    assert "192.0.2.11 : It wants SNMPv3. Enter a user." in said
    assert "192.0.2.12 : no printer." in said
    assert "14 addresses queried over SNMP, 61 packets sent" in said
    assert "4,321 bytes sent, 9,876 bytes received." in said
    assert "udp 192.0.2.1-192.0.2.14:161" in said
    assert said.index(fleet.CONTACTED) < said.index("61 packets sent")  # folded away
    assert "Searched: 14 addresses. Scans use SNMP only." in said


def test_the_first_day_has_no_column_of_the_past() -> None:
    html = render_page(a_report([demo_entry("Reception")]), {})
    assert fleet.FIRST_DAYS in html
    for heading in (fleet.THIS_MONTH, messages.last_days(), fleet.MONTH_END, messages.USE_NOT_KNOWN):
        assert heading not in html


def test_an_empty_office_has_a_page_too() -> None:
    said = seen(render_page(a_report([]), {})).text
    assert "No printers found." in said
    assert messages.NO_PRINTERS in said
    assert fleet.NEXT_STEP in said
    assert all(cause in said for cause in fleet.CAUSES)
    assert messages.TALKED_TO in said


def test_five_hundred_printers_with_their_past_make_a_small_page_soon() -> None:
    report, past = large_office(500)
    began = time.process_time()
    html = render_page(report, past)
    assert time.process_time() - began < 3  # 0.5 s on a free core
    assert len(html.encode()) < 5_000_000
    assert html.count("<article") == 500
    assert 100 < html.count('class="pages"') < 300  # those of healthy printers are left out


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-12-28", "2027-01-09", "28 December to 9 January"),
        ("2026-12-28", "2027-12-09", "28 December 2026 to 9 December 2027"),
        ("2026-12-05", "2026-12-09", "5 to 9 December"),
        ("2026-12-05", "2026-12-05", "5 December"),
    ],
)
def test_a_range_names_the_years_only_where_it_is_long(first: str, last: str, said: str) -> None:
    assert days.span(date.fromisoformat(first), date.fromisoformat(last)) == said


def test_billing_counters_are_told_by_function_and_colour() -> None:
    counts = {"total": 41_020, "monochrome": 30_010, "full_color": 11_010, "highlight": None}
    said = card_text(impressions=counts, print={"total": None, "monochrome": 7}, scan={"total": 512})
    assert "Billing meter 30,010 11,010 41,020" in said
    assert "Prints 7" in said
    assert "Scans 512" in said
    assert "Copies" not in said
