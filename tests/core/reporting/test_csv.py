"""meters.csv: the binding columns, what stands in them, and cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from agent.core.reporting.meters_csv import csv_of
from tests.support.report_example import example_report

if TYPE_CHECKING:
    from tests.support.documents import Document

HEADER = (
    "SchemaVersion,SiteId,AgentId,ReportId,ReadingTime,ReadStatus,SerialNumber,SerialSource,Manufacturer,"
    "Model,AssetNumber,DeviceName,Location,IPAddress,MACAddress,Firmware,TotalLife,TotalLifeUnit,"
    "TotalImpressions,MonoImpressions,ColorImpressions,PrintMono,PrintColor,CopyMono,CopyColor,FaxTotal,"
    "ScanTotal,DuplexTotal,LargeTotal,BlackPct,CyanPct,MagentaPct,YellowPct,WastePctFree,DrumPct,FuserPct,"
    "Status,StateReasons,LastSeen,Flags"
)
BOM = b"\xef\xbb\xbf"


def rows_of(report: Document) -> list[dict[str, str]]:
    text = csv_of(report).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def cell(column: str, **printer: object) -> str:
    report = example_report()
    report["printers"] = [report["printers"][0] | printer]
    (row,) = rows_of(report)
    return row[column]


def supply(kind: str, percent: int | None, **more: object) -> dict[str, object]:
    return {"type": kind, "class": "consumed", "percent_left": percent, **more}


def test_the_file_begins_with_a_bom_and_the_binding_header_and_ends_its_lines_with_crlf() -> None:
    made = csv_of(example_report())

    assert made.startswith(BOM + HEADER.encode() + b"\r\n")
    assert made.endswith(b"\r\n")
    assert made.count(b"\n") == made.count(b"\r\n") == 3


def test_a_report_without_printers_is_a_header() -> None:
    assert csv_of(example_report() | {"printers": []}) == BOM + HEADER.encode() + b"\r\n"


def test_a_row_holds_what_the_report_says() -> None:
    row, _ = rows_of(example_report())

    assert list(row.values()) == [
        *("meters-report/1", "hill-street", "a-77c1", "r-20260302-1f0c", "2026-03-02T08:31:07+01:00", "ok"),
        *("EX8K000417", "prtGeneralSerialNumber", "Examplar", "ColorWorks 500", "INV-0042", "front-desk"),
        *("Reception", "192.0.2.7", "02:00:5e:10:00:07", "4.1.2", "41250", "impressions"),
        *("41020", "30010", "11010", "28000", "10000", "2000", "1000", "20", "512", "9000", "12"),
        *("9", "", "", "", "60", "68", "88"),
        *("idle", "toner-low-warning", "2026-03-02T08:31:07+01:00", "ip_moved"),
    ]


def test_a_silent_printer_keeps_its_reading_time_and_says_when_it_was_last_seen() -> None:
    _, row = rows_of(example_report())

    assert row["ReadingTime"] == "2026-02-27T08:31:00+01:00"
    assert row["LastSeen"] == "2026-02-28T08:30:40+01:00"
    assert row["ReadStatus"] == "stale"
    assert (row["TotalLife"], row["TotalImpressions"], row["Status"], row["BlackPct"]) == ("", "", "", "")


@pytest.mark.parametrize(
    ("column", "supplies", "expected"),
    [
        ("BlackPct", [supply("toner", 40, colorant="black"), supply("ink", 7, colorant="Black")], "7"),
        ("BlackPct", [supply("tonerCartridge", 0, colorant="black")], "0"),
        ("BlackPct", [supply("toner", 5, colorant="black") | {"class": None}], "5"),
        ("BlackPct", [supply("opc", 5, colorant="black")], ""),
        ("BlackPct", [supply("toner", 5, colorant="black") | {"class": "receptacle"}], ""),
        ("BlackPct", [supply("toner", 5, colorant=None)], ""),
        ("BlackPct", [supply("toner", None, colorant="black"), supply("toner", 8, colorant="black")], "8"),
        ("YellowPct", [supply("inkCartridge", 100, colorant="yellow")], "100"),
        ("WastePctFree", [supply("wasteInk", 30) | {"class": "receptacle"}], "30"),
        ("WastePctFree", [supply("wasteToner", 30)], ""),
        ("DrumPct", [supply("opc", 61, colorant="cyan"), supply("opc", 60)], "60"),
        ("FuserPct", [], ""),
        ("FuserPct", None, ""),
    ],
)
def test_a_percentage_is_the_lowest_of_its_kind(
    column: str, supplies: list[dict[str, object]] | None, expected: str
) -> None:
    assert cell(column, supplies=supplies) == expected


@pytest.mark.parametrize("state_reasons", [None, []])
def test_lists_are_joined_with_blanks_and_empty_ones_are_empty(state_reasons: list[str] | None) -> None:
    assert cell("StateReasons", state_reasons=state_reasons) == ""
    assert cell("Flags", flags=["new_device", "ip_moved"]) == "new_device ip_moved"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-0012", "'-0012"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\r=1", "' =1"),
        ("\0=1", "' =1"),
        ("  =1", "'  =1"),
        ("a=1", "a=1"),
        ("two\r\nlines\0", "two lines "),
        ('5" "A4", left', '5" "A4", left'),
        ("Büro 粉", "Büro 粉"),
        ("lone \ud800", "lone ?"),
    ],
)
def test_a_cell_can_neither_run_nor_break_a_line(text: str, expected: str) -> None:
    assert cell("Location", location=text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x,=1+1,", "x,=1+1,"),  # quoted, as the file's own sign parts it
        ("x;=1+1;", "x;'=1+1;"),
        ("x\t+1", "x\t'+1"),
        ('x| "@SUM(1)"', 'x|\' "@SUM(1)"'),
        ("x:-1", "x:'-1"),
        ("a:b;c|d, e", "a:b;c|d, e"),
    ],
)
def test_nothing_runs_behind_a_sign_that_parts_cells_elsewhere(text: str, expected: str) -> None:
    assert cell("Location", location=text) == expected


@pytest.mark.parametrize("serial", ["A,-1", "0012", "00E5", " 12 ", "1234567890123456789", "a'b", "CN-1,2;3"])
def test_a_serial_number_is_not_altered(serial: str) -> None:
    assert cell("SerialNumber", serial_number=serial) == serial
