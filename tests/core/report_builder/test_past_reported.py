"""What the past adds to the report: usage, run-out dates, changed supplies; with a real store below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.history.entry_past import with_past
from agent.core.model.printer import Level, LifeCount, Marker, Printer, Reading
from agent.core.model.retention import FLAGS_FOR
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.report import Sender
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.edge.store import Store
from agent.jobs.report import report_without_letter
from tests.support.past_samples import MONDAY, levels, toner
from tests.support.report_schema import flaws_of
from tests.support.store_samples import DAY, a_device, a_reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agent.core.history.past import PastReading
    from tests.support.documents import Document

SENDER = Sender("north", "North", "agent-1", "1.0", "Linux", None)


def reading_of(day: int, percent: int, pages: int) -> Reading:
    """Return a printer with one toner on a day after MONDAY."""
    first = a_reading(1, MONDAY + day * DAY)
    toner_left = replace(first.printer.supplies[0], level=Level("percent", percent, 100, "measured", percent))
    markers = (Marker(1, None, LifeCount(pages, "impressions"), None),)
    printer = Printer(first.printer.identity, markers=markers, supplies=(toner_left,))
    return replace(first, printer=printer)


def report_after(days: int, folder: Path) -> Document:
    """Return the report of an office whose printer was read so many days, through the store."""
    with Store.open(folder / "agent.db", MONDAY) as store:
        for day in range(days):
            reading = reading_of(day, 90 - day, 1000 + 10 * day)
            device = a_device(1, reading.read_at)
            scan = store.scans.begin(reading.read_at, 1)
            store.readings.save(scan, device, reading, printer_entry(reading, "d1", ()))
            facts = ScanFacts(reading.read_at, reading.read_at, ["10.0.0.1"], [], 1, 1, 1, [])
            summary = summarize(facts, [], [], [device], ["d1"])
            store.scans.close(scan, reading.read_at, summary)
        return report_without_letter(summary, store, SENDER, "r1")


def test_a_report_tells_what_the_store_remembers(tmp_path: Path) -> None:
    report = report_after(41, tmp_path)
    (printer,) = report["printers"]
    assert printer["usage"]["impressions"] == 300
    assert printer["usage"]["per_day"] == 10.0
    (supply,) = printer["supplies"]
    assert supply["percent_left"] == 50
    assert supply["empties_note"] is None
    likely = (MONDAY + 90 * DAY).date().isoformat()
    assert supply["empties"]["earliest"] < likely < supply["empties"]["latest"]
    assert flaws_of(report) == []


def test_the_first_report_says_that_there_is_not_enough_data_yet(tmp_path: Path) -> None:
    report = report_after(1, tmp_path)
    (printer,) = report["printers"]
    assert printer["usage"] is None
    assert printer["supply_events"] == []
    assert (printer["supplies"][0]["empties"], printer["supplies"][0]["empties_note"]) == (
        None,
        "not_enough_data",
    )
    assert flaws_of(report) == []


# Changed supplies


def an_entry(**supply: object) -> Document:
    """Return an entry with one toner, as much of it as the past needs."""
    kind: Document = {
        "class": "consumed",
        "type": "toner",
        "colorant": "black",
        "index": 1,
        "percent_left": 90,
    }
    return {"supplies": [{**kind, **supply}], "flags": ["ip_moved"]}


def past_of(*percents: int) -> Sequence[PastReading]:
    return [levels(MONDAY + n * DAY, toner(percent)) for n, percent in enumerate(percents)]


def shown(percents: Sequence[int], today: int, **supply: object) -> Document:
    return with_past(an_entry(**supply), past_of(*percents), (MONDAY + today * DAY).date())


def test_a_cartridge_that_was_changed_at_thirty_percent_is_flagged_for_a_month() -> None:
    entry = shown([31, 30, 100, 99], 3)
    assert entry["flags"] == ["ip_moved", "premature_change"]
    assert entry["supply_events"] == [
        {
            "event": "premature_change",
            "at": (MONDAY + 2 * DAY).isoformat(timespec="milliseconds"),
            "supply_index": 1,
            "type": "toner",
            "colorant": "black",
            "percent_before": 30,
            "percent_after": 100,
        }
    ]
    assert shown([31, 30, 100, 99], 2 + FLAGS_FOR.days)["flags"] == ["ip_moved", "premature_change"]
    later = shown([31, 30, 100, 99], 3 + FLAGS_FOR.days)
    assert later["flags"] == ["ip_moved"]
    assert len(later["supply_events"]) == 1


@pytest.mark.parametrize(
    ("supply", "before", "event"),
    [
        ({}, 24, "refill"),
        ({}, 25, "premature_change"),
        ({"class": "receptacle"}, 25, "emptied"),
        ({"class": "receptacle"}, 3, "emptied"),
    ],
)
def test_what_happened_is_told_by_what_was_left(supply: Document, before: int, event: str) -> None:
    entry = shown([before + 1, before, 100, 99], 3, **supply)
    assert [one["event"] for one in entry["supply_events"]] == [event]
    assert ("premature_change" in entry["flags"]) == (event == "premature_change")


def test_events_are_told_for_ninety_days() -> None:
    assert len(shown([4, 3, 100, 99], 92)["supply_events"]) == 1
    assert shown([4, 3, 100, 99], 93)["supply_events"] == []


def test_what_is_not_measured_today_has_no_date_whatever_was_before() -> None:
    falling = range(99, 40, -1)
    assert shown(falling, 58)["supplies"][0]["empties"] is not None
    entry = shown(falling, 58, percent_left=None)
    assert (entry["supplies"][0]["empties"], entry["supplies"][0]["empties_note"]) == (None, "not_measured")


def test_another_supply_in_its_place_is_another_story() -> None:
    assert shown(range(99, 40, -1), 58, colorant="cyan")["supplies"][0]["empties_note"] == "not_enough_data"
