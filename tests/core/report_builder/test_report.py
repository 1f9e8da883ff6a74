"""The report of a scan: who was read, who is stale, who is missing, and who is no part of it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import RULES, Condition, ConditionKind
from agent.core.conditions.text import condition_row, of_report
from agent.core.interpretation import read_printer
from agent.core.mail.letter import text
from agent.core.model.access import Endpoint
from agent.core.model.printer import Reading
from agent.core.model.records import Device
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.report import Link, Sender, build_report
from agent.core.report_builder.summary import ScanFacts, describe_contacts, summarize
from agent.core.report_format.document import report_bytes
from agent.core.reporting.meters_csv import csv_of
from agent.core.reporting.overview import printer_rows
from agent.ui.page import render_page
from tests.support.documents import Document, part
from tests.support.made_makers import MADE
from tests.support.printer_walks import honest_walk
from tests.support.report_schema import SCHEMA, flaws_of, undescribed
from tests.support.store_samples import DAY, NOW

if TYPE_CHECKING:
    from datetime import datetime


SENDER = Sender("north", "North", "agent-1", "1.0", "Linux", None)
LINK = Link("r-1", 3, "ab" * 32)
PLACE = Endpoint("10.0.0.7")
WALK = honest_walk(b"EX8K000417")


def device(read_at: datetime, name: str = "d1", place: Endpoint = PLACE) -> Device:
    return Device(name, "Examplar", name, None, place.address, place.port, "2c", read_at, read_at)


def entry(of: Device) -> Document:
    printer = read_printer(WALK, of.ip_address)
    return printer_entry(Reading(printer, of.last_seen, of.ip_address, of.port, "2c"), of.id, [])


def report_of(read: list[Device], silent: list[Device], link: Link = LINK) -> Document:
    """Return the report of a scan of 10.0.0.0/24 at NOW that read some devices and missed others."""
    everybody = [*read, *silent]
    asked = [Endpoint(f"10.0.0.{number}") for number in range(1, 255)]
    facts = ScanFacts(NOW, NOW + timedelta(seconds=9), ["10.0.0.0/24"], asked, len(read), 9, 8, [])
    summary = summarize(facts, [], [], everybody, [one.id for one in read])
    return build_report(link, SENDER, summary, [(one, entry(one)) for one in everybody], {})


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (timedelta(0), "ok"),
        (timedelta(seconds=1), "stale"),
        (DAY * 7, "stale"),
        (DAY * 7 + timedelta(seconds=1), "missing"),
        (DAY * 90, "missing"),
    ],
)
def test_old_values_are_stale_then_missing_and_never_dated_anew(age: timedelta, status: str) -> None:
    one = device(NOW - age)
    (row,) = report_of([one] if not age else [], [] if not age else [one])["printers"]
    assert row["read_status"] == status
    assert row["read_at"] == (NOW - age).isoformat(timespec="milliseconds")
    assert row["life_count"] == {"value": 41_250, "unit": "impressions"}


def test_a_silent_printer_is_listed_for_ninety_days() -> None:
    seen, forgotten = device(NOW - DAY * 90), device(NOW - DAY * 90 - timedelta(seconds=1), "d2")
    report = report_of([], [seen, forgotten])
    assert report["silent_known"] == [
        {"id": "d1", "last_seen": seen.last_seen.isoformat(timespec="milliseconds"), "ip_address": "10.0.0.7"}
    ]
    assert [row["id"] for row in report["printers"]] == ["d1"]


def test_a_printer_that_was_not_asked_stays_in_the_report_with_its_last_values() -> None:
    elsewhere = device(NOW - DAY, "d2", Endpoint("10.0.9.7"))
    other_port = device(NOW - DAY, "d3", replace(PLACE, port=1161))
    report = report_of([device(NOW)], [elsewhere, other_port])
    status = {row["id"]: row["read_status"] for row in report["printers"]}
    assert status == {"d1": "ok", "d2": "stale", "d3": "stale"}
    assert report["silent_known"] == []
    assert [row["id"] for row in report["not_asked"]] == ["d3", "d2"]
    rows = csv.DictReader(io.StringIO(csv_of(report).decode("utf-8-sig")))
    assert {row["LastSeen"][:10] for row in rows} == {f"{NOW:%Y-%m-%d}", f"{NOW - DAY:%Y-%m-%d}"}
    assert flaws_of(report) == []


@pytest.mark.parametrize("ahead", [2 * DAY / 24, DAY, 365 * DAY, 3650 * DAY])
def test_a_silent_printer_that_was_read_while_the_clock_was_ahead_does_not_count_as_read(
    ahead: timedelta,
) -> None:
    report = report_of([], [device(NOW + ahead)])
    assert [row["read_status"] for row in report["printers"]] == ["missing"]
    assert [row["id"] for row in report["silent_known"]] == ["d1"]


@pytest.mark.parametrize(("missed", "carried", "retired"), [(1, 1, 0), (6, 1, 0), (7, 0, 1), (100, 0, 1)])
def test_a_printer_of_a_day_with_the_clock_behind_is_not_given_up_the_day_after(
    missed: int, carried: int, retired: int
) -> None:
    one = device(NOW - 100 * DAY)  # read yesterday, when the clock was a hundred days behind
    facts = ScanFacts(NOW, NOW, [], [PLACE], 0, 9, 8, [])
    summary = summarize(facts, [], [], [one], [], missed={"d1": missed})
    assert (len(summary["silent_known"]), len(summary["retired"])) == (carried, retired)


@pytest.mark.parametrize(("missed", "carried"), [(0, 1), (90, 1), (91, 0)])
def test_a_printer_whose_date_nobody_knows_is_given_up_by_the_days_on_which_it_was_missed(
    missed: int, carried: int
) -> None:
    facts = ScanFacts(NOW, NOW, [], [PLACE], 0, 9, 8, [])
    summary = summarize(facts, [], [], [device(NOW + 900 * DAY)], [], missed={"d1": missed})
    assert len(summary["silent_known"]) == carried


def test_conditions_stand_in_the_report_and_first_in_its_letter() -> None:
    late = Condition(ConditionKind.MAIL_LATE, "", NOW, {"reason": "No answer."})
    full = Condition(ConditionKind.DISK_FULL, "/data", NOW, {})
    plain = report_of([device(NOW)], [])
    report = plain | {"conditions": [condition_row(one) for one in (late, full)]}
    assert flaws_of(report) == []
    assert list(undescribed(report)) == []
    assert of_report(report) == (late, full)
    lines = text(report, signed=True).splitlines()
    assert lines[2] == "! The disk is full: /data. Free up disk space. Your saved data is safe."
    assert {"CONDITIONS = 2", "CONDITION_1 = mail_late", "CONDITION_2_SUBJECT = /data"} <= set(lines)
    page = render_page(report, {})
    assert page.index("The disk is full") < page.index("To do")
    unknown = {**condition_row(full), "kind": "of a newer program"}
    assert of_report(report | {"conditions": [unknown]}) == ()


def test_every_fact_of_a_condition_is_described() -> None:
    described = SCHEMA["$defs"]["condition_facts"]["properties"]
    assert {name for rule in RULES.values() for name in rule.facts} <= set(described)


def test_without_a_letter_a_report_has_no_place_in_the_chain() -> None:
    report = report_of([device(NOW)], [], Link("r-2"))
    assert (report["report_id"], report["run_number"], report["previous_sha256"]) == ("r-2", None, None)


@pytest.mark.parametrize("link", [LINK, Link("r-2"), Link("r-1", 1)])
def test_the_report_fits_its_schema_and_its_bytes_are_its_json(link: Link) -> None:
    report = report_of([device(NOW)], [device(NOW - DAY, "d2", Endpoint("10.0.0.8"))], link)
    assert flaws_of(report) == []
    assert json.loads(report_bytes(report)) == report


def test_what_is_not_readable_is_null_and_never_zero() -> None:
    bare = read_printer(honest_walk(b"EX8K000417"), PLACE.address)
    bare = replace(bare, markers=(), supplies=())
    row = printer_entry(Reading(bare, NOW, PLACE.address, 161, "2c"), "d1", ["new_device"])
    assert row["life_count"] is None
    assert row["impressions"] is None
    assert row["flags"] == ["new_device"]


def test_the_billing_counters_are_told_with_their_source_and_not_as_the_engines_life() -> None:
    printer = read_printer(MADE["kyocera"], PLACE.address)
    row = part(printer_entry(Reading(printer, NOW, PLACE.address, 161, "2c"), "d1", []))
    assert row["life_count"]["value"] == 1100
    assert row["impressions"]["total"] == 1000
    assert row["impressions"]["highlight"] is None
    assert (row["fax"]["total"], row["scan"]) == (60, {"total": 500})
    assert row["counters_source"] == "vendor:kyocera"
    report = report_of([device(NOW)], [])
    report["printers"] = [row]
    assert flaws_of(report) == []


def test_a_function_without_a_counter_is_null() -> None:
    printer = read_printer(MADE["hp"], PLACE.address)
    row = printer_entry(Reading(printer, NOW, PLACE.address, 161, "2c"), "d1", [])
    assert (row["print"], row["copy"], row["fax"], row["scan"]) == (None, None, None, None)


def test_a_printed_length_is_told_in_a_unit_that_people_use() -> None:
    printer = read_printer(MADE["zebra"], PLACE.address)
    row = printer_entry(Reading(printer, NOW, PLACE.address, 161, "2c"), "d1", [])
    assert printer_rows(part({"printers": [row]}))[0].total == "not reported (engine: 192 inches)"


@pytest.mark.parametrize(
    ("endpoints", "expected"),
    [
        ([], []),
        (["10.0.0.7"], ["udp 10.0.0.7:161"]),
        (["10.0.0.9", "10.0.0.7", "10.0.0.8", "10.0.0.7"], ["udp 10.0.0.7-10.0.0.9:161"]),
        (["10.0.0.255", "10.0.1.0"], ["udp 10.0.0.255-10.0.1.0:161"]),
        (["10.0.0.1", "10.0.0.3"], ["udp 10.0.0.1:161", "udp 10.0.0.3:161"]),
        (["9.0.0.1", "10.0.0.1"], ["udp 9.0.0.1:161", "udp 10.0.0.1:161"]),
        (["fe80::1", "fe80::2"], ["udp [fe80::1]-[fe80::2]:161"]),
        (["::1"], ["udp [::1]:161"]),
    ],
)
def test_contacts_are_ranges_in_the_order_of_the_addresses(endpoints: list[str], expected: list[str]) -> None:
    assert describe_contacts(map(Endpoint, endpoints)) == expected


def test_contacts_of_different_ports_are_told_apart() -> None:
    endpoints = [Endpoint("10.0.0.1"), Endpoint("10.0.0.2", 1161), Endpoint("10.0.0.2")]
    assert describe_contacts(endpoints) == ["udp 10.0.0.1-10.0.0.2:161", "udp 10.0.0.2:1161"]
