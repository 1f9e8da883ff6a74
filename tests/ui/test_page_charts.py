"""The page's charts: what they draw of a past, and whether it can be seen."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from agent.core.history.past import PastReading, PastSupply
from agent.core.history.series import supply_levels
from agent.core.model.printer import LifeCount
from agent.core.reporting.card import DAYS, cards_of
from agent.ui.page import chart_paths
from tests.support.made_pages import BEGAN, a_report, demo_entry

TODAY = BEGAN.date()


def read(days_ago: int, *, hour: int = 8, count: int = 0, **levels: int | None) -> PastReading:
    """Return a reading of that morning: a life count, and toners by their colorant."""
    at = datetime.combine(TODAY - timedelta(days=days_ago), time(hour, 30), BEGAN.tzinfo)
    supplies = [
        PastSupply(index, "toner", colorant, None, None, percent)
        for index, (colorant, percent) in enumerate(levels.items(), 1)
    ]
    return PastReading(at, ((1, LifeCount(count, "impressions")),), tuple(supplies), None)


def test_a_days_level_is_that_of_its_last_reading_and_a_day_without_one_is_a_gap() -> None:
    past = [
        read(9, black=90),
        read(4, black=40, cyan=None),
        read(2, black=30, cyan=None),
        read(2, hour=15, black=20, cyan=7),
        read(0, black=None, cyan=6),
    ]
    assert supply_levels(past, 5, TODAY) == {
        (1, "toner", "black"): (40, None, 20, None, None),
        (2, "toner", "cyan"): (None, None, 7, None, 6),
    }


def test_a_chart_of_pages_ends_with_the_last_day_that_is_known() -> None:
    entry = demo_entry("Reception")
    past = [read(ago, count=1_000 - 10 * ago) for ago in range(DAYS + 5, -1, -1)]
    report = a_report([entry])
    morning = cards_of(report, {entry["id"]: past})[entry["id"]].pages
    evening = cards_of(report, {entry["id"]: [*past, read(0, hour=18, count=1_007)]})[entry["id"]].pages
    assert morning is not None
    assert evening is not None
    assert (morning.last_day, morning.days) == (TODAY - timedelta(days=1), (10,) * DAYS)
    assert (evening.last_day, evening.days) == (TODAY, (*(10,) * (DAYS - 1), 7))
    assert (evening.last_day - evening.first_day).days == DAYS - 1


def test_what_a_chart_shows_is_told_in_words() -> None:
    entry = demo_entry("Reception")
    past = [read(4, count=40), read(3, count=50), read(1, count=55)]  # Thursday, Friday, Sunday
    chart = cards_of(a_report([entry]), {entry["id"]: past})[entry["id"]].pages
    assert chart is not None
    assert chart.description == "15 pages in 90 days; busiest day 19 Nov (10); 88 days without data"


def test_a_printer_without_a_past_has_no_chart() -> None:
    entry = demo_entry("Reception")
    card = cards_of(a_report([entry]), {})[entry["id"]]
    assert card.pages is None
    assert [line.past for line in card.supplies] == [()] * len(entry["supplies"])


LEVELS = st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=90).map(tuple)


@given(LEVELS)
def test_an_area_covers_the_days_that_are_known_and_no_other(levels: tuple[int | None, ...]) -> None:
    days: list[int | None] = [None] * len(levels)
    for begin, rest in re.findall(r"M(\d+) 40([^z]*)z", chart_paths.area(levels)):
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
        int(day): float(height)
        for day, height in re.findall(r"M(\d+) 40v-([\d.]+)", chart_paths.bars(days, most))
    }
    assert bars.keys() == {day for day, number in enumerate(days) if number is not None}
    assert all(0 < height <= chart_paths.HEIGHT for height in bars.values())
    bands = re.findall(r"M(\d+) 0h(\d+)v", chart_paths.bands(days))
    grey = {day for first, length in bands for day in range(int(first), int(first) + int(length))}
    assert grey == set(range(len(days))) - bars.keys()


def test_a_day_with_more_pages_has_a_higher_bar() -> None:
    heights = [float(h) for h in re.findall(r"40v-([\d.]+)", chart_paths.bars((0, 10, 20, 40), 40))]
    assert heights == sorted(heights)
    assert heights[-1] == chart_paths.HEIGHT


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
        assert contrast(colours["edge"], colours["track"]) >= 3  # the line at the end of each level
        for text, ground in (("alarm", "alarm-soft"), ("mark", "mark-soft"), ("quiet", "soft")):
            assert contrast(colours[text], colours[ground]) >= 4.5
    dark = sets[1]
    levels = ("black", "cyan", "magenta", "yellow", "other")
    assert min(contrast(dark[name], dark["track"]) for name in levels) >= 3
