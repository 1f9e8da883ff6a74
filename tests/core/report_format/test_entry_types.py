"""The types of a report are those of its schema, and each report that is made or completed is of them."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

import pytest

from agent.core.report_format.completed import completed
from agent.core.report_format.entries import PrinterEntry, ScanCountEntry
from agent.core.report_format.received import ReceivedReport
from agent.core.report_format.report import Report
from agent.core.reporting.attention import need_of, printer_name
from agent.core.reporting.card import cards_of
from agent.core.reporting.fleet_table import fleet_rows
from agent.core.reporting.meters_csv import csv_of
from agent.core.reporting.overview import printer_rows
from tests.support.documents import part
from tests.support.entry_types import differences, fields_of, misfits
from tests.support.made_pages import large_office
from tests.support.report_example import example_report
from tests.support.report_schema import SCHEMA

# What we write of them is less than the schema allows.
LEFT_OUT = {
    *("$.printers[].scan.monochrome", "$.printers[].scan.full_color"),  # no maker counts scans by colour
    *("$.silent_known[].port", "$.not_asked[].port"),
}


def test_whatever_is_of_our_types_fits_the_schema() -> None:
    found = list(differences(Report, SCHEMA, exact=False))

    assert {line.split()[0] for line in found} == LEFT_OUT
    assert all(line.endswith("is in one of them only") for line in found)
    assert set(fields_of(ScanCountEntry)) == {"total"}


def test_the_types_of_a_received_report_are_those_of_the_schema() -> None:
    assert list(differences(ReceivedReport, SCHEMA, exact=True)) == []


class Fine(TypedDict):
    """As OBJECT below."""

    name: str
    count: NotRequired[int | None]


class OneMore(Fine):
    """A field that the schema has not."""

    more: int


class NotNull(TypedDict):
    """Less than the schema allows."""

    name: str
    count: NotRequired[int]


class TooWide(TypedDict):
    """More than the schema allows."""

    name: str | None
    count: NotRequired[int | None]


class NameNotRequired(TypedDict):
    """Less than the schema requires."""

    name: NotRequired[str]
    count: NotRequired[int | None]


class CountRequired(TypedDict):
    """More than the schema requires."""

    name: str
    count: int | None


class OtherValues(TypedDict):
    """A value that the schema has not."""

    name: Literal["a", "b"]
    count: NotRequired[int | None]


class InAList(TypedDict):
    """What differs lies deeper."""

    rows: list[TooWide]


OBJECT = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "count": {"type": ["integer", "null"]}},
}
ROWS = {"type": "object", "properties": {"rows": {"type": "array", "items": OBJECT}}}
VALUES = {**OBJECT, "properties": {"name": {"enum": ["a"]}, "count": {"$ref": "#/$defs/count"}}}


@pytest.mark.parametrize(
    ("kind", "schema", "written", "allowed"),
    [
        (Fine, OBJECT, 0, 0),
        (OneMore, OBJECT, 1, 2),
        (NotNull, OBJECT, 0, 1),
        (TooWide, OBJECT, 1, 1),
        (NameNotRequired, OBJECT, 1, 1),
        (CountRequired, OBJECT, 0, 1),
        (OtherValues, VALUES, 1, 1),
        (InAList, ROWS, 1, 2),
    ],
)
def test_a_type_that_differs_is_found(kind: type, schema: dict[str, Any], written: int, allowed: int) -> None:
    assert len(list(differences(kind, schema, exact=False))) == written
    assert len(list(differences(kind, schema, exact=True))) == allowed


def test_a_report_that_we_make_is_of_our_types() -> None:
    report, _ = large_office(20)

    assert list(misfits(report, Report)) == []
    report["printers"][3]["read_at"] = None
    report["scan"]["notes"] = ["a", 7]
    del report["printers"][2]["supplies"]
    report["more"] = 1
    assert len(list(misfits(report, Report))) == 4


NOTHING_READ = {"id": "p-7", "read_status": "ok", "read_at": None}
NULLS: dict[str, Any] = {
    name: None
    for name in fields_of(PrinterEntry)
    if name not in {*NOTHING_READ, "flags", "events", "supply_events", "cut"}
}


def test_a_printer_of_which_nothing_is_told_is_named_by_its_id() -> None:
    assert printer_name(completed(part(NOTHING_READ))).startswith("p-7, ")


@pytest.mark.parametrize("entry", [NOTHING_READ, NULLS | NOTHING_READ, example_report()["printers"][0]])
def test_every_view_draws_a_completed_entry(entry: dict[str, Any]) -> None:
    whole = completed(part(entry))
    report = part(example_report() | {"printers": [whole]})

    assert list(misfits(whole, PrinterEntry)) == []
    need_of(whole)
    assert len(fleet_rows(report, {})) == len(printer_rows(report)) == len(cards_of(report, {})) == 1
    assert b"p-7" in csv_of(report) or entry.get("serial_number")
