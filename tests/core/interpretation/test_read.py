"""A walk's meaning: levels, joins, errors, alerts and panel, by RFC 3805 and RFC 2790."""

from __future__ import annotations

import pytest

from agent.core.interpretation import read_printer
from agent.core.interpretation.supplies import supply_level
from agent.core.mib import objects
from agent.core.model.printer import Alert, Level, LifeCount, Marker, Printer, Supply
from agent.core.model.walk import Oid
from tests.support.made_printers import ADDRESS, OFFICE_PRINTER, made, merged, without

PERCENT, IMPRESSIONS = 19, 7
Cells = dict[tuple[Oid, Oid], int | bytes | Oid]


def read(cells: Cells, faults: tuple[str, ...] = ()) -> Printer:
    return read_printer(made(cells, faults), ADDRESS)


def test_an_office_printer_is_read_whole() -> None:
    printer = read_printer(OFFICE_PRINTER, ADDRESS)
    assert printer.identity.model == "Examplar ColorWorks 500"
    assert (printer.identity.serial_number, printer.identity.mac_address) == (
        "EX8K000417",
        "02:00:5e:10:00:07",
    )
    assert (printer.status, printer.detected_errors, printer.console) == ("idle", ("lowToner",), ("Ready",))
    assert printer.life_count == LifeCount(41250, "impressions")
    assert [(s.colorant, s.level.percent_left) for s in printer.supplies] == [
        ("black", 20),
        ("cyan", 40),
        ("magenta", 60),
        ("yellow", 80),
    ]
    assert printer.input_trays[0].level == Level("sheets", -3, 250, "some_left")
    assert printer.output_bins[0].level == Level("sheets", -2, 100, "unknown")
    assert printer.covers[0].status == "coverClosed"
    assert printer.state_reasons == ("toner-low-warning",)
    assert printer.flags == ()


@pytest.mark.parametrize(
    ("unit", "level", "maximum", "state", "percent"),
    [
        (IMPRESSIONS, 50, 200, "measured", 25),
        (IMPRESSIONS, 0, 200, "measured", 0),
        (IMPRESSIONS, 1, 10_000, "measured", 1),  # something is left
        (IMPRESSIONS, 9_999, 10_000, "measured", 100),
        (IMPRESSIONS, 290, 100, "measured", 100),
        (IMPRESSIONS, 50, 0, "measured", None),
        (IMPRESSIONS, 50, -2, "measured", None),
        (IMPRESSIONS, 50, None, "measured", None),
        (IMPRESSIONS, -1, 200, "unrestricted", None),
        (IMPRESSIONS, -2, -2, "unknown", None),
        (IMPRESSIONS, -3, 200, "some_left", None),
        (IMPRESSIONS, -3, -2, "some_left", None),
        (IMPRESSIONS, -100, 200, "unknown", None),
        (IMPRESSIONS, None, 200, "unknown", None),
        (PERCENT, 40, -2, "measured", 40),
        (PERCENT, 40, 0, "measured", 40),
        (PERCENT, 40, None, "measured", 40),
        (PERCENT, 40, 50, "measured", 80),
        (PERCENT, 150, -2, "measured", 100),
        (PERCENT, -3, 100, "some_left", None),
        (None, 40, -2, "measured", None),
        (None, 40, 80, "measured", 50),
    ],
)
def test_a_percent_is_told_only_where_it_is_true(
    unit: int | None, level: int | None, maximum: int | None, state: str, percent: int | None
) -> None:
    read_level = supply_level(unit, level, maximum)
    assert (read_level.level, read_level.max_capacity) == (level, maximum)
    assert (read_level.state, read_level.percent_left) == (state, percent)


@pytest.mark.parametrize(
    ("level", "maximum", "flagged"), [(100, 100, False), (290, 100, True), (9, -2, False)]
)
def test_more_than_full_is_flagged(level: int, maximum: int, flagged: bool) -> None:
    printer = read(
        {
            (objects.PRT_MARKER_SUPPLIES_LEVEL, (1, 1)): level,
            (objects.PRT_MARKER_SUPPLIES_MAX_CAPACITY, (1, 1)): maximum,
        }
    )
    assert ("percent_over_100" in printer.flags) is flagged


