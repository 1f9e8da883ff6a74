"""A printer's counters and its use as labelled lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.core.history.counts import PAGES
from agent.core.messages import page, printers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.report_format.entries import PrinterEntry


Row = tuple[str, str]  # a label and its text


@dataclass(frozen=True, slots=True)
class CounterLine:
    """One counter as texts, "" = not reported; `kind` is billing, function or engine.

    `more` are counts that have no column of their own: two-sided, large sheets, highlight colour.
    """

    label: str
    kind: str
    mono: str
    colour: str
    total: str
    more: str


_IN_COLUMNS = ("monochrome", "full_color")


def counter_rows(entry: PrinterEntry) -> tuple[CounterLine, ...]:
    """Return every billing counter that was read, then the engine's life; empty where there is none."""
    return tuple(_counters(entry))


def _counters(entry: PrinterEntry) -> Iterator[CounterLine]:
    counters: Mapping[str, Any] = entry
    for function, label in page.FUNCTIONS.items():
        counts = counters.get(function) or {}
        if any(count is not None for count in counts.values()):
            mono, colour, total = (_text(counts.get(n)) for n in (*_IN_COLUMNS, "total"))
            others = {name: count for name, count in counts.items() if name not in _IN_COLUMNS}
            kind = "billing" if function == "impressions" else "function"
            yield CounterLine(label, kind, mono, colour, total, page.counts(None, others))
    life = entry.get("life_count")
    if life:
        yield CounterLine(page.LIFE, "engine", "", "", printers.counted(life["value"], life["unit"]), "")


def _text(count: int | None) -> str:
    return "" if count is None else printers.counted(count, None)


def use_rows(entry: PrinterEntry) -> tuple[Row, ...]:
    """Return the pages of about the last thirty days and of the last whole months.

    A printer whose counters count no pages (feet of labels) has no such line.
    """
    usage = entry.get("usage")
    if not usage or usage.get("impressions") is None:
        life, impressions = entry.get("life_count"), entry.get("impressions")
        is_billed = impressions is not None and impressions["total"] is not None
        counts_pages = is_billed or (life is not None and life["unit"] in PAGES)
        return ((page.USE, page.USE_NOT_KNOWN),) if counts_pages else ()
    since = datetime.fromisoformat(usage["since"]).date()
    said = page.used(usage["impressions"], usage.get("unit"), since, usage.get("per_day"))
    months = ((month["month"], month["impressions"]) for month in usage.get("months") or ())
    return (
        (page.USE, said),
        *((page.month(name), page.pages(number)) for name, number in months if number is not None),
    )
