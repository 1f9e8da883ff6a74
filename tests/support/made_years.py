"""Years of an office's readings, saved into a real store by the program's own statements.

One day is one transaction here, not one a printer, and printers are told by the numbers that change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from agent.core.mail.letter import text
from agent.core.mail.subject import subject
from agent.core.model.access import Endpoint
from agent.core.model.printer import (
    Counters,
    FunctionCount,
    Identity,
    Impressions,
    Level,
    LifeCount,
    Marker,
    Printer,
    Reading,
    Supply,
)
from agent.core.model.records import Device, Letter, Settlement
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.report import Link, Sender, build_report
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.core.report_format.document import report_bytes
from agent.core.reporting.meters_csv import csv_of
from agent.edge.store import outcomes, readings, scans
from agent.ui.mail_page import render_mail_page

if TYPE_CHECKING:
    from agent.edge.store import Store
    from tests.support.documents import Document

COLORANTS = ("black", "cyan", "magenta", "yellow")
SENDER = Sender("north", "North", "agent-1", "1.0", "Linux", None)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Years:
    """An office of colour printers that is read every morning from `first` on; day 0 is the first."""

    printers: int
    first: datetime

    def device(self, number: int, day: int) -> Device:
        """Return a printer as it is known on a day."""
        place = f"10.0.{number // 250}.{number % 250 + 1}"
        seen = self.first + day * DAY
        return Device(
            f"d{number:031}", "Examplar", f"EX{number:08}", None, place, 161, "2c", self.first, seen
        )

    def reading(self, number: int, day: int) -> Reading:
        """Return the answers of a printer on a day: it prints on workdays, a toner lasts for some months."""
        weeks, weekday = divmod(day, 7)
        worked = weeks * 5 + min(weekday, 5)
        total = 10_000 + worked * (20 + number % 90)
        supplies = tuple(
            self._supply(index, name, 100 - (worked * (7 + number % 11 + index) // 13) % 100)
            for index, name in enumerate((*COLORANTS, None), 1)
        )
        printer = Printer(
            Identity(
                serial_number=f"EX{number:08}",
                manufacturer="Examplar",
                model="ColorWorks 500",
                sys_descr="Examplar ColorWorks 500; firmware 4.1",
                location=f"Room {number}",
            ),
            status="idle",
            markers=(Marker(1, "electrophotographicLaser", LifeCount(total + 70, "impressions"), 31),),
            counters=Counters(
                "vendor:examplar",
                Impressions(total, total * 2 // 3, total // 3),
                FunctionCount(total // 2, total // 3, total // 6),
                FunctionCount(total // 2, total // 3, total // 6),
            ),
            supplies=supplies,
        )
        place = self.device(number, day).ip_address
        return Reading(printer, self.first + day * DAY, place, 161, "2c")

    def _supply(self, index: int, colorant: str | None, left: int) -> Supply:
        kind, name = ("toner", f"{colorant} toner, Examplar 500X") if colorant else ("opc", "Drum unit")
        level = Level("percent", left, 100, "measured", left)
        return Supply(index, 1, "consumed", kind, colorant, name, level, "EX-500X", f"C{index}")


def live(store: Store, years: Years, begin: int, end: int, prune_every: int = 1) -> None:
    """Let the office live from one day up to another: a scan a day, its letter sent at once; prune then."""
    bodies = _bodies(years)
    entries = [
        printer_entry(years.reading(number, 0), f"d{number:031}", ()) for number in range(years.printers)
    ]
    for day in range(begin, end):
        now = years.first + day * DAY
        with store.write() as connection:
            scan = scans.begin(connection, now, years.printers)
            for number in range(years.printers):
                device, reading = years.device(number, day), years.reading(number, day)
                readings.save(connection, scan, device, reading, _entry(entries[number], reading))
            compose = partial(_letter, now, bodies)
            name = f"<{day}@example>"
            scans.close(
                connection, scan, now, _summary(years, now), compose=compose, message_id=name, signer=None
            )
            outcomes.settle(connection, name, Settlement(frozenset(), {}, "sent"), now)
        if day % prune_every == 0:
            store.prune(now)


def _entry(first: Document, reading: Reading) -> Document:
    """Return a printer's entry of a day by changing that of the first: it is made much quicker."""
    counters = reading.printer.counters
    total = counters.impressions.total if counters else None
    read_at = reading.read_at.isoformat(timespec="milliseconds")
    return {**first, "read_at": read_at, "impressions": {**first["impressions"], "total": total}}


def _letter(now: datetime, bodies: Letter, run_number: int, _previous: str | None) -> Letter:
    return replace(bodies, run_number=run_number, report_id=f"r{run_number}", made_at=now)


def _summary(years: Years, now: datetime) -> Document:
    asked = [Endpoint(f"10.0.0.{number}") for number in range(1, 255)]
    facts = ScanFacts(now, now, ["10.0.0.0/24"], asked, years.printers, 600, 590, [])
    return summarize(facts, [], [], [], [])


def _bodies(years: Years) -> Letter:
    """Return the letter of the first day, as large as each other day's."""
    known = [
        (years.device(number, 0), printer_entry(years.reading(number, 0), f"d{number:031}", ()))
        for number in range(years.printers)
    ]
    report = build_report(Link("r1", 1), SENDER, _summary(years, years.first), known, {})
    data, page = report_bytes(report), render_mail_page(report, {}, None, True)
    lines = text(report, signed=True)
    return Letter("r1", 1, years.first, data, "signature", csv_of(report), subject(report), lines, page.html)