def supplies(cells: Cells) -> list[tuple[int, str | None, str | None, int | None]]:
    return [(s.index, s.description, s.colorant, s.level.level) for s in read(cells).supplies]


def colorant_of(row: int, colorant: int) -> Cells:
    return {(objects.PRT_MARKER_SUPPLIES_COLORANT_INDEX, (1, row)): colorant}


DESCRIPTION, SUPPLY_LEVEL = objects.PRT_MARKER_SUPPLIES_DESCRIPTION, objects.PRT_MARKER_SUPPLIES_LEVEL
BLACK: Cells = {(objects.PRT_MARKER_COLORANT_VALUE, (1, 1)): b"Black"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, []),
        ({(SUPPLY_LEVEL, (1, 2)): 5}, [(2, None, None, 5)]),
        ({(DESCRIPTION, (1, 22)): b"Feed roll"}, [(22, "Feed roll", None, None)]),
        (
            {(SUPPLY_LEVEL, (1, 30)): 5, (SUPPLY_LEVEL, (1, 2)): 7, (DESCRIPTION, (1, 2)): b"Drum"},
            [(2, "Drum", None, 7), (30, None, None, 5)],
        ),
        (
            BLACK
            | colorant_of(1, 1)
            | colorant_of(2, 1)
            | {(DESCRIPTION, (1, 1)): b"Toner", (DESCRIPTION, (1, 2)): b"Toner"},
            [(1, "Toner", "black", None), (2, "Toner", "black", None)],
        ),
        (BLACK | colorant_of(4, 0), [(4, None, None, None)]),
        (BLACK | colorant_of(4, 9), [(4, None, None, None)]),
        (BLACK | colorant_of(4, -2), [(4, None, None, None)]),
        # The hrDeviceIndex is missing in both tables, in one, or in the other.
        (
            {
                (SUPPLY_LEVEL, (1,)): 5,
                (objects.PRT_MARKER_SUPPLIES_COLORANT_INDEX, (1,)): 1,
                (objects.PRT_MARKER_COLORANT_VALUE, (1,)): b"cyan",
            },
            [(1, None, "cyan", 5)],
        ),
        (BLACK | {(objects.PRT_MARKER_SUPPLIES_COLORANT_INDEX, (3,)): 1}, [(3, None, "black", None)]),
        (colorant_of(3, 1) | {(objects.PRT_MARKER_COLORANT_VALUE, (1,)): b"cyan"}, [(3, None, "cyan", None)]),
        # A number where a text belongs, and a text where a number belongs, are not read.
        ({(DESCRIPTION, (1, 1)): 7, (SUPPLY_LEVEL, (1, 2)): b"7"}, []),
    ],
)
def test_supplies_are_joined_by_their_indexes(
    cells: Cells, expected: list[tuple[int, str | None, str | None, int | None]]
) -> None:
    assert supplies(cells) == expected


def test_a_supply_keeps_its_raw_numbers_and_gets_the_labels_of_the_standard() -> None:
    columns = objects.SUPPLIES.columns[:4] + objects.SUPPLIES.columns[5:8]
    cells: Cells = {
        (column, (1, 1)): value for column, value in zip(columns, (1, 0, 4, 4, 99, -2, -3), strict=True)
    }
    assert read(cells).supplies == (
        Supply(1, 1, "receptacle", "wasteToner", None, None, Level("other(99)", -3, -2, "some_left")),
    )


@pytest.mark.parametrize(
    ("octets", "errors"),
    [
        (b"", ()),
        (b"\0", ()),
        (b" ", ("lowToner",)),  # 0x20 is an ASCII space and means it
        (b"\x80", ("lowPaper",)),
        (b"\0\x80", ("inputTrayMissing",)),
        (b"\x01\x02", ("serviceRequested", "overduePreventMaint")),
        (b"\0\x01", ()),  # the standard has fifteen bits
        (b"\x40\0\xff\xff", ("noPaper",)),
    ],
)
def test_error_bits_begin_at_the_top_of_the_first_octet(octets: bytes, errors: tuple[str, ...]) -> None:
    assert read({(objects.HR_PRINTER_DETECTED_ERROR_STATE, (1,)): octets}).detected_errors == errors


