"""The page's charts: what they draw of a past, and whether it can be seen."""

from __future__ import annotations

import re
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from agent.ui.page import shapes

LEVELS = st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=90).map(tuple)


@given(LEVELS)
def test_an_area_covers_the_days_that_are_known_and_no_other(levels: tuple[int | None, ...]) -> None:
    days: list[int | None] = [None] * len(levels)
    for begin, rest in re.findall(r"M(\d+) 40([^z]*)z", shapes.area(levels)):
        day = int(begin)
        for y, length in re.findall(r"V([\d.]+)h(\d+)", rest):
            for _ in range(int(length)):
                days[day] = round((40 - float(y)) * 2.5)
                day += 1
    assert tuple(days) == levels


@given(st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=90).map(tuple))
def test_each_known_day_has_a_bar_and_each_unknown_one_a_band(days: tuple[int | None, ...]) -> None:
    most = max((number for number in days if number is not None), default=0)
    bars = {
        int(day): float(height) for day, height in re.findall(r"M(\d+) 40v-([\d.]+)", shapes.bars(days, most))
    }
    assert bars.keys() == {day for day, number in enumerate(days) if number is not None}
    assert all(0 < height <= shapes.HEIGHT for height in bars.values())
    bands = re.findall(r"M(\d+) 0h(\d+)v", shapes.bands(days))
    grey = {day for first, length in bands for day in range(int(first), int(first) + int(length))}
    assert grey == set(range(len(days))) - bars.keys()


def test_a_day_with_more_pages_has_a_higher_bar() -> None:
    heights = [float(h) for h in re.findall(r"40v-([\d.]+)", shapes.bars((0, 10, 20, 40), 40))]
    assert heights == sorted(heights)
    assert heights[-1] == shapes.HEIGHT


def colours_of(css: str) -> list[dict[str, str]]:
    """Return each set of colours in the style sheet: light, dark, printed."""
    sets = re.findall(r":root \{([^}]*)\}", css)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", one)) for one in sets]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_bars_and_their_edges_stand_out_from_the_paper() -> None:
    sets = colours_of(files("agent.ui.page").joinpath("page.css").read_text("utf-8"))
    assert len(sets) == 3
    for colours in sets:
        assert min(contrast(colours[name], colours["paper"]) for name in ("edge", "bars")) >= 3
        assert min(contrast(colours[name], colours["paper"]) for name in ("ink", "quiet", "link")) >= 4.5
