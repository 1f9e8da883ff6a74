"""A printer's counters and its use as labelled lines."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.history.counts import PAGES
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
        said = page.counts(counts.get("total"), counts)
        if said:
            yield label, said


def use_rows(entry: Entry) -> tuple[Row, ...]:
    """Return the pages of about the last thirty days and of the last whole months.

    A printer whose counters count no pages (feet of labels) has no such line.
    """
    usage = entry.get("usage")
    if not usage or usage.get("impressions") is None:
        life = entry.get("life_count") or {}
        counts_pages = life.get("unit") in PAGES or (entry.get("impressions") or {}).get("total") is not None
        return ((page.USE, page.USE_NOT_KNOWN),) if counts_pages else ()
    since = datetime.fromisoformat(usage["since"]).date()
    said = page.used(usage["impressions"], usage.get("unit"), since, usage.get("per_day"))
    months = ((month["month"], month["impressions"]) for month in usage.get("months") or ())
    return (
        (page.USE, said),
        *((page.month(name), page.pages(number)) for name, number in months if number is not None),
    )
