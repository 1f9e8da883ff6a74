"""A letter's HTML in a real browser: on a phone, in a window, in the dark, without its pictures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from agent.core.mail.envelope import standing_alone
from agent.ui.mail_page import render_mail_page
from tests.support import golden_mail, page_rig
from tests.support.made_pages import HOSTILE, a_report, demo_entry, large_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.support.documents import Document

PHONE, WINDOW, WIDE = (360, 740), (640, 800), (1280, 800)
COLOURED = {"cyan": (0, 165, 220), "magenta": (212, 46, 141), "yellow": (246, 199, 0), "black": (34, 38, 43)}
NO_STYLE = "document.querySelector('style').remove()"
# A mail is no page of its own: its parts need no landmarks around them.
NOT_FOR_MAILS = {"region", "landmark-one-main", "page-has-heading-one"}


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the mail of each kind of office."""
    hostile = a_report(demo_entry("Reception", id=f"h{n}", location=name) for n, name in enumerate(HOSTILE))
    demo = golden_mail.golden_letter()[1]
    shown = {
        "demo": standing_alone(demo),
        "without pictures": demo.html,
        "empty": render_mail_page(a_report([]), {}, None, True).html,
        "hostile": render_mail_page(hostile, {}, None, True).html,
        "large": standing_alone(render_mail_page(*large_office(24), None, True)),
    }
    folder = tmp_path_factory.mktemp("mails")
    for name, html in shown.items():
        (folder / f"{name}.html").write_text(html, "utf-8")
    return {name: folder / f"{name}.html" for name in shown}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the browser once."""
    with page_rig.browser() as running:
        yield running


@pytest.mark.parametrize(("name", "colours"), [("demo", "light"), ("demo", "dark"), ("large", "light")])
def test_axe_finds_nothing(
    chromium: Browser, mails: dict[str, Path], name: str, colours: page_rig.Colours
) -> None:
    with page_rig.looking_at(chromium, mails[name], *WINDOW, colours) as (page, _):
        found: list[Document] = Axe().run(page).response["violations"]
    assert [
        f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found if rule["id"] not in NOT_FOR_MAILS
    ] == []


@pytest.mark.parametrize("name", ["demo", "without pictures", "empty", "hostile", "large"])
def test_nothing_has_to_be_scrolled_sideways(chromium: Browser, mails: dict[str, Path], name: str) -> None:
    with page_rig.looking_at(chromium, mails[name], *PHONE) as (page, _):
        page.evaluate(NO_STYLE)
        for width, height in (PHONE, WINDOW, WIDE):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_it_is_never_wider_than_640(chromium: Browser, mails: dict[str, Path]) -> None:
    with page_rig.looking_at(chromium, mails["demo"], *WIDE) as (page, _):
        assert page.evaluate("document.querySelector('h1').getBoundingClientRect().width") <= 640


def test_it_asks_for_nothing(chromium: Browser, mails: dict[str, Path]) -> None:
    with page_rig.looking_at(chromium, mails["demo"], *WINDOW) as (page, asked):
        page.wait_for_timeout(200)
        assert [address for address in asked if not address.startswith(("file:", "data:"))] == []


def test_bars_and_pictures_have_their_real_colours(chromium: Browser, mails: dict[str, Path]) -> None:
    with page_rig.looking_at(chromium, mails["demo"], *PHONE) as (page, _):
        picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    assert picture.width == PHONE[0]
    shown = {colour: number for number, colour in picture.getcolors(1 << 24) or ()}
    assert min(shown.get(colour, 0) for colour in COLOURED.values()) > 500


def test_in_the_dark_the_paper_is_dark_where_a_mail_program_reads_the_style(
    chromium: Browser, mails: dict[str, Path]
) -> None:
    with page_rig.looking_at(chromium, mails["demo"], *WINDOW, "dark") as (page, _):
        dark = Image.open(BytesIO(page.screenshot())).convert("L").getpixel((5, 5))
        page.evaluate(NO_STYLE)
        plain = Image.open(BytesIO(page.screenshot())).convert("L").getpixel((5, 5))
    assert dark == pytest.approx(24, abs=8)
    assert plain == 255


def test_without_pictures_their_words_stand_there(chromium: Browser, mails: dict[str, Path]) -> None:
    with page_rig.looking_at(chromium, mails["without pictures"], *WINDOW) as (page, _):
        words = page.locator("img").evaluate_all("all => all.map(one => [one.naturalWidth, one.alt])")
    assert {width for width, _ in words} == {0}
    assert any("busiest day" in alt for _, alt in words)
