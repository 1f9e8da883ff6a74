"""What a letter's HTML shows, as values ready to be drawn. It is bounded, however large the office is.

Mail programs cut a message off that is too long (some at 100 KB of HTML), so an office of more than
DETAILED printers or MOST_BARS supplies gets a short table. Whole is the plain text, and the attached table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.core.condition_text import advice_of, most_urgent, of_report, title_of
from agent.core.history.counts import meter_of
from agent.core.history.series import added_up
from agent.core.history.usage import daily_pages, pages_since
from agent.core.mail.letter import digest, headline, remarks
from agent.core.reporting.attention import needs_of, supply_name
from agent.core.reporting.card import DAYS, cards_of, pages_chart
from agent.core.reporting.card.counters import use_rows
from agent.core.reporting.card.supplies import level_text
from agent.core.reporting.changes import changes_of
from agent.core.reporting.printer_names import names_of
from agent.core.reporting.shown import shortened
from agent.core.words import mail, page, printers, reports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.core.history.past import Past, PastReading
    from agent.core.records import Entry
    from agent.core.reporting.attention import Need
    from agent.core.reporting.card import Card, PagesChart
    from agent.core.reporting.changes import Changes

DETAILED = 20  # printers; each takes about 2 KB and has two pictures
MOST_BARS = 80  # of all printers together; each takes about 750 bytes
MOST_NEEDS = 60
MOST_CONDITIONS = 20
MOST_LINES = 150
MOST_SENTENCES = 8  # of a printer
MOST_NOTES = 4  # of a printer
MOST_SUPPLIES = 8  # of a printer, that are drawn


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One printer that needs a hand. `sentences` say whether each is new since the report before."""

    printer: str
    sentences: tuple[tuple[str, bool], ...]
    urgent: bool


@dataclass(frozen=True, slots=True)
class PrinterLine:
    """One printer. `card` is None in a short table, where `lowest` names its lowest supply.

    `note` tells that it was not read today, or not wholly; else it is empty.
    `levels` are the first and the last known percent of each supply that has a chart.
    """

    place: str
    model: str
    pages: tuple[str, ...]
    lowest: str
    note: str
    card: Card | None
    levels: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole of it. The lists are cut, and `more_` tells how many are left out.

    `conditions` are title and advice of what is wrong with the agent. `digest` is empty and `fixed` has
    nothing where there is no report before.
    """

    title: str
    headline: str
    digest: str
    conditions: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    needs: tuple[NeedLine, ...]
    more_needs: int
    fixed: tuple[tuple[str, str], ...]
    unreadable: tuple[tuple[str, str], ...]
    more_unreadable: int
    office: PagesChart | None
    partly: str
    printers: tuple[PrinterLine, ...]
    more_printers: int
    is_detailed: bool


def sheet_of(
    report: Mapping[str, Any], past: Past, before: Mapping[str, Any] | None, *, signed: bool
) -> Sheet:
    """Return what the HTML of a report's letter shows.

    `past` are the readings of DAYS by device id, `before` the report of the letter before this one.
    """
    changes = changes_of(report, before) if before else None
    began = datetime.fromisoformat(report["scan"]["began"])
    needs = needs_of(report)
    conditions = most_urgent(of_report(report))
    entries = report["printers"]
    is_detailed = _fits(entries)
    known = {entry["id"]: past.get(entry["id"], ()) for entry in entries}
    days, partly = added_up(daily_pages(readings, DAYS + 1, began.date()) for readings in known.values())
    shown = entries if is_detailed else entries[:MOST_LINES]
    return Sheet(
        title=reports.report_title(shortened(report["site"]["name"]), began),
        headline=headline(report),
        digest=digest(report, changes) if changes else "",
        conditions=tuple((title_of(one), advice_of(one)) for one in conditions[:MOST_CONDITIONS]),
        remarks=tuple(remarks(report, signed=signed)),
        needs=tuple(_need_line(need, changes) for need in needs[:MOST_NEEDS]),
        more_needs=max(len(needs) - MOST_NEEDS, 0),
        fixed=tuple((name, "; ".join(said)) for name, said in changes.fixed[:MOST_NEEDS]) if changes else (),
        unreadable=tuple((row["ip_address"], page.why(row)) for row in report["unreadable"][:MOST_NEEDS]),
        more_unreadable=max(len(report["unreadable"]) - MOST_NEEDS, 0),
        office=pages_chart(days, began.date()) if days else None,
        partly=mail.partly(partly) if partly else "",
        printers=_printer_lines(report, known, before, is_detailed=is_detailed)[: len(shown)],
        more_printers=len(entries) - len(shown),
        is_detailed=is_detailed,
    )


def _fits(entries: Sequence[Entry]) -> bool:
    bars = sum(min(len(entry["supplies"]), MOST_SUPPLIES) for entry in entries)
    return len(entries) <= DETAILED and bars <= MOST_BARS


def _need_line(need: Need, changes: Changes | None) -> NeedLine:
    new = changes.new.get(need.device_id or "", ()) if changes else ()
    sentences = ((shortened(sentence), sentence in new) for sentence in need.sentences[:MOST_SENTENCES])
    return NeedLine(shortened(need.printer), tuple(sentences), need.urgent)


def _printer_lines(
    report: Mapping[str, Any], past: Past, before: Mapping[str, Any] | None, *, is_detailed: bool
) -> tuple[PrinterLine, ...]:
    """Return a line for each printer of the report, with its card where it is to have one."""
    cards = cards_of(report, past) if is_detailed else {}
    read_then = {entry["id"]: entry["read_at"] for entry in before["printers"]} if before else {}
    return tuple(
        PrinterLine(
            place=name.marked_place,
            model=shortened(name.model),
            pages=_pages(entry, past[entry["id"]], read_then.get(entry["id"])),
            lowest=_lowest(entry),
            note=printers.READ_STATUS[entry["read_status"]],
            card=cards.get(entry["id"]),
            levels=_levels(cards.get(entry["id"])),
        )
        for entry, name in zip(report["printers"], names_of(report["printers"]), strict=True)
    )


def _pages(entry: Entry, readings: Sequence[PastReading], read_then: str | None) -> tuple[str, ...]:
    """Return the counter, the pages since the report before, then those of about the last thirty days."""
    life = entry.get("life_count")
    since = pages_since(meter_of(readings), datetime.fromisoformat(read_then)) if read_then else None
    return (
        printers.counted(life["value"], life["unit"]) if life else printers.NOT_READABLE,
        *((mail.pages_since_before(since),) if since is not None else ()),
        *(text for _, text in use_rows(entry)[:1]),
    )


def _levels(card: Card | None) -> tuple[tuple[str, int, int], ...]:
    known = (
        (supply.name, [level for level in supply.past if level is not None])
        for supply in (card.supplies[:MOST_SUPPLIES] if card else ())
    )
    return tuple((name, past[0], past[-1]) for name, past in known if past)


def _lowest(entry: Entry) -> str:
    """Return the supply that has the least left, as text; those that are not measured have none."""
    measured = [supply for supply in entry["supplies"] if supply["percent_left"] is not None]
    if not measured:
        return printers.NOT_READABLE
    least = min(measured, key=lambda supply: supply["percent_left"])
    return f"{shortened(supply_name(least))} {level_text(least)}"
