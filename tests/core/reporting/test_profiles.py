"""Dealer profiles: the same table under other names and signs, and everything that is wrong with one."""

from __future__ import annotations

import csv
import io
from importlib import resources

import pytest

from agent.core.model.errors import AgentError
from agent.core.reporting.meters_csv import csv_of
from agent.core.reporting.profiles import Profile, profile_csv
from agent.core.settings.check import load
from agent.core.settings.profile_text import read_profile
from tests.support.report_example import example_report

BUILT_IN = {
    path.name.removesuffix(".toml"): path.read_text("utf-8")
    for path in (resources.files("agent.core.reporting") / "profiles").iterdir()
}
PAIR = 'columns = [["Serial", "SerialNumber"]]\n'


def profile(text: str) -> Profile:
    return read_profile("mine", text)


def made(text: str, **printer: object) -> str:
    """Return the table of one printer by a profile of this text, without the header's line."""
    shape = profile(text)
    report = example_report()
    report["printers"] = [report["printers"][0] | printer]
    return profile_csv(report, shape).decode(shape.encoding).split("\r\n")[1]


def test_those_that_come_along_are_right_and_say_what_they_are_for() -> None:
    assert sorted(BUILT_IN) == ["generic", "mono-colour-six", "semicolon", "tabelle"]
    assert all(read_profile(name, text).description for name, text in BUILT_IN.items())


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\\t"])
@pytest.mark.parametrize("sign", [",", ";", "|", "\t", ":"])
def test_a_cell_is_harmless_under_every_sign_but_its_own(delimiter: str, sign: str) -> None:
    text = f'delimiter = "{delimiter}"\ncolumns = [["Serial", "SerialNumber"]]\n'
    row = made(text, serial_number=f"x{sign}=1+1{sign}")
    harmless = f"x{sign}=1+1{sign}" if sign == delimiter == "," else f"x{sign}'=1+1{sign}"
    assert row == (f'"{harmless}"' if sign == delimiter.replace("\\t", "\t") else harmless)


@pytest.mark.parametrize("header", ["=1", "a;=1", "a\t@b", "x, -1"])
def test_a_header_that_could_run_is_refused(header: str) -> None:
    with pytest.raises(AgentError, match=r"columns\[1\]"):
        profile(f"columns = [['{header}', 'SerialNumber']]\n")


def cells_of(table: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig")), delimiter=delimiter))


def test_the_generic_one_is_meters_csv_with_what_people_use_first() -> None:
    report = example_report()
    table = cells_of(profile_csv(report, read_profile("generic", BUILT_IN["generic"])))
    assert table == cells_of(csv_of(report))
    columns = ("Location", "Manufacturer", "Model", "SerialNumber", "MonoImpressions", "ColorImpressions")
    assert tuple(table[0])[:6] == columns
    assert list(table[0])[-4:] == ["SiteId", "AgentId", "ReportId", "SchemaVersion"]


def test_the_german_one_has_the_same_meters_behind_german_headers() -> None:
    report = example_report()
    german = cells_of(profile_csv(report, read_profile("tabelle", BUILT_IN["tabelle"])), ";")
    whole = cells_of(csv_of(report))
    names = {"Seriennummer": "SerialNumber", "Schwarzweiß": "MonoImpressions", "Gesamt": "TotalImpressions"}
    assert [[row[name] for name in names] for row in german] == [
        [row[name] for name in names.values()] for row in whole
    ]


def test_the_six_columns_are_billing_counters_and_never_engine_life() -> None:
    table = profile_csv(example_report(), read_profile("mono-colour-six", BUILT_IN["mono-colour-six"]))
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows == [
        ["SerialNumber", "ModelName", "ReadingDate", "PageCountMono", "PageCountColor", "PageCountTotal"],
        ["EX8K000417", "ColorWorks 500", "2026-03-02", "30010", "11010", "41020"],
        ["'-0012", "", "2026-02-27", "", "", ""],  # it has an engine life maybe, but no billing counter
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('delimiter = ";"\n' + PAIR, "0;0"),
        ('delimiter = "\\t"\ncolumns = [["A", "SerialNumber"], ["B", "Location"]]', "0;0\tHall"),
        ('delimiter = "|"\ncolumns = [["B", "Location"], ["A", ""], ["C", "Location"]]', "Hall||Hall"),
        ('date_format = "%d.%m.%y"\ncolumns = [["A", "ReadingTime"]]', "02.03.26"),
        ('columns = [["A", "ReadingTime"]]', "2026-03-02T08:31:07+01:00"),
        ('encoding = "cp1252"\ncolumns = [["A", "Model"]]', "Büro ?"),
    ],
)
def test_a_profile_chooses_signs_dates_and_letters(text: str, row: str) -> None:
    expected = f'"{row}"' if 'delimiter = ";"' in text else row
    assert made(text, serial_number="0;0", location="Hall", model="Büro 粉") == expected


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "a;=1"])
@pytest.mark.parametrize("delimiter", [",", ";", "|", "\\t"])
def test_no_cell_of_a_profile_is_a_formula(name: str, delimiter: str) -> None:
    text = f'delimiter = "{delimiter}"\ncolumns = [["A", "SerialNumber"]]'
    (cell,) = next(csv.reader([made(text, serial_number=name)], delimiter=profile(text).delimiter))
    assert cell == ("a;'=1" if name == "a;=1" else f"'{name}")


