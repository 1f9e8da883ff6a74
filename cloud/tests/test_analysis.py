"""What a dealer is told of a day: values in, findings out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.core.analysis.chain import chain_findings, gaps_between
from cloud.core.analysis.finding import (
    CHAIN,
    METER,
    SHIP,
    SILENT,
    STANDSTILL,
    Finding,
    ReportedFinding,
    alert_item,
    lasting,
    reported_finding_of,
)
from cloud.core.analysis.office_findings import OfficeItems, office_findings
from cloud.core.analysis.printer_findings import printer_findings, send_by
from cloud.core.analysis.punctual import missed_days
from cloud.core.analysis.several_readings import fleet_findings
from tests.support.documents import part
from tests.support.report_example import example_report

if TYPE_CHECKING:
    from cloud.core.item_types import ReadingItem, ReportItem

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def every_day(until: datetime, days: int = 28) -> list[datetime]:
    return [until - DAY * ago for ago in range(days)]


def workdays(until: datetime, days: int = 28) -> list[datetime]:
    return [moment for moment in every_day(until, days) if moment.weekday() < 5]


@pytest.mark.parametrize(
    ("after", "missed"),
    [(timedelta(0), 0), (timedelta(hours=25), 0), (timedelta(hours=26), 1), (3 * DAY, 2), (4 * DAY, 3)],
)
def test_an_office_is_late_26_hours_after_its_last_report(after: timedelta, missed: int) -> None:
    assert missed_days(every_day(MONDAY), MONDAY + after) == missed


def test_an_office_that_rests_at_weekends_is_not_late_on_sunday() -> None:
    friday = MONDAY + 4 * DAY

    assert missed_days(workdays(friday), friday + 2 * DAY) == 0
    assert missed_days(workdays(friday), friday + 3 * DAY) == 0  # Monday, same hour
    assert missed_days(workdays(friday), friday + 3 * DAY + timedelta(hours=2)) == 1


def test_a_short_past_says_nothing_of_weekends() -> None:
    friday = MONDAY + 4 * DAY

    assert missed_days(workdays(friday, 5), friday + 2 * DAY) == 1


@given(st.integers(0, 10**6))
def test_silence_never_gets_shorter(minutes: int) -> None:
    now = MONDAY + timedelta(minutes=minutes)

    assert missed_days(workdays(MONDAY), now) <= missed_days(workdays(MONDAY), now + timedelta(hours=5))


@given(st.sets(st.integers(1, 60), min_size=1))
def test_gaps_and_runs_together_are_all_runs(runs: set[int]) -> None:
    gaps = [run for first, last in gaps_between(sorted(runs)) for run in range(first, last + 1)]

    assert sorted([*runs, *gaps]) == list(range(min(runs), max(runs) + 1))


def report(run: int, state: str = "counted", **other: str) -> ReportItem:
    made = {"agent": "a", "key": "k", "run": run, "sha256": f"h{run}", "previous": f"h{run - 1}", "mail": "m"}
    made |= {"state": state, "made_at": (MONDAY + DAY * (run - 30)).isoformat(), **other}
    return cast("ReportItem", made)


def texts(reports: list[ReportItem]) -> list[str]:
    return [finding.text for finding in chain_findings("site", "a", reports)]


def test_a_chain_that_is_whole_is_no_news() -> None:
    assert texts([report(run) for run in range(7, 20)]) == []


def test_missing_runs_are_told_as_ranges() -> None:
    assert texts([report(run) for run in (1, 2, 5, 7)]) == [
        "Reports 3 to 4 are missing.",
        "Report 6 is missing.",
    ]


def test_a_fork_and_another_past_are_told() -> None:
    twice = [report(2, "disputed"), report(2, "disputed", sha256="x"), report(1), report(3, previous="y")]

    assert texts(twice) == [
        "Two different versions of report 2. Neither is counted.",
        "Report 3 does not follow the received report 2.",
    ]


def test_what_strangers_say_of_runs_is_no_gap() -> None:
    assert texts([report(1), report(9, "quarantined")]) == []


def supply(percent: int | None, earliest: date | None = None) -> dict[str, Any]:
    empties = {"earliest": earliest.isoformat(), "likely": None, "latest": None} if earliest else None
    return {"index": 1, "class": "consumed", "type": "toner", "percent_left": percent, "empties": empties}


@pytest.mark.parametrize(
    ("left", "earliest", "leaves"),
    [
        (50, None, None),
        (None, None, None),
        (11, None, None),
        (10, None, TODAY),
        (50, TODAY + 14 * DAY, TODAY + 10 * DAY),
        (50, TODAY + 15 * DAY, None),
        (50, TODAY + 2 * DAY, TODAY),
        (5, TODAY + 30 * DAY, TODAY + 26 * DAY),
    ],
)
def test_a_supply_leaves_in_time(left: int | None, earliest: date | None, leaves: date | None) -> None:
    assert send_by(part(supply(left, earliest)), TODAY) == leaves


def test_a_supply_is_told_with_all_that_a_shipment_needs() -> None:
    entry = example_report()["printers"][0]
    (found,) = [f for f in printer_findings("hill", "d", entry, TODAY) if f.kind == SHIP]

    assert found.text == "Black toner: 9% left, may be empty from 5 March. Ship by 2 March."
    assert found.details["part_number"] == "EX-500K"
    assert (found.details["send_by"], found.urgent) == ("2026-03-02", True)


def test_an_old_reading_ships_nothing() -> None:
    entry = example_report()["printers"][0]

    assert [f for f in printer_findings("hill", "d", entry, TODAY + 15 * DAY) if f.kind == SHIP] == []


def test_days_that_do_not_exist_are_no_days() -> None:
    entry = example_report()["printers"][0]
    entry["supplies"][0]["empties"] = {"earliest": "2026-02-30", "likely": "x", "latest": "2026-13-01"}
    (found,) = [f for f in printer_findings("hill", "d", entry, TODAY) if f.kind == SHIP]

    assert found.details["earliest"] is None


def test_flags_of_doubt_are_told_and_others_not() -> None:
    entry = example_report()["printers"][0] | {"flags": ["ip_moved", "counter_reset"]}
    told = [f.text for f in printer_findings("hill", "d", entry, TODAY) if f.kind == METER]

    assert told == ["A counter went back."]


def test_a_jam_is_a_standstill() -> None:
    entry = example_report()["printers"][0] | {"state_reasons": ["media-jam-error"]}
    told = [f for f in printer_findings("hill", "d", entry, TODAY) if f.kind == STANDSTILL]

    assert [(f.text, f.urgent) for f in told] == [("Paper jam; black toner is low (9%).", True)]


def reading(site: str, pages: int, minute: int, device: str = "d") -> ReadingItem:
    entry = {"life_count": {"value": pages, "unit": "impressions"}, "read_status": "ok", "model": "X1"}
    made = {"device": device, "site": site, "order": f"2026-03-02T08:{minute:02d}"}
    return cast("ReadingItem", made | {"entry": json.dumps(entry)})


def flags(*readings: ReadingItem) -> list[object]:
    return [finding.details["flag"] for finding in fleet_findings(readings)]


def test_one_device_at_two_offices_is_told() -> None:
    assert flags(reading("hill", 10, 1), reading("lake", 11, 2)) == ["two_sites"]
    assert flags(reading("hill", 10, 1), reading("lake", 11, 2, device="e")) == []


def test_a_counter_that_fell_is_told_whatever_the_order_of_arrival() -> None:
    assert flags(reading("hill", 10, 2), reading("hill", 20, 1)) == ["counter_fell"]
    assert flags(reading("hill", 20, 2), reading("hill", 10, 1)) == []


def test_an_office_that_never_reported_is_asked_for_its_code() -> None:
    (found,) = office_findings(OfficeItems("hill", "Hill", {}, []), MONDAY)

    assert (found.kind, found.text) == (SILENT, "No report yet. Check that the enrolment code was entered.")


def test_an_office_in_order_is_no_news() -> None:
    office = OfficeItems("hill", "Hill", {"a": [report(run) for run in range(1, 31)]}, [])

    assert list(office_findings(office, MONDAY)) == []


def test_an_office_silent_for_three_days_is_urgent() -> None:
    office = OfficeItems("hill", "Hill", {"a": [report(run) for run in range(1, 31)]}, [])
    (found,) = office_findings(office, MONDAY + 4 * DAY)

    assert (found.text, found.urgent) == ("No report on 3 days since 2 March 2026.", True)


@given(st.text(), st.text(), st.booleans(), st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_a_finding_comes_back_from_its_item(
    site: str, subject: str, urgent: bool, details: dict[str, str | int | None]
) -> None:
    finding = Finding(CHAIN, site, subject, "text", urgent, details, "2026-03-02")

    told = ReportedFinding(finding, site, "Hill", MONDAY)
    assert reported_finding_of(alert_item("acme", told, 0)) == told


def test_a_finding_keeps_the_day_on_which_it_began() -> None:
    before = Finding(SILENT, "hill", "late", "yesterday's words", since="2026-03-01")
    now = [Finding(SILENT, "hill", "late", "today's"), Finding(SILENT, "lake", "late", "new")]

    assert [f.since for f in lasting(now, [before], "2026-03-02")] == ["2026-03-01", "2026-03-02"]
