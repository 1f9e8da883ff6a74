"""How large one device may make its entry of the report."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from agent.core.model.printer import (
    Alert,
    Cover,
    Identity,
    Level,
    LifeCount,
    Marker,
    Printer,
    Reading,
    Supply,
    Tray,
)
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_format.document import report_bytes
from agent.core.report_format.entry_size import MOST_OF_A_REPORT, within_a_report, within_limits
from tests.support.store_samples import NOW

ROWS = 255
LONG = "\N{PRINTER}" * 255  # four octets each
MOST = 64_000  # octets of an entry in meters.json, indented as it is written
LEVEL = Level("impressions", 2**31, 2**31, "measured", 100)
ANY = range(1, ROWS + 1)
CROWDED = Printer(
    Identity("S1", "sysDescr", "02:00:5e:10:00:07", LONG, LONG, LONG, LONG, "1.3", LONG, LONG, LONG),
    console=(LONG,) * ROWS,
    state_reasons=tuple(f"toner-low-warning-{row}" for row in ANY),
    markers=tuple(Marker(row, LONG, LifeCount(2**31, LONG), 2**31) for row in ANY),
    supplies=tuple(Supply(row, 1, LONG, LONG, LONG, LONG, LEVEL, LONG, LONG) for row in ANY),
    input_trays=tuple(Tray(row, LONG, LONG, LEVEL, LONG) for row in ANY),
    output_bins=tuple(Tray(row, LONG, LONG, LEVEL, LONG) for row in ANY),
    covers=tuple(Cover(row, LONG, LONG) for row in ANY),
    alerts=tuple(Alert(LONG, LONG, LONG, row, 1, LONG, LONG, LONG) for row in ANY),
)
# Many short rows weigh more by their names and indentation than by what they tell.
MANY = replace(
    CROWDED,
    console=("x",) * ROWS,
    markers=tuple(Marker(row, None, None, None) for row in ANY),
    supplies=tuple(
        Supply(row, None, None, None, None, None, Level(None, None, None, "unknown")) for row in ANY
    ),
    input_trays=tuple(Tray(row, None, None, Level(None, None, None, "unknown"), None) for row in ANY),
    output_bins=(),
    covers=tuple(Cover(row, None, None) for row in ANY),
    alerts=tuple(Alert(None, None, None, None, None, None, None, None) for row in ANY),
)
ORDINARY = replace(
    MANY,
    console=("Ready",),
    state_reasons=(),
    markers=MANY.markers[:1],
    supplies=MANY.supplies[:12],
    input_trays=MANY.input_trays[:6],
    covers=MANY.covers[:9],
    alerts=(),
)


@pytest.mark.parametrize("printer", [CROWDED, MANY])
def test_a_crowded_device_is_cut_to_what_a_report_has_room_for(printer: Printer) -> None:
    reading = within_limits(Reading(printer, NOW, "10.0.0.7", 161, "2c"))
    entry = printer_entry(reading, "d1", ())
    assert len(report_bytes({"printers": [entry]})) < MOST
    assert "entry_shortened" in entry["flags"]
    assert set(entry["cut"].values()) == {ROWS}
    kept = {name: getattr(reading.printer, name) for name in entry["cut"]}
    assert all(rows == getattr(printer, name)[: len(rows)] for name, rows in kept.items())


def test_an_ordinary_device_stays_as_it_is() -> None:
    reading = Reading(ORDINARY, NOW, "10.0.0.7", 161, "2c")
    assert within_limits(reading) is reading
    assert "cut" not in printer_entry(reading, "d1", ())


def test_a_report_of_many_crowded_devices_is_cut_where_it_is_longest() -> None:
    crowded = within_limits(Reading(CROWDED, NOW, "10.0.0.7", 161, "2c"))
    ordinary = Reading(ORDINARY, NOW, "10.0.0.8", 161, "2c")
    entries = [printer_entry(crowded, f"c{number}", ()) for number in range(300)]
    entries[7:7] = [printer_entry(ordinary, "d1", ())]
    fitting = within_a_report(entries)
    sizes = [len(json.dumps(entry, ensure_ascii=False).encode()) for entry in fitting]
    assert sum(sizes) <= MOST_OF_A_REPORT
    assert fitting[7] == entries[7]
    assert [entry["id"] for entry in fitting] == [entry["id"] for entry in entries]
    assert all(entry["cut"]["alerts"] == ROWS for entry in fitting if entry["id"] != "d1")


def test_a_report_that_fits_is_left_alone() -> None:
    entry = printer_entry(within_limits(Reading(CROWDED, NOW, "10.0.0.7", 161, "2c")), "d1", ())
    assert within_a_report([entry, entry]) == [entry, entry]
