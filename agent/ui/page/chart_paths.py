"""A chart's shapes as SVG path data (SVG 1.1, section 8.3): a day is one unit wide, y grows downwards.

Days that are not known have no shape: a gap in the data is a gap in the chart.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.history.series import Days

HEIGHT = 40  # of a chart, in units
_BAR = 0.8  # of a day's width


def bars(days: Days, most: int) -> str:
    """Return a bar for each day, as high as HEIGHT at `most`; a day without pages is a thin line."""
    return "".join(
        f"M{day} {HEIGHT}v{-_height(number, most)}h{_BAR}V{HEIGHT}z"
        for day, number in enumerate(days)
        if number is not None
    )


def _height(number: int, most: int) -> float:
    return max(round(number / most * HEIGHT, 1), 0.4) if most else 0.4


def bands(days: Days) -> str:
    """Return a band over the whole height for each run of days that are not known."""
    return "".join(
        f"M{first} 0h{length}v{HEIGHT}h{-length}z" for first, length, number in _runs(days) if number is None
    )


def area(levels: Days) -> str:
    """Return the area under levels of 0 to 100 percent, a step a day; each known stretch is a shape."""
    path = ""
    drawing = False
    for first, length, level in _runs(levels):
        if level is None:
            path += f"V{HEIGHT}z" if drawing else ""
        else:
            begin = "" if drawing else f"M{first} {HEIGHT}"
            path += f"{begin}V{HEIGHT - level * HEIGHT / 100:g}h{length}"
        drawing = level is not None
    return f"{path}V{HEIGHT}z" if drawing else path


def _runs(days: Days) -> Iterator[tuple[int, int, int | None]]:
    """Yield each stretch of equal values: its first day, its length, its value."""
    first = 0
    for value, group in groupby(days):
        length = len(list(group))
        yield first, length, value
        first += length
