"""A letter's pictures: their pixels say what the days say."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from agent.core.history.series import added_up, supply_levels
from agent.core.reporting.card.supplies import SupplyLine, supply_lines
from agent.ui.mail_charts import DAY, PALETTE, pages_picture, supplies_picture
from past_samples import MONDAY, levels, toner

BARS, UNKNOWN, CYAN, YELLOW = (91, 130, 173), (138, 146, 156), (11, 143, 191), (167, 138, 0)
DAYS = st.lists(st.one_of(st.none(), st.integers(0, 10**9)), min_size=1, max_size=90).map(tuple)


def drawn(png: bytes) -> Image.Image:
    with Image.open(BytesIO(png)) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def column(image: Image.Image, day: int) -> list[object]:
    return [image.getpixel((day * DAY + 4, y)) for y in range(image.height)]


@settings(max_examples=30)
@given(DAYS)
def test_each_day_has_a_bar_as_high_as_its_pages_or_a_band(days: tuple[int | None, ...]) -> None:
    most = max((number for number in days if number is not None), default=0)
    image = drawn(pages_picture(days, most, 80))
    assert image.size == (len(days) * DAY, 80)
    for day, number in enumerate(days):
        told = column(image, day)
        if number is None:
            assert told.count(UNKNOWN) == 79
        else:
            expected = number / most * 76 if most else 0
            assert told.count(BARS) == pytest.approx(max(expected, 2), abs=1.1)


def test_a_supply_is_a_strip_in_its_own_colour_at_its_level() -> None:
    past = [
        levels(MONDAY, toner(100, colorant="cyan")),
        levels(MONDAY + 2 * DAY_LONG, toner(50, colorant="cyan")),
    ]
    today = (MONDAY + 2 * DAY_LONG).date()
    entry = {"index": 1, "type": "toner", "colorant": "cyan", "class": "consumed", "percent_left": 50}
    yellow = entry | {"colorant": "yellow"}
    past[1] = levels(past[1].read_at, *past[1].supplies, toner(8, colorant="yellow"))
    image = drawn(supplies_picture(supply_lines([entry, yellow], supply_levels(past, 3, today), today)))
    assert [column(image, day).count(CYAN) for day in range(3)] == [26, 0, 13]
    assert [column(image, day).count(YELLOW) for day in range(3)] == [0, 0, 2]
    assert [column(image, day).count(UNKNOWN) for day in range(3)] == [26, 52, 0]
    upper, lower = image.crop((0, 0, image.width, 32)), image.crop((0, 32, image.width, 64))
    assert CYAN in {pixel for _, pixel in upper.getcolors() or ()}
    assert CYAN not in {pixel for _, pixel in lower.getcolors() or ()}


DAY_LONG = timedelta(days=1)


@pytest.mark.parametrize("paper", ["#ffffff", "#15181c"])
def test_whatever_is_drawn_stands_out_from_light_and_dark_paper(paper: str) -> None:
    assert [colour for colour in PALETTE[1:] if contrast(colour, paper) < 3] == []


def test_its_ground_is_the_paper_that_it_lies_on() -> None:
    for png in (pages_picture((1, None, 0, 3), 3, 80), supplies_picture([STRIP_OF_CYAN])):
        with Image.open(BytesIO(png)) as image:
            rgba = image.convert("RGBA")
        clear = [
            colour for number, colour in rgba.getcolors() or () if isinstance(colour, tuple) and not colour[3]
        ]
        assert len(clear) == 1
        assert rgba.getpixel((0, 0)) == clear[0]
        drawn_colours = {c[:3] for _, c in rgba.getcolors() or () if isinstance(c, tuple) and c[3]}
        assert (255, 255, 255) not in drawn_colours


STRIP_OF_CYAN = SupplyLine("cyan toner", "cyan", 40, False, "40%", "", (None, 60, 50, 40), "")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in ImageColor.getrgb(colour)[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_same_days_give_the_same_bytes() -> None:
    assert pages_picture((1, None, 3), 3, 80) == pages_picture((1, None, 3), 3, 80)


@pytest.mark.parametrize(
    ("devices", "expected"),
    [
        ([], ((), 0)),
        ([(1, None, 3)], ((1, None, 3), 0)),
        ([(1, None, 3), (10, 20, 30)], ((11, 20, 33), 1)),  # the first is missing on the second day
        ([(None, 2, 3), (10, 20, None)], ((10, 22, 3), 0)),  # one came later, one has left
        ([(None, None), (None, None)], ((None, None), 0)),
    ],
)
def test_the_offices_days_are_the_sum_of_its_printers(
    devices: list[tuple[int | None, ...]], expected: tuple[tuple[int | None, ...], int]
) -> None:
    assert added_up(devices) == expected
