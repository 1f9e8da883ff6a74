"""An agent that answers for several printers: the rows of one, and a word of the others."""

from __future__ import annotations

import pytest

from agent.core.interpretation import read_printer
from agent.core.interpretation.device_rows import FLAG
from agent.core.messages import flags
from agent.core.mib import objects
from agent.core.model.walk import Oid, Varbind, Walk
from tests.support.made_printers import ADDRESS, OFFICE_PRINTER, answering, converse, made, merged, without

TABLES = (
    *(
        objects.PRT_COVER_STATUS,
        objects.PRT_INPUT_NAME,
        objects.PRT_OUTPUT_NAME,
        objects.PRT_MARKER_LIFE_COUNT,
    ),
    *(
        objects.PRT_MARKER_SUPPLIES_LEVEL,
        objects.PRT_MARKER_COLORANT_VALUE,
        objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT,
    ),
    objects.PRT_ALERT_CODE,
)
ENTRIES = {oid[: len(objects.PRINTER_MIB) + 1] for oid in TABLES}


def at_device(walk: Walk, index: int) -> Walk:
    """Return the walk of a printer with another hrDeviceIndex."""
    general, hosts = (
        objects.PRT_GENERAL_SERIAL_NUMBER[:-1],
        (objects.HR_DEVICE_DESCR, objects.HR_PRINTER_STATUS),
    )

    def moved(oid: Oid) -> Oid:
        if oid[: len(general)] == general or oid[:-1] in {*hosts, objects.HR_PRINTER_DETECTED_ERROR_STATE}:
            return (*oid[:-1], index)
        if oid[: len(objects.PRINTER_MIB)] == objects.PRINTER_MIB:
            return (*oid[:-2], index, oid[-1])
        return oid

    return Walk(Varbind(moved(v.oid), v.tag, v.value) for v in walk)


OTHER_SERIAL = made({(objects.PRT_GENERAL_SERIAL_NUMBER, (1,)): b"OTHER00002"})
OTHER_COUNT = made({(objects.PRT_MARKER_LIFE_COUNT, (1, 1)): 777})
SECOND = at_device(merged(OFFICE_PRINTER, merged(OTHER_SERIAL, OTHER_COUNT)), 2)
ALONE = read_printer(converse(answering(OFFICE_PRINTER)).walk, ADDRESS)


def test_a_second_printer_adds_nothing_to_the_first_but_a_flag() -> None:
    both = read_printer(converse(answering(merged(OFFICE_PRINTER, SECOND))).walk, ADDRESS)
    assert both.flags == (FLAG,)
    assert (both.identity, both.markers, both.supplies) == (ALONE.identity, ALONE.markers, ALONE.supplies)
    assert (both.input_trays, both.output_bins, both.covers) == (
        ALONE.input_trays,
        ALONE.output_bins,
        ALONE.covers,
    )
    assert (both.alerts, both.console, both.status) == (ALONE.alerts, ALONE.console, ALONE.status)


def test_three_printers_are_told_by_one_flag() -> None:
    walk = merged(merged(OFFICE_PRINTER, SECOND), at_device(OFFICE_PRINTER, 5))
    printer = read_printer(walk, ADDRESS)
    assert (printer.flags, len(printer.supplies)) == ((FLAG,), 4)


def test_a_first_printer_without_rows_of_its_own_gets_none_of_the_seconds() -> None:
    bare = without(OFFICE_PRINTER, objects.PRT_GENERAL_SERIAL_NUMBER)
    assert read_printer(merged(bare, SECOND), ADDRESS).identity.serial_number is None


@pytest.mark.parametrize("index", [0, 2, 7, 33])
def test_one_printer_under_any_index_is_one_printer(index: int) -> None:
    moved = read_printer(converse(answering(at_device(OFFICE_PRINTER, index))).walk, ADDRESS)
    assert moved.flags == ()
    assert (moved.supplies, moved.markers) == (ALONE.supplies, ALONE.markers)


@pytest.mark.parametrize("entry", sorted(ENTRIES))
def test_a_table_that_counts_devices_otherwise_is_the_same_printers(entry: Oid) -> None:
    walk = Walk(
        Varbind((*v.oid[:-2], 0, v.oid[-1]) if v.oid[: len(entry)] == entry else v.oid, v.tag, v.value)
        for v in OFFICE_PRINTER
    )
    printer = read_printer(walk, ADDRESS)
    assert (printer.flags, len(printer.supplies), len(printer.markers)) == ((), 4, 1)
    assert [s.colorant for s in printer.supplies] == [s.colorant for s in ALONE.supplies]


def test_rows_without_a_device_index_are_the_printers() -> None:
    cells: dict[tuple[Oid, Oid], int | bytes | Oid] = {
        (objects.PRT_MARKER_SUPPLIES_LEVEL, (row,)): 40 for row in (1, 2, 3)
    }
    printer = read_printer(made(cells), ADDRESS)
    assert (len(printer.supplies), printer.flags) == (3, ())


def test_people_are_told_what_the_flag_means() -> None:
    assert flags.flag(FLAG) == "Several printers are connected to it; only the first one is read."
