"""A letter's pictures: their pixels say what the days say."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from agent.core.history.series import added_up
from agent.ui.mail_page import DAY, PALETTE, pages_picture

BARS, UNKNOWN = (91, 130, 173), (138, 146, 156)
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


@pytest.mark.parametrize("paper", ["#ffffff", "#15181c"])
def test_whatever_is_drawn_stands_out_from_light_and_dark_paper(paper: str) -> None:
    assert [colour for colour in PALETTE[1:] if contrast(colour, paper) < 3] == []


def test_its_ground_is_the_paper_that_it_lies_on() -> None:
    for height in (80, 40):
        with Image.open(BytesIO(pages_picture((1, None, 0, 3), 3, height))) as image:
            rgba = image.convert("RGBA")
        clear = [
            colour for number, colour in rgba.getcolors() or () if isinstance(colour, tuple) and not colour[3]
        ]
        assert len(clear) == 1
        assert rgba.getpixel((0, 0)) == clear[0]
        drawn_colours = {c[:3] for _, c in rgba.getcolors() or () if isinstance(c, tuple) and c[3]}
        assert (255, 255, 255) not in drawn_colours


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
