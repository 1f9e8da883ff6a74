"""A printer as the report page shows it: a card of texts, levels and days, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.history.series import Days, supply_levels
from agent.core.history.usage import daily_pages
from agent.core.messages import days, page, printers
from agent.core.model.retention import CHARTS_FOR
from agent.core.model.shown_text import shortened
from agent.core.reporting.attention import need_of
from agent.core.reporting.card.counters import CounterLine, Row, counter_rows, use_rows
from agent.core.reporting.card.notes import alerts_of, display_of, notes_of
from agent.core.reporting.card.supplies import SupplyLine, supply_lines
from agent.core.reporting.printer_names import PrinterName, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.core.history.past import Past, PastReading
    from agent.core.report_format.entries import PrinterEntry, TrayEntry
    from agent.core.report_format.report import Report

DAYS = CHARTS_FOR.days


@dataclass(frozen=True, slots=True)
class PagesChart:
    """Pages of each day, the oldest first, None = not known; `last_day` is the last of them."""

    days: Days
    first_day: date
    last_day: date
    most: int
    description: str


@dataclass(frozen=True, slots=True)
class Card:
    """One printer. `needs` are sentences, `facts` labels with their texts; every text is short."""

    place: str
    model: str
    needs: tuple[str, ...]
    urgent: bool
    facts: tuple[Row, ...]
    supplies: tuple[SupplyLine, ...]
    counters: tuple[CounterLine, ...]
    use: tuple[Row, ...]
    pages: PagesChart | None
    paper: tuple[tuple[str, str, str], ...]
    display: tuple[str, ...]
    alerts: tuple[str, ...]
    notes: tuple[str, ...]


def cards_of(report: Report, past: Past) -> dict[str, Card]:
    """Return the card of each printer of a report by its id, in the report's order.

    `past` are the readings by device id; without any a card has no charts.
    """
    today = datetime.fromisoformat(report["scan"]["began"]).date()
    unread = (*report["silent_known"], *report.get("not_asked", ()))
    last_seen = {row["id"]: row["last_seen"] for row in unread}
    entries = report["printers"]
    return {
        entry["id"]: _card(entry, name, past.get(entry["id"], ()), last_seen.get(entry["id"]), today)
        for entry, name in zip(entries, names_of(entries), strict=True)
    }


def has_history(report: Report) -> bool:
    """Return whether any printer has been read for long enough to show its use."""
    return any(entry.get("usage") for entry in report["printers"])


def _card(
    entry: PrinterEntry,
    name: PrinterName,
    readings: Sequence[PastReading],
    last_seen: str | None,
    today: date,
) -> Card:
    need = need_of(entry)
    return Card(
        place=name.marked_place,
        model=shortened(name.model),
        needs=need.sentences if need else (),
        urgent=bool(need and need.urgent),
        facts=_facts(entry, last_seen),
        supplies=supply_lines(entry["supplies"], supply_levels(readings, DAYS, today), today),
        counters=counter_rows(entry),
        use=use_rows(entry),
        pages=pages_chart(daily_pages(readings, DAYS + 1, today), today),
        paper=paper_rows(entry),
        display=display_of(entry),
        alerts=alerts_of(entry),
        notes=notes_of(entry),
    )


def _facts(entry: PrinterEntry, last_seen: str | None) -> tuple[Row, ...]:
    """Return a printer's name in the network and when it was read; what is not known has no line."""
    known = {
        page.ADDRESS: entry["ip_address"],
        page.NAME: entry.get("host_name"),
        page.ASSET_TAG: entry.get("asset_tag"),
        page.FIRMWARE: entry.get("firmware"),
        page.STATE: None if need_of(entry) else page.STATES.get(entry["status"] or ""),
        page.READ: days.moment(datetime.fromisoformat(entry["read_at"])),
        page.LAST_SEEN: days.moment(datetime.fromisoformat(last_seen)) if last_seen else None,
    }
    return tuple((label, shortened(text)) for label, text in known.items() if text)


def pages_chart(until_today: Days, today: date) -> PagesChart | None:
    """Return the chart of the last DAYS days; today is one of them only where its pages are known."""
    *yesterday_and_before, now = until_today
    pages = tuple(yesterday_and_before) if now is None else until_today[1:]
    known = [number for number in pages if number is not None]
    if not known:
        return None
    most = max(known)
    last_day = today - timedelta(days=now is None)
    first_day = last_day - timedelta(days=len(pages) - 1)
    busiest = first_day + timedelta(days=pages.index(most))
    said = page.pages_then(sum(known), most, busiest, pages.count(None))
    return PagesChart(pages, first_day, last_day, most, said)


def paper_rows(entry: PrinterEntry) -> tuple[tuple[str, str, str], ...]:
    """Return name, paper and level of each tray, then of each output bin that tells its level."""
    return tuple(_paper_rows(entry))


def _paper_rows(entry: PrinterEntry) -> Iterator[tuple[str, str, str]]:
    yield from (_paper_row(tray, page.TRAY) for tray in entry.get("input_trays") or ())
    for output_bin in entry.get("output_bins") or ():
        if output_bin["level_state"] in {"measured", "some_left"}:
            yield _paper_row(output_bin, page.BIN)


def _paper_row(row: TrayEntry, nameless: str) -> tuple[str, str, str]:
    name = row.get("name") or f"{nameless} {row['index']}"
    return shortened(name), shortened(row.get("media") or ""), _paper_level(row)


def _paper_level(row: TrayEntry) -> str:
    level = row.get("level")
    if row["level_state"] != "measured" or level is None:
        return printers.LEVEL_STATES[row["level_state"]]
    return page.in_tray(level, row.get("max_capacity"), row.get("unit"))
