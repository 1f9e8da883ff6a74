"""Devices that were read wrongly once, served on loopback and read through every engine.

The recordings are not part of this project; where their folder is absent there is nothing to read. Made-up
devices of the same kinds stand in the tests of each kind.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.discovery.sweep import Found
from agent.core.model.access import Endpoint, Secret
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.reporting.meters_csv import rows_of
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge.snmp import open_session
from agent.edge.snmp.ask import ask
from agent.jobs.read_device import Reader, read_device
from tests.support.documents import Document, part
from tests.support.recording import parse_recording
from tests.support.snmp_asking import every_engine

if TYPE_CHECKING:
    from agent.core.model.printer import Printer, Reading

CASES = Path(__file__).parents[4] / "shared" / "cases" / "printers"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the folder of cases is not here")

TIMEOUT = 0.5  # seconds; four tries wait eight times as long, and one device is silent in a context
NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@cache
def reading(case: str, engine: str) -> Reading:
    """Return the reading of one recording, over UDP."""
    (file,) = CASES.glob(f"{case}-*.snmprec")
    walk = parse_recording(file.read_bytes().decode("latin-1"))
    reader = Reader(lambda at, by: open_session(at, by, engine), ask, lambda: NOW, TIMEOUT)
    with serve([SimulatedAgent(walk, Endpoint("127.0.0.1", 0))]) as (agent,):
        outcome = read_device(Found(agent.endpoint, "2c", Secret("public")), reader)
    assert outcome.reading is not None
    assert outcome.reading.read_status == "ok"
    return outcome.reading


def printer(case: str, engine: str) -> Printer:
    return reading(case, engine).printer


def row_of(case: str, engine: str) -> Document:
    """Return the row of meters.csv."""
    report = {"printers": [printer_entry(reading(case, engine), "id", ())]}
    return next(rows_of(part(report)))


def colours(one: Printer) -> list[tuple[str | None, str | None, int | None]]:
    return [(s.type, s.colorant, s.level.percent_left) for s in one.supplies]


@every_engine
def test_01_colours_that_stand_in_descriptions_alone(engine: str) -> None:
    assert colours(printer("01", engine)) == [
        ("ink", "black", 45),
        ("ink", "yellow", 70),
        ("ink", "cyan", 50),
        ("ink", "magenta", 10),
    ]
    row = row_of("01", engine)
    assert [row[name] for name in ("BlackPct", "CyanPct", "MagentaPct", "YellowPct")] == [45, 50, 10, 70]


@every_engine
def test_02_texts_behind_a_symbol_set(engine: str) -> None:
    identity = printer("02", engine).identity
    assert (identity.serial_number, identity.firmware) == ("MY0TEST123", "AMS_01_02_00.1")
    assert (identity.manufacturer, identity.model) == ("HP", "Designjet Z5200 PS")


@every_engine
def test_05_two_part_numbers_in_one_description(engine: str) -> None:
    fuser = printer("05", engine).supplies[5]
    assert fuser.description == "Fuser/Belt Cleaner Assembly, Phaser 7500"
    assert fuser.part_number == "115R00061, 115R00062"
    assert [s.part_number for s in printer("05", engine).supplies[:2]] == ["106R01443", "106R01444"]


@every_engine
def test_15_a_serial_number_under_another_makers_object(engine: str) -> None:
    identity = printer("15", engine).identity
    assert (identity.serial_number, identity.serial_number_source) == ("TESTM40001", "vendor:hp")
    assert (identity.manufacturer, identity.model) == ("Epson", "AL-M4000")


@every_engine
def test_33_a_model_before_its_firmware(engine: str) -> None:
    one = printer("33", engine)
    assert one.identity.model == "LBP712Cx"
    assert [left for _, _, left in colours(one)] == [51, 4, 31, 32, None]


@every_engine
def test_44_of_two_printers_behind_one_address_one_is_read_and_the_other_told(engine: str) -> None:
    one = printer("44", engine)
    assert (one.identity.serial_number, one.identity.model) == ("SERIAL0001", "LaserJet 4000 Series")
    assert [m.life_count.value for m in one.markers if m.life_count] == [1111]
    assert colours(one) == [("toner", "black", 30)]
    assert one.flags == ("several_printers",)


@every_engine
def test_45_ink_of_a_tank_is_no_toner(engine: str) -> None:
    assert colours(printer("45", engine)) == [
        ("ink", "black", 98),
        ("ink", "cyan", 97),
        ("ink", "magenta", 97),
        ("ink", "yellow", 95),
    ]


@every_engine
def test_46_the_word_null_is_no_value(engine: str) -> None:
    one = printer("46", engine)
    identity = one.identity
    assert (identity.firmware, identity.serial_number) == ("1.12", "T9TEST00046")
    assert (identity.host_name, one.flags) == ("RNP90E0F7", ())
