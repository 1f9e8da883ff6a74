"""A letter's HTML: what mail programs show of it, and that it says the same without them."""

from __future__ import annotations

import re
import time
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from agent.core.mail.envelope import build_message, standing_alone
from agent.core.mail.html_view import DETAILED
from agent.core.mail.letter import text
from agent.core.mail.subject import subject
from agent.core.model.records import Delivery, Illustrated, Letter
from agent.core.report_format.document import report_bytes
from agent.core.reporting.meters_csv import csv_of
from agent.ui.mail_page import render_mail_page
from tests.support import golden_mail
from tests.support.made_pages import BEGAN, HOSTILE, a_report, demo_entry, large_office

if TYPE_CHECKING:
    from agent.core.history.past import Past
    from tests.support.documents import Document

VOID = {"meta", "img", "br"}
# What every mail program shows; style stands in the head only, and nothing depends on it.
SHOWN = {*VOID, "html", "head", "title", "style", "body", "table", "tr", "td", "th", "h1", "h2", "h3", "p"}
SHOWN |= {"strong", "span", "bdi"}
NOT_EVERYWHERE = re.compile(r"flex|grid|float|position|url\(|@import|background-image|var\(|calc\(|rem\b")


class Mail(HTMLParser):
    """A page taken apart: its tags with their attributes, its text with one space between words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.cells: list[str] = []
        self.cells_with_text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))
        self.pieces += ["\n"] * (tag in {"br", "td", "th", "p", "h1", "h2", "h3"})
        if tag in {"td", "th"}:
            self.cells.append(dict(attrs).get("style") or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Hold that tags close in the order in which they were opened."""
        assert self.open.pop() == tag
        if tag in {"td", "th"}:
            self.cells.pop()

    def handle_data(self, data: str) -> None:
        """Keep what can be read."""
        if "style" not in self.open:
            self.pieces.append(data)
        if self.cells and data.strip() and not {"h1", "h2", "h3"} & {*self.open}:
            self.cells_with_text.append(self.cells[-1])

    @property
    def text(self) -> str:
        """Everything that can be read, on one line."""
        return " ".join("".join(self.pieces).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each tag of this name."""
        return [attributes for name, attributes in self.tags if name == tag]


def rendered(report: Document, past: Past | None = None, before: Document | None = None) -> Mail:
    return Mail(render_mail_page(report, past or {}, before, True).html)


@cache
def office_of(printers: int) -> tuple[Document, Past]:
    """Return an office of that many printers, made once."""
    return large_office(printers)


@pytest.fixture(scope="module")
def demo() -> Illustrated:
    return golden_mail.golden_letter()[1]


def test_it_is_made_of_what_every_mail_program_shows(demo: Illustrated) -> None:
    mail = Mail(demo.html)
    assert mail.open == []
    assert {tag for tag, _ in mail.tags} - SHOWN == set()
    assert NOT_EVERYWHERE.findall(demo.html) == []
    assert [name for _, attributes in mail.tags for name in attributes if name.startswith("on")] == []


def test_a_background_stands_where_outlook_looks_for_it_too(demo: Illustrated) -> None:
    tags = Mail(demo.html).tags
    coloured = [a for _, a in tags if "background:" in (a.get("style") or "")]
    assert len(coloured) == 2
    assert [a for a in coloured if f"background:{a.get('bgcolor')}" not in (a["style"] or "")] == []
    bars = [a for tag, a in tags if tag == "td" and a.get("height")]
    assert len(bars) > 30
    assert [a for a in bars if not a.get("bgcolor")] == []


@pytest.mark.parametrize("printers", [8, 60])
def test_each_cell_names_its_font_since_outlook_lets_none_inherit_it(printers: int) -> None:
    report, past = office_of(printers)
    mail = rendered(report, past, report)
    assert len(mail.cells_with_text) > 60
    assert [style for style in mail.cells_with_text if "font:" not in style] == []


def test_each_picture_is_shown_once_with_its_size_and_its_words(demo: Illustrated) -> None:
    images = Mail(demo.html).all("img")
    assert [image["src"] for image in images] == [f"cid:{name}" for name in demo.pictures]
    assert [i for i in images if not (i["alt"] and i["width"] and i["height"])] == []
    assert images[0]["alt"] == (
        "Pages per day, all printers, 25 August to 22 November: "
        "42,940 pages in 90 days; busiest day 17 Sep (840)"
    )


def test_a_bar_is_as_long_as_what_is_left() -> None:
    found = re.findall(r'width="(\d+)%" height="9" bgcolor="(#\w+)"', golden_mail.golden_letter()[1].html)
    reception = [("62", "#22262b"), ("41", "#00a5dc"), ("7", "#d42e8d"), ("55", "#f6c700"), ("78", "#97a1ad")]
    assert [bar for bar in found if bar in reception] == reception
    empty, full = (
        rendered(a_report([demo_entry("Warehouse") | {"supplies": [s | {"percent_left": percent}]}]))
        for s in demo_entry("Warehouse")["supplies"][:1]
        for percent in (0, 100)
    )
    bars = [[td["width"] for td in mail.all("td") if td.get("height") == "9"] for mail in (empty, full)]
    assert bars == [["100%"], ["100%"]]


def test_it_says_what_the_plain_text_says() -> None:
    plain, page = golden_mail.golden_letter()
    mail = Mail(page.html)
    people, table, follows = plain.partition("\n\n-- data --")[0].split("\n\n")
    assert follows == "Data for programs follows."
    assert len(people.splitlines()) == 8
    said = mail.text.replace("Solved ", "Solved: ", 1)
    lines = [line.removeprefix("- ") for line in people.splitlines()]
    # In a need its kind is a badge, and in the table each cell its own.
    lines[2:6] = [part for line in lines[2:6] for part in line.split(": ", 1)]
    lines += [cell for line in table.splitlines()[2:] for cell in line.strip(" ()").split("  ") if cell]
    lines = [line.strip().partition(", ")[0] if line in table else line.strip() for line in lines]
    assert [line for line in lines if line not in said] == []


def test_it_tells_pages_run_out_dates_and_what_is_worth_knowing() -> None:
    mail = Mail(golden_mail.golden_letter()[1].html)
    assert "0 pages since the last report · 966 pages since 24 October, about 32 per day" in mail.text
    assert "magenta toner 7% Empty around 30 Nov" in mail.text
    assert "8 days are incomplete: some printers didn't respond." in mail.text
    early = demo_entry("Sales", flags=["placeholder_serial"])
    assert "Its serial number is only a placeholder" in rendered(a_report([early])).text


def test_a_letter_that_nobody_signed_says_so() -> None:
    report = a_report([demo_entry("Sales")])
    assert "(unsigned)" in Mail(render_mail_page(report, {}, None, False).html).text
    assert "(unsigned)" not in Mail(render_mail_page(report, {}, None, True).html).text


def test_an_office_without_printers_gets_a_short_letter() -> None:
    page = render_mail_page(a_report([]), {}, None, True)
    assert "No printers found." in Mail(page.html).text
    assert page.pictures == {}
    assert Mail(page.html).all("img") == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_and_nothing_more(name: str) -> None:
    entry = demo_entry("Reception", location=name, model=name, host_name=name, serial_number=name)
    entry["supplies"][0] |= {"type": "other", "description": name}
    hostile = a_report([entry], site=name)
    row = {"ip_address": "192.0.2.11", "port": 161, "why": name, "advice": name}
    hostile |= {"unreadable": [row]}
    plain = demo_entry("Reception", location="Hall", model="M", serial_number="S" * len(name))
    honest = a_report([plain], site="Office")
    honest |= {"unreadable": [row | {"why": "W", "advice": "A"}]}
    mail = rendered(hostile)
    assert mail.tags[1:] == rendered(honest).tags[1:]
    shown = " ".join(name[:60].split())
    assert mail.text.count(shown) >= 4


def message_of(report: Document, page: Illustrated) -> bytes:
    letter = Letter(
        report["report_id"],
        7,
        BEGAN,
        report_bytes(report),
        "c2ln",
        csv_of(report),
        subject(report),
        text(report, signed=True, before=report),
        page.html,
        page.pictures,
    )
    delivery = Delivery("<a@b.test>", 7, BEGAN, "waiting", 0, BEGAN, None, None)
    return build_message(letter, delivery, "a@b.test", ["c@d.test"], BEGAN)


def test_the_mail_of_twelve_printers_stays_small() -> None:
    report, past = large_office(12)
    page = render_mail_page(report, past, report, True)
    assert len(page.pictures) == 7  # of the office, and of the six printers that need attention
    assert page.html.count("<h3") == 6  # cards; all twelve stand in the table
    assert len(message_of(report, page)) < 150_000


@pytest.mark.parametrize("printers", [DETAILED, DETAILED + 1, 500])
def test_no_mail_program_cuts_it_off_however_large_the_office(printers: int) -> None:
    report, past = office_of(printers)
    began = time.process_time()
    page = render_mail_page(report, past, report, True)
    assert time.process_time() - began < 3
    assert len(page.html.encode()) < 102_400
    assert sum(map(len, page.pictures.values())) < 50_000


@pytest.mark.parametrize(
    ("printers", "supplies", "is_short"), [(10, 8, False), (11, 8, True), (9, 30, False)]
)
def test_many_supplies_make_a_short_table_before_a_mail_program_cuts_it_off(
    printers: int, supplies: int, is_short: bool
) -> None:
    report, past = large_office(printers)
    for entry in report["printers"]:
        entry["supplies"] = [entry["supplies"][0] | {"index": n, "percent_left": 9} for n in range(supplies)]
    page = render_mail_page(report, past, None, True)
    assert bool(Mail(page.html).all("h3")) != is_short
    assert len(page.html.encode()) < 102_400


def test_a_large_office_is_told_what_is_left_out_and_where_it_is() -> None:
    report, past = office_of(500)
    mail = rendered(report, past)
    assert "400 more printers: see meters.csv." in mail.text
    needing = int(re.findall(r"(\d+) of 500 printers need", mail.text)[0])
    assert f"{needing - 60} more printers need attention. See meters.csv." in mail.text


def test_with_its_pictures_within_it_needs_nothing_beside_it(demo: Illustrated) -> None:
    html = standing_alone(demo)
    assert "cid:" not in html
    assert html.count("data:image/png;base64,iVBOR") == len(demo.pictures)


def test_the_letter_of_the_demo_is_the_golden_one() -> None:
    plain, page = golden_mail.golden_letter()
    assert (golden_mail.FOLDER / "mail.txt").read_text("utf-8") == plain
    assert (golden_mail.FOLDER / "mail.html").read_text("utf-8") == page.html
