"""A printer's counters and its use as labelled lines."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.words import page, printers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.records import Entry

Row = tuple[str, str]  # a label and its text


def counter_rows(entry: Entry) -> tuple[Row, ...]:
    """Return the engine's life and every billing counter that was read; empty where there is none."""
    return tuple(_counters(entry))


def _counters(entry: Entry) -> Iterator[Row]:
    life = entry.get("life_count")
    if life:
        yield page.LIFE, printers.counted(life["value"], life["unit"])
    for function, label in page.FUNCTIONS.items():
        counts = entry.get(function) or {}
        if counts.get("total") is not None:
            yield label, f"{counts['total']:,}"
        for name, colour in page.COLOURS.items():
            if counts.get(name) is not None:
                yield f"{label}, {colour}", f"{counts[name]:,}"


def use_rows(usage: Entry | None) -> tuple[Row, ...]:
    """Return the pages of about the last thirty days and of the last whole months."""
    if not usage or usage.get("impressions") is None:
        return ((page.USE, page.USE_NOT_KNOWN),)
    since = datetime.fromisoformat(usage["since"]).date()
    said = page.used(usage["impressions"], usage.get("unit"), since, usage.get("per_day"))
    months = ((month["month"], month["impressions"]) for month in usage.get("months") or ())
    return (
        (page.USE, said),
        *((page.month(name), page.pages(number)) for name, number in months if number is not None),
    )