@pytest.mark.parametrize("serial", ["0012", "00E5", " 12 ", "1234567890123456789", "a'b"])
def test_a_serial_number_is_not_altered(serial: str) -> None:
    assert made(PAIR, serial_number=serial) == serial


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "",
            'columns: expected a list of 1 to 200 columns, each ["Header", "Column of meters.csv"], found',
        ),
        ("columns = []", "Line 1: columns: expected a list of 1 to 200 columns"),
        ("columns = 3", "Line 1: columns: expected a list of 1 to 200 columns"),
        (
            f"{PAIR}delimiter = ''",
            'Line 2: delimiter: expected a separator between cells: ",", ";", "|" or',
        ),
        (f"{PAIR}delimiter = ['x']", "Line 2: delimiter: expected a separator between cells"),
        (f"{PAIR}date_format = '%A'", "Line 2: date_format: expected a format of %Y %y %m"),
        (f"{PAIR}date_format = 5", "Line 2: date_format: expected a format of %Y %y %m"),
        (
            f"{PAIR}encoding = 'utf-7'",
            "Line 2: encoding: expected utf-8-sig, utf-8, cp1252 or iso-8859-1, found",
        ),
        (
            f"{PAIR}description = '''a\nb'''",
            "Line 2: description: expected a text on one line of at most 200",
        ),
        (
            f"{PAIR}# why\nheader = 1",
            "Line 3: header: expected one of description, delimiter, date_format, enc",
        ),
        (
            'columns = [\n["A", "SerialNumber"],\n["B", "Serial"]]',
            "Line 3: columns[2]: expected a column of met",
        ),
        ('columns = [["B", "SerialNumbr"]]', "(did you mean SerialNumber?)"),
        (
            'columns = [["A", "Model"],\n["A", "Location"]]',
            "Line 2: columns[2]: expected a header that no other",
        ),
        (
            'columns = [["A"]]',
            'Line 1: columns[1]: expected a pair ["Header", "Column of meters.csv"], found a',
        ),
        (
            'columns = ["Model"]',
            'Line 1: columns[1]: expected a pair ["Header", "Column of meters.csv"], found',
        ),
        (
            'columns = [["", "Model"]]',
            "Line 1: columns[1]: expected a header of 1 to 100 characters on one line",
        ),
        ('columns = [["=1+1", "Model"]]', "Line 1: columns[1]: expected a header of 1 to 100 characters"),
        ('columns = [["A\\nB", "Model"]]', "Line 1: columns[1]: expected a header of 1 to 100 characters"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_expected(text: str, problem: str) -> None:
    with pytest.raises(AgentError) as caught:
        profile(text)
    assert caught.value.title == "The profile mine.toml has errors."
    assert problem in caught.value.advice


def test_all_mistakes_are_named_at_once_in_the_order_of_their_lines() -> None:
    with pytest.raises(AgentError) as caught:
        profile('encoding = "x"\ndelimiter = "x"\ncolumns = [\n["A", "x"],\n["B"],\n]\nmore = 1')
    lines = [line.partition(": ")[0] for line in caught.value.advice.splitlines()]
    assert lines == ["Line 1", "Line 2", "Line 4", "Line 5", "Line 7"]


def test_what_is_no_toml_is_named_by_its_file() -> None:
    with pytest.raises(AgentError, match=r"^The profile mine\.toml is not valid TOML at line 1, column "):
        profile("columns = [")


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "Meters", "../x", "a/b", "a.b", " a", "x" * 65, "ü"])
def test_a_name_that_some_system_would_misread_is_no_profile(name: str) -> None:
    with pytest.raises(AgentError, match="the name of a profile, of letters"):
        load(f"[mail]\nprofile = '{name}'")
