"""The table of all printers: order, names that tell apart, billing counters, month-ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from agent.core.history.past import PastReading
from agent.core.reporting.card.supplies import supply_lines
from agent.core.reporting.fleet_table import FleetRow, anchor_of, fleet_rows, names_apart
from agent.core.reporting.month_end import month_end_csv, month_end_rows
from agent.core.reporting.natural_order import natural_key
from agent.core.reporting.to_do import task_groups
from tests.support.documents import part
from tests.support.made_pages import BEGAN, a_report, demo_entry


def the_row(**changes: Any) -> FleetRow:  # noqa: ANN401 (any value of meters.json)
    (row,) = fleet_rows(a_report([demo_entry("Reception", **changes)]), {})
    return row


def test_five_stands_before_thirteen_and_a_number_may_be_of_any_length() -> None:
    names = ["Room 13", "room 5", "Room 007", "Room", "5" * 9_000, "Ä 2"]
    assert sorted(names, key=natural_key) == ["5" * 9_000, "Room", "room 5", "Room 007", "Room 13", "Ä 2"]


def test_engine_life_never_stands_in_for_a_billing_counter() -> None:
    row = the_row(impressions=None)
    assert (row.mono, row.colour, row.total) == (None, None, None)
    assert row.engine == 48_210
    counts = {"total": 41_020, "monochrome": 30_010, "full_color": 11_010}
    row = the_row(impressions=counts)
    assert (row.mono, row.colour, row.total, row.engine) == (30_010, 11_010, 41_020, 48_210)


def test_a_printer_is_found_on_the_page_by_id_serial_number_or_address() -> None:
    report = a_report([demo_entry("Reception"), demo_entry("Accounts")])
    (entry,) = (one for one in report["printers"] if one["location"] == "Reception")
    assert [row.anchor for row in fleet_rows(report, {}) if row.device_id == entry["id"]] == ["p2"]
    assert {anchor_of(report, entry[name]) for name in ("id", "serial_number")} == {"p2"}
    assert anchor_of(report, "nobody") is None


def test_names_that_are_alike_get_what_differs() -> None:
    one = demo_entry("Reception", id="a", serial_number="XX1111")
    other = demo_entry("Reception", id="b", serial_number="XX2222")
    third = demo_entry("Reception", id="c", serial_number=None, ip_address="192.0.2.9")
    names = names_apart([one, other, third])
    assert names == {"a": "Reception (1111)", "b": "Reception (2222)", "c": "Reception (192.0.2.9)"}


def test_what_is_stopped_stands_before_what_is_low_and_silence_last() -> None:
    places = ("Reception", "Warehouse", "Meeting room München", "Accounts")
    silent = demo_entry("Studio", read_status="missing")
    report = a_report([*map(demo_entry, places), silent])
    report["printers"] = [silent, *(e for e in report["printers"] if e["id"] != silent["id"])]
    groups = task_groups(report, fleet_rows(report, {}))
    assert [group.kind for group in groups] == ["stopped", "paper", "low", "silent"]


def read_on(day: date, total: int, source: str = "vendor:x") -> PastReading:
    at = datetime(day.year, day.month, day.day, 8, 30, tzinfo=BEGAN.tzinfo)
    counts = {"total": total, "monochrome": total - 100, "full_color": 100}
    return PastReading(at, (), (), part({"counters_source": source, "impressions": counts}))


@pytest.mark.parametrize(
    ("september", "october", "expected"),
    [
        (read_on(date(2026, 9, 30), 900), read_on(date(2026, 10, 30), 1_000), (1_000, 900, 100)),
        (read_on(date(2026, 9, 30), 900), read_on(date(2026, 10, 20), 1_000), (None, 900, None)),
        (read_on(date(2026, 9, 30), 900, "vendor:y"), read_on(date(2026, 10, 31), 1_000), (1_000, 900, None)),
        (read_on(date(2026, 9, 30), 1_900), read_on(date(2026, 10, 31), 1_000), (1_000, 1_900, None)),
    ],
)
def test_a_month_end_is_known_only_from_a_reading_near_it(
    september: PastReading, october: PastReading, expected: tuple[int | None, ...]
) -> None:
    entry = demo_entry("Reception")
    later = read_on(BEGAN.date() - timedelta(days=3), 5_000)
    (row,) = month_end_rows(a_report([entry]), {entry["id"]: [september, october, later]})
    assert (row.total, row.previous, row.difference) == expected


def test_the_month_end_file_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    report = a_report([demo_entry("Reception", location="=1+1")])
    data = month_end_csv(month_end_rows(report, {}), date(2026, 10, 31))
    assert data.startswith(b"\xef\xbb\xbfPrinter,Serial number,Month-end,")
    assert b"\r\n'=1+1,DEMO0HP401,2026-10-31,not known," in data


def test_the_bar_of_a_waste_container_shows_what_its_text_says() -> None:
    entry = demo_entry("Sales")
    (row,) = fleet_rows(a_report([entry]), {})
    (line,) = (line for line in supply_lines(entry["supplies"], {}, BEGAN.date()) if "full" in line.level)
    assert row.lowest is not None
    assert (row.lowest.level, row.lowest.percent, row.lowest.state) == ("92% full", 92, "low")
    assert (line.level, line.percent, line.is_low) == ("92% full", 92, True)


def test_what_is_at_0_percent_without_an_error_is_empty_and_not_stopped() -> None:
    entry = demo_entry("Reception")
    supplies = [{**supply, "percent_left": 0, "level_state": "measured"} for supply in entry["supplies"][:1]]
    report = a_report([{**entry, "supplies": supplies, "state_reasons": [], "detected_errors": []}])
    (row,) = fleet_rows(report, {})
    (group,) = task_groups(report, (row,))
    assert (row.kind, row.state, group.kind, group.heading) == ("empty", "Empty", "empty", "Empty")