@pytest.mark.parametrize(("number", "status"), [(3, "idle"), (4, "printing"), (5, "warmup"), (9, "other(9)")])
def test_the_status_is_that_of_the_printers_own_row(number: int, status: str) -> None:
    assert read({(objects.HR_PRINTER_STATUS, (7,)): number}).status == status
    assert read({}).status == "unknown"


def test_a_negative_count_is_unread_and_the_first_marker_with_a_count_has_the_life_count() -> None:
    life, unit = objects.PRT_MARKER_LIFE_COUNT, objects.PRT_MARKER_COUNTER_UNIT
    printer = read({(life, (1, 1)): -4, (life, (1, 2)): 0, (unit, (1, 2)): 8})
    assert printer.markers == (Marker(1, None, None, None), Marker(2, None, LifeCount(0, "sheets"), None))
    assert printer.life_count == LifeCount(0, "sheets")


def alert(row: int, code: int, severity: int, group: int = 5, text: bytes = b"") -> Cells:
    return {
        (objects.PRT_ALERT_CODE, (1, row)): code,
        (objects.PRT_ALERT_SEVERITY_LEVEL, (1, row)): severity,
        (objects.PRT_ALERT_GROUP, (1, row)): group,
        (objects.PRT_ALERT_DESCRIPTION, (1, row)): text,
    }


@pytest.mark.parametrize(
    ("cells", "reasons"),
    [
        (alert(1, 0, 0, 0, b"Sleep"), [None]),
        (alert(1, 1, 1, 5, b"Idle"), [None]),
        (alert(2, 503, 4) | alert(23, 1001, 5, 10), [None, None]),
        (alert(3, 8, 3, 13), ["media-jam-error"]),  # no text, and still a jam
        (alert(4, 1104, 4, 11) | alert(5, 1101, 3, 11), ["toner-low-warning", "toner-empty-error"]),
    ],
)
def test_pseudo_alerts_stay_as_rows_without_a_reason(cells: Cells, reasons: list[str | None]) -> None:
    printer = read(cells)
    assert [row.reason for row in printer.alerts] == reasons
    assert list(printer.state_reasons) == [reason for reason in reasons if reason]


def test_an_alert_without_a_code_is_a_row_all_the_same() -> None:
    assert read({(objects.PRT_ALERT_DESCRIPTION, (1, 7)): b"Paper?"}).alerts == (
        Alert(None, None, None, None, None, None, "Paper?", None),
    )


def test_errors_and_alerts_make_one_list_of_reasons_with_the_worst_severity() -> None:
    walk = merged(
        made({(objects.HR_PRINTER_DETECTED_ERROR_STATE, (1,)): b"\x30"}),
        made(alert(1, 1104, 4, 11) | alert(2, 18, 3, 6)),
    )
    printer = read_printer(walk, ADDRESS)
    assert printer.state_reasons == ("toner-low-warning", "toner-empty-error", "cover-open-error")


def test_blank_lines_of_the_panel_are_no_lines() -> None:
    line = objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT
    lines: Cells = {
        (line, (1, 1)): b"  Ready ",
        (line, (1, 2)): b" \0",
        (line, (1, 3)): b"",
        (line, (1, 4)): b"Low",
    }
    assert read(lines).console == ("Ready", "Low")


@pytest.mark.parametrize("fault", ["non_increasing", "endless_table", "nonsense"])
def test_a_device_that_breaks_the_protocol_is_flagged(fault: str) -> None:
    assert "nonsense_answers" in read({}, (fault,)).flags
    assert "nonsense_answers" not in read({}, ("timeout",)).flags


def test_a_printer_without_supplies_or_trays_has_none() -> None:
    walk = without(OFFICE_PRINTER, (*objects.PRINTER_MIB, 8), (*objects.PRINTER_MIB, 11))
    printer = read_printer(walk, ADDRESS)
    assert (printer.supplies, printer.input_trays) == ((), ())
