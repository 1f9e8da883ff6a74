"""The digest as a person sees it: in a real browser, by axe-core's rules, with what hostile offices write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from cloud.core.analysis.finding import CHAIN, METER, SHIP, SILENT, STANDSTILL, Finding
from cloud.core.digest.csv_table import HEADER, mail_view_of
from cloud.core.digest.page import MOST_ROWS, page_of
from cloud.core.digest.values import Digest, Line, RefusedMail, Stranger, sorted_lines
from made_digest import made_digest
from tests.support import page_rig

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DAY = date(2026, 3, 2)
THEN = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
DESKTOP, PHONE = (1280, 900), (360, 740)
HOSTILE = "=1+1<img src=x onerror=alert(1)>" + "W" * 400 + "مكتب"


def lines(text: str, number: int) -> list[Line]:
    """Return a finding of each kind, and so many shipments."""
    device = {"device": "d", "printer": f"Hall, {text}", "serial_number": "S1"}
    ends = {"earliest": "2026-03-06", "latest": "2026-03-20"}
    parcel: dict[str, str | int | None] = {**device, **ends, "supply": text, "part_number": "P"}
    found = [
        Finding(SILENT, "hill", "late", text, urgent=True, since="2026-03-01"),
        Finding(STANDSTILL, "hill", "d", text, urgent=True, details=device, since="2026-03-02"),
        Finding(METER, "hill", "d flag", text, details=device, since="2026-03-02"),
        Finding(CHAIN, "hill", "a missing 3", text, since="2026-03-02"),
    ]
    for one in range(number):
        details = {**parcel, "percent_left": 3, "send_by": f"2026-03-{2 + one % 9:02d}"}
        found.append(Finding(SHIP, "hill", f"d {one}", text, one % 3 == 0, details, "2026-03-02"))
    return [Line(finding, f"Hill {text}", THEN) for finding in found]


def digest(text: str = "Something", number: int = 3) -> Digest:
    """Return a digest that has every section."""
    return Digest(
        dealer="acme",
        name=f"Acme {text}",
        day=DAY,
        offices=12,
        printers=40,
        lines=sorted_lines(lines(text, number)),
        strangers=(Stranger(text, "ab" * 32, text),),
        refusals=(RefusedMail(THEN, "unsigned", "mail/0123456789abcdef"),),
    )


QUIET = Digest("acme", "Acme", DAY, 3, 9, (), (), ())
PAGES = {"full": digest(), "hostile": digest(HOSTILE), "quiet": QUIET, "german": made_digest("de")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the pages."""
    folder = tmp_path_factory.mktemp("digests")
    for name, values in PAGES.items():
        (folder / f"{name}.html").write_text(page_of(values), "utf-8")
    return {name: folder / f"{name}.html" for name in PAGES}


