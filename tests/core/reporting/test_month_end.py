"""Readings at the end of the last month, as a bill needs them, from a real store and through the program."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.history.past import PastReading
from agent.core.messages import set_language
from agent.core.model.access import Endpoint
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.core.reporting.month_end import month_end_csv, month_end_rows, needed_since
from agent.edge.store import Store
from agent.ui.page import render_page
from tests.support.command_line import Program
from tests.support.documents import Document, part
from tests.support.made_pages import BEGAN, a_report, demo_entry
from tests.support.made_years import Years, live
from tests.support.spreadsheet import ENGLISH, GERMAN, Cell, open_spreadsheet
from tests.support.store_samples import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
YEARS = Years(3, datetime(2026, 9, 22, 8, 30, tzinfo=UTC))
LIVED = 60  # days: up to 20 November
WORDS = {
    "C.UTF-8": ("not known", "not reported", ","),
    "de_DE.UTF-8": ("nicht bekannt", "nicht gemeldet", ";"),
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def read_on(day: date, total: int | None, **counts: int | None) -> PastReading:
    """Return a reading with a billing total, without any where it is None."""
    at = datetime(day.year, day.month, day.day, 8, 30, tzinfo=BEGAN.tzinfo)
    billed = {"counters_source": "vendor:x", "impressions": {"total": total, **counts}}
    return PastReading(at, (), (), part(billed if total is not None else {}))


def cells(*readings: PastReading, **changes: Any) -> list[str]:  # noqa: ANN401 (any value of meters.json)
    """Return the row of a printer in the file, from its serial number on."""
    entry = demo_entry("Reception", **changes)
    rows = month_end_rows(a_report([entry]), {entry["id"]: readings})
    text = month_end_csv(rows, OCTOBER).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1][1:]


def test_what_the_store_has_not_kept_is_said_to_be_not_known() -> None:
    unknown = ["not known"] * 6
    assert cells() == ["DEMO0HP401", "2026-10-31", *unknown]
    assert cells(read_on(date(2026, 10, 24), 5))[2:] == unknown  # a week off: it says little of the end


def test_what_a_printer_that_was_read_does_not_count_is_said_to_be_not_reported() -> None:
    mono = cells(read_on(SEPTEMBER, 900, monochrome=900), read_on(OCTOBER, 1000, monochrome=1000))
    assert mono[2:] == ["2026-10-31", "1000", "not reported", "1000", "900", "100"]
    none = cells(read_on(SEPTEMBER, None), read_on(OCTOBER, None), serial_number=None)
    assert none == ["not reported", "2026-10-31", "2026-10-31", *["not reported"] * 4, "not known"]


def test_the_last_billing_counters_of_the_week_stand_before_a_later_reading_without_any() -> None:
    row = cells(read_on(date(2026, 10, 29), 1000), read_on(OCTOBER, None))
    assert row[2:6] == ["2026-10-29", "not reported", "not reported", "1000"]


def test_no_pages_in_a_month_are_nought_and_not_unknown() -> None:
    assert cells(read_on(SEPTEMBER, 0), read_on(OCTOBER, 0))[5:] == ["0", "0", "0"]


def test_a_printer_that_left_since_is_billed_to_its_end() -> None:
    stays, left, long_gone = (demo_entry("Reception", id=name, serial_number=name) for name in "abc")
    past = {
        "a": [read_on(SEPTEMBER, 1), read_on(OCTOBER, 3)],
        "b": [read_on(SEPTEMBER, 10), read_on(OCTOBER, 30)],
        "c": [read_on(date(2026, 8, 31), 100)],
    }
    rows = month_end_rows(a_report([stays]), past, [stays, left, long_gone])
    assert [(row.serial, row.difference) for row in rows] == [("a", 2), ("b", 20)]
    assert len({row.name for row in rows}) == 2


def test_the_page_tells_what_is_not_reported_from_what_is_not_known() -> None:
    entry = demo_entry("Reception")
    lately = [read_on(BEGAN.date() - back * DAY, 9 - back) for back in (2, 1)]  # without any use no table
    for kept, said in (([read_on(OCTOBER, None)], [3, 2]), ([], [0, 5])):
        past = {entry["id"]: [*kept, *lately]}
        table = month_table(render_page(a_report([entry], past), past))
        assert [table.count(f'"quiet">{word}<') for word in ("not reported", "not known")] == said


def month_table(page: str) -> str:
    """Return the table of month-ends."""
    return page.partition('<details class="months"')[2].partition("</details>")[0]


@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2026, 3, 1), date(2028, 3, 31), date(2026, 11, 1)])
def test_the_days_asked_of_the_store_hold_both_month_ends(today: date) -> None:
    began = datetime(today.year, today.month, today.day, 0, 5, tzinfo=BEGAN.tzinfo)
    report = {"scan": {"began": began.isoformat()}}
    before = ((today.replace(day=1) - DAY).replace(day=1) - DAY) - timedelta(days=6)
    assert needed_since(part(report)) <= datetime(before.year, before.month, before.day, tzinfo=BEGAN.tzinfo)
    assert needed_since(part(report)) > began - timedelta(days=75)


# The program


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder after two months: of three printers one answers, one is silent, one retired."""
    folder = tmp_path_factory.mktemp("month-end")
    with Store.open(folder / "agent.db", YEARS.first) as store:
        store.agents.identity("machine", "agent-1", YEARS.first)
        live(store, YEARS, 0, LIVED, prune_every=7)
        read_once_more(store, YEARS.first + LIVED * DAY)
        store.known_devices.retire(YEARS.device(2, 0).id, YEARS.first + LIVED * DAY)
    return folder


