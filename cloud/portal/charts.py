"""Charts as SVG path data: one unit a step, y grows downwards, what is not known has no shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

HEIGHT = 40  # of a chart, in units
_BAR = 0.8  # of a step's width


def bars(values: Sequence[int | None]) -> str:
    """Return a bar for each known value, the greatest as high as the chart."""
    most = greatest(values)
    return "".join(
        f"M{place} {HEIGHT}v{-_height(value, most)}h{_BAR}V{HEIGHT}z"
        for place, value in enumerate(values)
        if value is not None
    )


def gaps(values: Sequence[int | None]) -> str:
    """Return a band over the whole height for each value that is not known."""
    return "".join(f"M{place} 0h1v{HEIGHT}h-1z" for place, value in enumerate(values) if value is None)


def greatest(values: Sequence[int | None]) -> int:
    """Return the greatest known value, 0 if none is known."""
    return max((value for value in values if value is not None), default=0)


def levels(pairs: Sequence[tuple[date, int]], first: date) -> str:
    """Return a step for each day with its percent left, days counted from `first`."""
    return "".join(
        f"M{(day - first).days} {HEIGHT}v{-percent * HEIGHT / 100:g}h1V{HEIGHT}z"
        for day, percent in pairs
        if day >= first and 0 <= percent <= 100  # noqa: PLR2004 (percent)
    )


def _height(value: int, most: int) -> float:
    return max(round(value / most * HEIGHT, 1), 0.4) if most > 0 and value > 0 else 0.4