def violations(page: Page) -> list[str]:
    """Return the findings of axe-core, by rule and place."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(
    ("name", "size", "colours"),
    [
        ("full", DESKTOP, "light"),
        ("full", DESKTOP, "dark"),
        ("full", PHONE, "light"),
        ("hostile", DESKTOP, "light"),
        ("quiet", PHONE, "dark"),
        ("german", PHONE, "light"),
    ],
)
def test_axe_finds_nothing(
    chromium: Browser, pages: dict[str, Path], name: str, size: tuple[int, int], colours: page_rig.Colours
) -> None:
    with page_rig.looking_at(chromium, pages[name], *size, colours) as (page, asked):
        assert violations(page) == []
        assert asked == [pages[name].as_uri()]


def test_axe_finds_what_is_wrong(chromium: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.html"
    html = pages["full"].read_text("utf-8")
    spoilt.write_text(html.replace("--quiet: #545d68", "--quiet: #b5bdc8"), "utf-8")
    with page_rig.looking_at(chromium, spoilt, *DESKTOP) as (page, _):
        assert any(found.startswith("color-contrast") for found in violations(page))


@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_itself_never_scrolls_sideways(
    chromium: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    with page_rig.looking_at(chromium, pages[name], width, 800) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_offices_write_is_text_and_nothing_else() -> None:
    page = page_of(PAGES["hostile"])

    assert "<img" not in page
    assert "&lt;img" in page


def test_the_page_is_cut_and_the_table_is_whole() -> None:
    many = digest(number=MOST_ROWS + 7)

    assert "11 more: see the table." in page_of(many)
    assert page_of(many).count("<tr>\n<th") == MOST_ROWS
    assert len(mail_view_of(many).splitlines()) == 1 + MOST_ROWS + 7 + 4


def test_no_cell_is_a_formula() -> None:
    text = mail_view_of(digest(HOSTILE)).decode("utf-8-sig")

    assert text.splitlines()[0] == ",".join(HEADER)
    assert "'=1+1" in text
    assert ",=1" not in text


def test_shipments_stand_by_their_day_and_kinds_in_their_order() -> None:
    kinds = [line.finding.kind for line in digest(number=12).lines]
    days = [str(line.finding.details["send_by"]) for line in digest(number=12).of_kind(SHIP)]

    assert list(dict.fromkeys(kinds)) == [SILENT, STANDSTILL, SHIP, METER, CHAIN]
    assert days == sorted(days)


def test_the_worst_office_stands_first_and_each_office_once() -> None:
    found = [
        ("calm", Finding(CHAIN, "calm", "a missing 3", "Gap.", since="2026-03-02")),
        ("late", Finding(SILENT, "late", "late", "Late.", since="2026-03-02")),
        ("two", Finding(STANDSTILL, "two", "d", "Jam.", urgent=True, since="2026-03-02")),
        ("two", Finding(CHAIN, "two", "a missing 3", "Gap.", since="2026-03-02")),
        ("late, urgent", Finding(SILENT, "urgent", "late", "Late.", urgent=True, since="2026-03-02")),
        ("one", Finding(STANDSTILL, "one", "d", "Jam.", urgent=True, since="2026-03-02")),
        ("two", Finding(SHIP, "two", "d 1", "Ship.", urgent=True, since="2026-03-02")),
    ]
    lines = sorted_lines(Line(one, name, None) for name, one in found)
    offices = Digest("acme", "Acme", DAY, 5, 9, lines, (), ()).by_office()

    assert [office.name for office in offices] == ["late, urgent", "two", "one", "late", "calm"]
    assert [line.finding.kind for line in offices[1].lines] == [STANDSTILL, SHIP, CHAIN]


def test_two_offices_of_one_name_stay_two() -> None:
    lines = [Line(Finding(SILENT, site, "late", "Late.", since="2026-03-02"), "Hill", None) for site in "ab"]

    assert len(Digest("acme", "Acme", DAY, 2, 2, tuple(lines), (), ()).by_office()) == 2


@pytest.mark.parametrize("name", sorted(PAGES))
def test_on_a_phone_each_row_is_a_card_that_says_what_each_value_is(
    chromium: Browser, pages: dict[str, Path], name: str
) -> None:
    with page_rig.looking_at(chromium, pages[name], 320, 740) as (page, _):
        wide = page.locator(".wide").evaluate_all(
            "all => all.filter(e => e.scrollWidth > e.clientWidth).length"
        )
        cells = page.locator("td").evaluate_all(
            "all => all.map(e => [e.textContent.trim() !== '', e.checkVisibility(),"
            " getComputedStyle(e, '::before').content !== 'none', getComputedStyle(e).display])"
        )

    shown = [cell for cell in cells if cell[1]]

    assert wide == 0
    assert [cell for cell in cells if cell[0] != cell[1]] == []  # an empty cell is not shown
    assert [cell for cell in shown if cell[2:] != [True, "block"]] == []
    assert bool(shown) == (name != "quiet")


def test_a_day_without_news_says_so() -> None:
    assert "3 offices with 9 printers. All have reported." in page_of(QUIET)
