"""What a letter's HTML shows, as values ready to be drawn. It is bounded, however large the office is.

Mail programs cut a message off that is too long (some at 100 KB of HTML), so an office of more than
DETAILED printers or MOST_BARS supplies gets a short table. Whole is the plain text, and the attached table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.conditions.text import advice_of, most_urgent, of_report, title_of
from agent.core.history.counts import meter_of
from agent.core.history.series import added_up
from agent.core.history.usage import daily_pages, pages_since
from agent.core.mail.fleet import FleetTable, fleet_table
from agent.core.mail.letter import headline, remarks, searched
from agent.core.mail.needs import GroupedNeed, grouped_needs, kinds_of
from agent.core.messages import fleet, mail, page, printers, reports
from agent.core.model.shown_text import shortened
from agent.core.reporting.attention import need_of
from agent.core.reporting.card import DAYS, Card, PagesChart, cards_of, has_history, pages_chart
from agent.core.reporting.card.counters import use_rows
from agent.core.reporting.changes import changes_of
from agent.core.reporting.natural_order import natural_key
from agent.core.reporting.printer_names import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.history.past import Past, PastReading
    from agent.core.report_format.entries import PrinterEntry
    from agent.core.report_format.report import Report

DETAILED = 12  # printers; each takes about 2 KB and has two pictures
CARDS_OF_ALL = 8  # printers; in a larger office only those that need attention have a card
MOST_BARS = 80  # of all printers together; each takes about 750 bytes
MOST_TABLE_BARS = 60  # lines of the table; in a longer one the levels are numbers alone
MOST_NEEDS = 60
MOST_CONDITIONS = 20
MOST_LINES = 100
MOST_SENTENCES = 8  # of a printer
MOST_NOTES = 4  # of a printer
MOST_SUPPLIES = 8  # of a printer, that are drawn


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One printer that needs attention. `badge` names its kind; sentences say if they are new."""

    kind: str
    badge: str
    printer: str
    sentences: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class PrinterLine:
    """One printer with its card, in an office that is not too large for cards.

    `note` tells that it was not read today, or not wholly; else it is empty.
    `has_chart` is false for one that needs nothing: pictures are what makes a letter large.
    """

    place: str
    model: str
    pages: tuple[str, ...]
    note: str
    card: Card
    has_chart: bool


@dataclass(frozen=True, slots=True)
class MailView:
    """The whole of it. The lists are cut, and `more_` tells how many are left out.

    `searched` says which networks were, where no printer was found. `conditions` are title and advice of
    what is wrong with the agent. `kinds` counts the needs by kind; it is empty where one kind is all.
    `fixed` has nothing where there is no report before.
    """

    title: str
    headline: str
    searched: str
    conditions: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    kinds: str
    needs: tuple[NeedLine, ...]
    more_needs: int
    fixed: tuple[tuple[str, str], ...]
    unreadable: tuple[tuple[str, str], ...]
    more_unreadable: int
    office: PagesChart | None
    partly: str
    table: FleetTable
    has_bars: bool
    printers: tuple[PrinterLine, ...]
    more_printers: int
    is_detailed: bool
    has_history: bool


def mail_view_of(report: Report, past: Past, before: Report | None, *, signed: bool) -> MailView:
    """Return the values that the HTML of a report's letter shows.

    `past` are the readings of DAYS by device id, `before` the report of the letter before this one.
    """
    changes = changes_of(report, before) if before else None
    began = datetime.fromisoformat(report["scan"]["began"])
    needs = grouped_needs(report, changes)
    kinds = kinds_of(needs)
    conditions = most_urgent(of_report(report))
    entries = report["printers"]
    is_detailed = _fits(entries)
    known = {entry["id"]: past.get(entry["id"], ()) for entry in entries}
    days, partly = added_up(daily_pages(readings, DAYS + 1, began.date()) for readings in known.values())
    shown = entries if is_detailed else entries[:MOST_LINES]
    return MailView(
        title=reports.report_title(shortened(report["site"]["name"]), began),
        headline=headline(report, changes),
        searched="" if entries else searched(report),
        conditions=tuple((title_of(one), advice_of(one)) for one in conditions[:MOST_CONDITIONS]),
        remarks=tuple(remarks(report, signed=signed)),
        kinds=" · ".join(f"{fleet.KINDS[kind]}: {n}" for kind, n in kinds) if len(kinds) > 1 else "",
        needs=tuple(_need_line(need) for need in needs[:MOST_NEEDS]),
        more_needs=max(len(needs) - MOST_NEEDS, 0),
        fixed=tuple((name, "; ".join(said)) for name, said in changes.fixed[:MOST_NEEDS]) if changes else (),
        unreadable=tuple(
            (row["ip_address"], page.why({"why": row["why"], "advice": row["advice"]}))
            for row in report["unreadable"][:MOST_NEEDS]
        ),
        more_unreadable=max(len(report["unreadable"]) - MOST_NEEDS, 0),
        office=pages_chart(days, began.date()) if days else None,
        partly=mail.partly(partly) if partly else "",
        table=fleet_table(report, past, MOST_LINES),
        has_bars=not is_detailed and len(shown) <= MOST_TABLE_BARS,  # where cards stand, these draw them
        printers=_printer_lines(report, known, before) if is_detailed else (),
        more_printers=len(entries) - len(shown),
        is_detailed=is_detailed,
        has_history=has_history(report),
    )


def _fits(entries: Sequence[PrinterEntry]) -> bool:
    bars = sum(min(len(entry["supplies"]), MOST_SUPPLIES) for entry in entries)
    return len(entries) <= DETAILED and bars <= MOST_BARS


def _need_line(need: GroupedNeed) -> NeedLine:
    sentences = ((shortened(sentence), is_new) for sentence, is_new in need.sentences[:MOST_SENTENCES])
    return NeedLine(need.kind, fleet.KINDS[need.kind], shortened(need.printer), tuple(sentences))


def _printer_lines(report: Report, past: Past, before: Report | None) -> tuple[PrinterLine, ...]:
    """Return a line with its card for each printer, in a larger office for each that needs attention."""
    cards = cards_of(report, past)
    read_then = {entry["id"]: entry["read_at"] for entry in before["printers"]} if before else {}
    called = {e["id"]: name for e, name in zip(report["printers"], names_of(report["printers"]), strict=True)}
    ordered = sorted(report["printers"], key=lambda entry: natural_key(called[entry["id"]].marked_place))
    return tuple(
        PrinterLine(
            place=called[entry["id"]].marked_place,
            model=shortened(called[entry["id"]].model),
            pages=_pages(entry, past[entry["id"]], read_then.get(entry["id"])),
            note=printers.READ_STATUS[entry["read_status"]],
            card=cards[entry["id"]],
            has_chart=needed,
        )
        for entry in ordered
        if (needed := need_of(entry) is not None) or len(ordered) <= CARDS_OF_ALL
    )


def _pages(entry: PrinterEntry, readings: Sequence[PastReading], read_then: str | None) -> tuple[str, ...]:
    """Return the pages since the report before, then those of about the last thirty days."""
    since = pages_since(meter_of(readings), datetime.fromisoformat(read_then)) if read_then else None
    return (
        *((mail.pages_since_before(since),) if since is not None else ()),
        *(text for _, text in use_rows(entry)[:1] if entry.get("usage")),
    )