def read_once_more(store: Store, now: datetime) -> None:
    """Close a scan without a letter in which one printer answered, and the others did not."""
    device, reading = YEARS.device(0, LIVED), YEARS.reading(0, LIVED)
    scan = store.scans.begin(now, YEARS.printers)
    store.readings.save(scan, device, reading, printer_entry(reading, device.id, ()))
    asked = [Endpoint(YEARS.device(number, 0).ip_address) for number in range(YEARS.printers)]
    facts = ScanFacts(now, now, ["10.0.0.0/24"], asked, 1, 600, 590, [])
    store.scans.close(scan, now, summarize(facts, [], [], store.readings.devices(), [device.id]))


def total_on(number: int, day: date) -> int:
    counters = YEARS.reading(number, (day - YEARS.first.date()).days).printer.counters
    assert counters is not None
    return counters.impressions.total or 0


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("to_file", [False, True])
def test_the_program_writes_the_kept_month_ends(
    data: Path, tmp_path: Path, locale: str, to_file: bool
) -> None:
    target = str(tmp_path / "end.csv") if to_file else "-"
    ended = Program(data, locale).run("report", "--month-end", target)
    assert ended.code == 0, ended.stderr
    written = (tmp_path / "end.csv").read_bytes() if to_file else ended.stdout
    assert written.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(written.decode("utf-8-sig")), delimiter=WORDS[locale][2])
    assert len(header) == 9
    found = {row[1]: [row[3], *row[6:]] for row in rows}
    assert found == {f"EX{number:08}": ["2026-10-31", *expected(number)] for number in range(YEARS.printers)}


def expected(number: int) -> list[str]:
    now, then = total_on(number, OCTOBER), total_on(number, SEPTEMBER)
    assert now > then
    return [str(now), str(then), str(now - then)]


@pytest.mark.parametrize(("language", "number"), [("en", ENGLISH), ("de", GERMAN)])
def test_a_spreadsheet_of_the_offices_language_finds_numbers_and_dates(
    tmp_path: Path, language: str, number: int
) -> None:
    entry: Document = demo_entry("Reception")
    report = a_report([entry])
    past = {entry["id"]: [read_on(SEPTEMBER, 900), read_on(OCTOBER, 123_456)]}
    set_language(language)
    known, reported, sign = WORDS["C.UTF-8" if language == "en" else "de_DE.UTF-8"]
    file = month_end_csv(month_end_rows(report, past), OCTOBER)
    opened = open_spreadsheet(tmp_path).opened("end", file, parted_at=sign, language=number)
    assert [(cell.kind, cell.value) for cell in opened[1][1:]] == [
        ("string", "DEMO0HP401"),
        *[("date", "2026-10-31")] * 2,
        *[("string", reported)] * 2,
        *[("float", value) for value in ("123456", "900", "122556")],
    ]
    assert Cell("string", known, None) not in opened[1]
