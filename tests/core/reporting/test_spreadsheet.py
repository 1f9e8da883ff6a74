"""The tables in a real spreadsheet: numbers are numbers, names stay text, nothing runs."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

from agent.core.reporting.columns import COLUMN_NAMES
from agent.core.reporting.meters_csv import SEPARATORS, csv_of
from agent.core.reporting.profiles import profile_csv
from agent.core.settings.profile_text import read_profile
from tests.support.report_example import example_report
from tests.support.spreadsheet import GERMAN, Cell, open_spreadsheet

if TYPE_CHECKING:
    from tests.support.documents import Document
    from tests.support.spreadsheet import Spreadsheet

BUILT_IN = resources.files("agent.core.reporting") / "profiles"
SERIAL, LOCATION, LIFE = (COLUMN_NAMES.index(name) for name in ("SerialNumber", "Location", "TotalLife"))
LARGEST = 2**32 - 1  # of a Counter32
FORMULAS = (
    *("=1+1", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "  =1+1", "\r=1+1", "\n=1+1", "\0=1+1"),
    *("+cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "\uff1d1+1"),
)
# A formula only to a spreadsheet that parts cells elsewhere than the file does.
INNER = ("Hall;=1+1", 'Hall; "=1+1"', "Hall\t@SUM(1)", "Hall;\uff1d1+1", "Hall;-1+1;x")
EVERYWHERE = tuple(
    text.replace("?", sign)
    for sign in SEPARATORS
    for text in ("x?=1+1?", 'x? "=1+1"?', "x?@SUM(1)?", "x?\uff1d1+1?", "x?+1+1", 'x"?=1+1?"', '"?=1+1?')
)
OWN = {"tabs": "\\t", "pipes": "|"}
SIGN_OF = {"tabs": "\t", "pipes": "|", "semicolon": ";", "tabelle": ";"}
PROFILES = (*(path.name.removesuffix(".toml") for path in BUILT_IN.iterdir()), *OWN)
NAMES = ('5" "A4", left', "Büro Müller", "粉 😀", "two\r\nlines", "semi;colon", "Café, 1st floor")
# What a spreadsheet makes of it, unless a person tells it that the column is text.
DIGITS = {"0012": "12", "00E5": "0", "1234567890123456789": "1.23456789012346E+018"}


def report_of(*names: str) -> Document:
    """Return a report with a printer for each name: its location and its serial number."""
    report = example_report()
    changes = {"life_count": {"value": LARGEST, "unit": "impressions"}}
    report["printers"] = [
        report["printers"][0] | changes | {"serial_number": name, "location": name} for name in names
    ]
    return report


@pytest.fixture(scope="module")
def spreadsheet(tmp_path_factory: pytest.TempPathFactory) -> Spreadsheet:
    return open_spreadsheet(tmp_path_factory.mktemp("spreadsheet"))


@pytest.fixture(scope="module")
def rows(spreadsheet: Spreadsheet) -> dict[str, list[Cell]]:
    """Return the rows of meters.csv by the name that is in them; "" is the header's."""
    names = (*FORMULAS, *INNER, *NAMES, *DIGITS)
    opened = spreadsheet.opened("comma", csv_of(report_of(*names)))
    assert len(opened) == 1 + len(names)
    return dict(zip(("", *names), opened, strict=True))


def test_every_column_is_where_the_header_says(rows: dict[str, list[Cell]]) -> None:
    assert tuple(cell.value for cell in rows[""]) == COLUMN_NAMES
    row = dict(zip(COLUMN_NAMES, rows["Büro Müller"], strict=True))
    assert (row["TotalImpressions"], row["MonoImpressions"]) == (
        Cell("float", "41020", None),
        Cell("float", "30010", None),
    )
    assert (row["BlackPct"].value, row["MagentaPct"].kind, row["MACAddress"].value) == (
        "9",
        None,
        "02:00:5e:10:00:07",
    )


def test_a_counter_of_32_bits_is_whole(rows: dict[str, list[Cell]]) -> None:
    assert {row[LIFE] for name, row in rows.items() if name} == {Cell("float", str(LARGEST), None)}


@pytest.mark.parametrize("name", [*FORMULAS, *INNER])
def test_no_name_is_run_as_a_formula(rows: dict[str, list[Cell]], name: str) -> None:
    assert [(cell.kind, cell.formula) for cell in (rows[name][SERIAL], rows[name][LOCATION])] == [
        ("string", None)
    ] * 2


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_as_it_was_written(rows: dict[str, list[Cell]], name: str) -> None:
    assert rows[name][LOCATION] == Cell("string", " ".join(name.splitlines()), None)


@pytest.mark.parametrize("serial", DIGITS)
def test_a_serial_number_of_digits_becomes_a_number_when_the_file_is_just_opened(
    rows: dict[str, list[Cell]], serial: str
) -> None:
    assert rows[serial][SERIAL] == Cell("float", DIGITS[serial], None)


def test_a_serial_number_stays_whole_where_its_column_is_imported_as_text(spreadsheet: Spreadsheet) -> None:
    opened = spreadsheet.opened("text", csv_of(report_of(*DIGITS)), texts=(SERIAL + 1,))
    assert [row[SERIAL] for row in opened[1:]] == [Cell("string", serial, None) for serial in DIGITS]


@pytest.mark.parametrize("parted_at", [",", ";", "\t", "|", ":", ";\t|", ",;\t|:"])
def test_nothing_runs_wherever_cells_are_parted(spreadsheet: Spreadsheet, parted_at: str) -> None:
    names = (*FORMULAS, *INNER, *EVERYWHERE)
    tables = {profile: made(profile, *names) for profile in PROFILES} | {"meters": csv_of(report_of(*names))}
    opened = spreadsheet.opened_all(f"parted-{parted_at.encode().hex()}", tables, parted_at=parted_at)
    assert set(opened) == set(tables)
    for table, rows in opened.items():
        # Parted elsewhere than they are, rows run together where a name has quotes; that harms nobody.
        assert (
            len(rows) == 1 + len(names) if parted_at == SIGN_OF.get(table, ",") else len(rows) > len(FORMULAS)
        )
        assert [cell for row in rows for cell in row if cell.formula] == []


def made(profile: str, *names: str) -> bytes:
    """Return the table of a profile: one that comes along, or ours with a sign of its own."""
    text = BUILT_IN / f"{profile}.toml"
    columns = 'encoding = "utf-8"\ncolumns = [["L", "Location"], ["S", "SerialNumber"]]'
    shape = f'delimiter = "{OWN[profile]}"\n{columns}' if profile in OWN else text.read_text("utf-8")
    return profile_csv(report_of(*names), read_profile(profile, shape))


def test_the_profile_for_semicolons_is_a_table_to_a_german_spreadsheet(spreadsheet: Spreadsheet) -> None:
    text = resources.files("agent.core.reporting").joinpath("profiles", "semicolon.toml").read_text("utf-8")
    table = profile_csv(report_of("Büro; 1. Stock", "=1+1"), read_profile("semicolon", text))
    header, first, second = spreadsheet.opened("german", table, parted_at=";", language=GERMAN)
    row = dict(zip((cell.value for cell in header), first, strict=False))
    assert row["Location"] == Cell("string", "Büro; 1. Stock", None)
    assert row["Read at"] == Cell("date", "2026-03-02T08:31:00", None)
    assert row["Total pages billed"] == Cell("float", "41020", None)
    assert second[0] == Cell("string", "'=1+1", None)
