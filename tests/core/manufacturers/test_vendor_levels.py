"""Levels, texts and identities that only a maker's own objects tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.identification.catalog import NO_VENDOR, vendor_of
from agent.core.identification.makers import VENDORS
from agent.core.interpretation import read_printer
from agent.core.interpretation.supply_texts import split_description
from agent.core.manufacturers.brother import records
from agent.core.mib import objects
from agent.core.model.walk import Walk, parse_oid
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from tests.support.made_makers import BROTHER_INFO, MADE, RICOH, blob, device, old_blob, with_supplies
from tests.support.made_printers import ADDRESS, OFFICE_PRINTER, answering, converse, made, merged

if TYPE_CHECKING:
    from agent.core.model.printer import Printer
    from tests.support.made_printers import Device

TONER, OPC, WASTE = 3, 9, 4


def read(walk: Walk) -> Printer:
    return read_printer(converse(answering(walk)).walk, ADDRESS)


def levels(printer: Printer) -> list[tuple[str | None, str | None, str, int | None, str]]:
    return [
        (s.type, s.colorant, s.level.state, s.level.percent_left, s.level.source) for s in printer.supplies
    ]


BROTHER = "vendor:brother"


def test_the_makers_percent_stands_where_the_standard_table_has_no_number() -> None:
    rows = [
        (TONER, "black", -2, -3),
        (TONER, "cyan", -2, -2),
        (TONER, "magenta", -2, -3),
        (OPC, "", 100, 30),
        (WASTE, "", -2, -3),
    ]
    printer = read(with_supplies(MADE["brother"], rows))
    assert levels(printer) == [
        ("toner", "black", "measured", 42, BROTHER),
        ("toner", "cyan", "measured", 9, BROTHER),
        ("toner", "magenta", "some_left", None, "standard"),  # the maker has no record of it either
        ("opc", None, "measured", 30, "standard"),  # what the standard measures counts
        ("wasteToner", None, "some_left", None, "standard"),
    ]
    assert (printer.supplies[0].level.level, printer.supplies[0].level.max_capacity) == (-3, -2)


def test_the_only_toner_of_a_printer_needs_no_colorant() -> None:
    printer = read(with_supplies(MADE["brother"], [(TONER, "", -2, -3)]))
    assert levels(printer) == [("toner", None, "measured", 42, BROTHER)]


def test_a_receptacle_never_takes_the_percent_of_what_is_in_it() -> None:
    receptacle = made({(objects.PRT_MARKER_SUPPLIES_CLASS, (1, 1)): 4})
    printer = read(merged(with_supplies(MADE["brother"], [(TONER, "", -2, -3)]), receptacle))
    assert [s.level.percent_left for s in printer.supplies] == [None]


def test_two_black_toners_share_no_percent() -> None:
    printer = read(with_supplies(MADE["brother"], [(TONER, "black", -2, -3)] * 2))
    assert [s.level.percent_left for s in printer.supplies] == [None, None]


def test_without_a_standard_table_the_makers_levels_are_the_supplies() -> None:
    assert levels(read(MADE["brother"])) == [
        ("toner", "black", "measured", 42, BROTHER),
        ("toner", "cyan", "measured", 9, BROTHER),
        ("opc", "black", "measured", 51, BROTHER),
        ("transferUnit", None, "measured", 90, BROTHER),
    ]


def ink_model(maintenance: bytes) -> Walk:
    device_id = {"2435.2.3.9.1.1.7.0": "MFG:Brother;MDL:DCP-J000W;"}
    return device("2435.2.3.9.1", {**device_id, f"{BROTHER_INFO}.8.0": maintenance})


@pytest.mark.parametrize(
    ("maintenance", "expected"),
    [
        (old_blob((0x6F, 20), (0x70, 10), (0x72, 0)), [("black", 100), ("cyan", 50), ("yellow", 0)]),
        (blob((0x81, 80), (0x41, 9300)), [("black", 80)]),  # an ink model has no drum
        (blob((0x81, 80), (0x6F, 7100)), [("black", 71)]),  # the exact one before the one in steps
        (blob((0x6F, 10001)), []),
        (blob((0x6F, 10_000), (0x70, 1), (0x71, 0)), [("black", 100), ("cyan", 1), ("magenta", 0)]),
        (b"\x6f\x01\x01\x03\xff", []),  # a status
        (b"\xff", []),
    ],
)
def test_both_layouts_of_a_blob_are_read(maintenance: bytes, expected: list[tuple[str, int]]) -> None:
    printer = read(ink_model(maintenance))
    assert [(s.colorant, s.level.percent_left) for s in printer.supplies] == expected
    assert {s.type for s in printer.supplies} <= {"ink"}


def test_a_record_may_have_the_number_of_the_end() -> None:
    assert records(b"\xff\x01\x01\x05\xff") == {0xFF: b"\x05"}


def test_a_toner_near_its_end_without_a_number_is_a_reason_and_no_percent() -> None:
    rows = [(TONER, "black", 100, -3), (TONER, "cyan", 100, -3), (TONER, "yellow", 100, -2)]
    printer = read(with_supplies(MADE["ricoh"], rows))
    assert levels(printer) == [
        ("toner", "black", "measured", 70, "vendor:ricoh"),
        ("toner", "cyan", "some_left", None, "vendor:ricoh"),
        ("toner", "yellow", "unknown", None, "standard"),
    ]
    assert printer.state_reasons == ("toner-low-warning",)


@pytest.mark.parametrize("level", [-2, -3, 101, -99])
def test_odd_numbers_of_a_private_level_are_no_percent(level: int) -> None:
    names: dict[str, int | str | bytes] = {f"{RICOH}.24.1.1.2.1": "Black Toner", f"{RICOH}.24.1.1.5.1": level}
    printer = read(with_supplies(device("367.1.1", names), [(TONER, "black", 100, -3)]))
    assert levels(printer) == [("toner", "black", "some_left", None, "standard")]


@pytest.mark.parametrize(
    ("maximum", "level", "percent", "source"),
    [
        (-2, 75, 75, "vendor:sharp"),
        (-2, 0, 0, "vendor:sharp"),
        (-2, 101, None, "standard"),
        (-2, -2, None, "standard"),
        (200, 50, 25, "standard"),
        (-1, 50, None, "standard"),
    ],
)
def test_a_level_beside_an_unknown_maximum_is_a_percent_with_one_maker_alone(
    maximum: int, level: int, percent: int | None, source: str
) -> None:
    supplies = [(TONER, "black", maximum, level)]
    ours = read(with_supplies(MADE["sharp"], supplies)).supplies[0].level
    assert (ours.percent_left, ours.source) == (percent, source)
    other = read(with_supplies(MADE["hp"], supplies)).supplies[0].level
    assert other.percent_left == (25 if maximum == 200 else None)


@pytest.mark.parametrize(
    ("text", "description", "part", "serial"),
    [
        ("Black Toner S/N:CRUM-00A0000", "Black Toner", None, "CRUM-00A0000"),
        ("Fuser S/N:", "Fuser", None, None),
        ("Black Toner S/N:CRUM-", "Black Toner", None, None),
        ("Cyan Toner Cartridge, PN 000R00000", "Cyan Toner Cartridge", "000R00000", None),
        ("Drum;SN0A0000A0A00A", "Drum", None, "0A0000A0A00A"),
        ("Drum, PN 000R00000, SN 1234567", "Drum", "000R00000", "1234567"),
        ("Drum;SN:1234567;PN:000R00000", "Drum", "000R00000", "1234567"),
        # Several marks of a kind, their voltages, brackets, other words and languages.
        ("Fuser,P/N 000R00061(110V)/ P/N 000R00062(220V)", "Fuser", "000R00061, 000R00062", None),
        ("Toner PN 00A5849, PN 00A5850", "Toner", "00A5849, 00A5850", None),
        ("Kit P/N 40X0070 (110 V), P/N 40X0071 (220 V)", "Kit", "40X0070, 40X0071", None),
        ("Drum (P/N 000R00061)", "Drum", "000R00061", None),
        ("Drum [PN: 000R00061]", "Drum", "000R00061", None),
        ("Drum, P/N 000R00662 (all colors)", "Drum (all colors)", "000R00662", None),
        ("Ink P/N T0444/T0454", "Ink", "T0444/T0454", None),
        ("Toner, Part Number: 000R04347, S/N: unknown", "Toner", "000R04347", None),
        ("Toner Schwarz, Teilenummer 841000", "Toner Schwarz", "841000", None),
        ("Toner, Bestell-Nr. 841000; Seriennummer AB00001", "Toner", "841000", "AB00001"),
        ("Tambour, réf. 841000, N° de série: AB00001", "Tambour", "841000", "AB00001"),
        ("Tambor, número de pieza 841000", "Tambor", "841000", None),
        ("Tamburo, codice articolo 841000, matricola AB00001", "Tamburo", "841000", "AB00001"),
        ("Xerox® Toner™, P/N 000R04347", "Xerox Toner", "000R04347", None),
        ("Fuser, P/N 108R01148 (110V), 108R01149 (220V)", "Fuser", "108R01148, 108R01149", None),
        ("Fuser, P/N 108R01148 (110 V) / 108R01149 (220 V)", "Fuser", "108R01148, 108R01149", None),
        ("Fuser, P/N 108R01148 or 108R01149", "Fuser", "108R01148, 108R01149", None),
        ("Fuser PN 40X0070, 40X0071, 40X0072; new", "Fuser; new", "40X0070, 40X0071, 40X0072", None),
        ("Toner PN 40X0070, 5000 pages", "Toner, 5000 pages", "40X0070", None),
        ("Toner PN 40X0070, Black", "Toner, Black", "40X0070", None),
        ("Drum S/N AB 12 CD", "Drum", None, "AB 12 CD"),
        ("Drum S/N: 1234 5678 9012, Black", "Drum, Black", None, "1234 5678 9012"),
        ("Drum (S/N AB 12 CD)", "Drum", None, "AB 12 CD"),
        ("Drum S/N AB12 K", "Drum K", None, "AB12"),
        ("Drum S/N AB12345 PN 40X0070", "Drum", "40X0070", "AB12345"),
        ("Reference belt", "Reference belt", None, None),
        ("Snow white toner; snap-on cap", "Snow white toner; snap-on cap", None, None),
        ("SN12345", "SN12345", None, None),
        ("Toner", "Toner", None, None),
        (None, None, None, None),
    ],
)
def test_numbers_are_split_out_of_a_description(
    text: str | None, description: str | None, part: str | None, serial: str | None
) -> None:
    assert split_description(text) == (description, part, serial)


@pytest.mark.parametrize(
    ("maker", "serial", "source", "model", "firmware", "host_name"),
    [
        ("brother", "E70000A1N000001", "vendor:brother", "HL-L0000CDW", "Z1901010101", None),
        ("hp", "VNB0000001", "vendor:hp", "LaserJet M000dw", "20990101", None),
        ("kyocera", "VFX0000001", "vendor:kyocera", "ECOSYS M0000cidn", "2XX_2000.001.001", "KM000001"),
        ("ricoh", "G000M000001", "vendor:ricoh", "IM C0000", "1.05", "RNP000001"),
        ("konica_minolta", None, None, "bizhub C000i", None, None),
        ("sharp", None, None, "MX-0000N", None, None),
        ("canon", "XYZ00001", "vendor:canon", "iR-ADV C0000", "10.01", None),
        ("epson", "X3XX000001", "vendor:epson", "WF-C0000", "M002", None),
        ("xerox", "3TX000001", "vendor:xerox", "WorkCentre 0000", None, None),
        ("lexmark", "7529000001", "vendor:lexmark", "CX000de", "CXLBN.230.001", None),
        ("samsung", "Z0Z0BQAA000001", "sysDescr", "X0000 Series", "V1.0", None),
        ("oki", "AK00000001", "vendor:oki", "MC000", None, None),
        ("zebra", "D0J000000001", "vendor:zebra", "ZD000", "V00.20.01Z", "label-7"),
        ("pantum", "CM0A000001", "vendor:pantum", None, "1.9.0", None),
    ],
)
def test_a_maker_tells_who_its_printer_is(  # noqa: PLR0913, PLR0917 (one row of the table is one printer)
    maker: str,
    serial: str | None,
    source: str | None,
    model: str | None,
    firmware: str | None,
    host_name: str | None,
) -> None:
    identity = read(MADE[maker]).identity
    assert (identity.serial_number, identity.serial_number_source) == (serial, source)
    assert (identity.model, identity.firmware, identity.host_name) == (model, firmware, host_name)


@pytest.mark.parametrize(
    ("object_id", "sys_descr", "firmware"),
    [
        (
            "2001.1.1.1.1",
            "OKI OkiLAN 0000e Rev.00.69 PrintServer: Attached to MC000 Rev.07.87 : (c)",
            "07.87",
        ),
        ("641.1.1", "Lexmark CX000 version CXLBN.230.001 kernel 4.11 All-N-1", "CXLBN.230.001"),
        ("367.1.1", "SAVIN MP C0000 1.18 / SAVIN Network Printer C model", "1.18"),
        ("51966.2.6", "TTP000 Version: 7.02 EZD", "7.02"),
        ("51966.2.6", "TTP000", None),
    ],
)
def test_firmware_that_only_the_description_tells(
    object_id: str, sys_descr: str, firmware: str | None
) -> None:
    assert read(device(object_id, {}, sys_descr=sys_descr)).identity.firmware == firmware


def test_a_placeholder_in_the_makers_object_gives_way_to_the_standard_one() -> None:
    standard = made({(objects.PRT_GENERAL_SERIAL_NUMBER, (1,)): b"EX8K000417"})
    printer = read(merged(device("1347.41", {"1347.43.5.1.1.28.1": "XXXXXXXXXX"}), standard))
    assert printer.identity.serial_number_source == "prtGeneralSerialNumber"
    assert "placeholder_serial" in printer.flags


def test_a_network_cards_serial_number_is_not_the_printers() -> None:
    printer = read(device("683.6.0", {"683.1.5.0": "CARD00001"}, sys_descr="ZebraNet Wired PS"))
    assert printer.identity.serial_number is None


def test_a_printed_length_is_an_engine_life() -> None:
    life = read(MADE["zebra"]).life_count
    assert life is not None
    assert (life.value, life.unit) == (1_920_000, "tenThousandthsOfInches")


@pytest.mark.parametrize(
    ("object_id", "device_id", "sys_descr", "name"),
    [
        ("1347.41", "", "", "kyocera"),
        ("11.2.3.9.1", "MFG:Brother;", "", "hp"),  # sysObjectID goes before the rest
        ("11.2.3.9", "", "", "hp"),
        ("11.7.1", "", "", ""),
        ("674.10898.100.1", "", "", "dell"),
        ("32473.1", "MFG:Hewlett-Packard;MDL:LaserJet 0;", "RICOH IM 0", "hp"),
        ("32473.1", "", "UTAX_TA Printing System", "kyocera"),
        ("32473.1", "", "LANIER MP 0", "ricoh"),
        ("32473.1", "", "Develop ineo 0", "konica_minolta"),
        ("32473.1", "", "Examplar", ""),
    ],
)
def test_a_makers_rows_are_found_by_number_then_device_id_then_text(
    object_id: str, device_id: str, sys_descr: str, name: str
) -> None:
    walk = made(
        {
            (objects.SYS_OBJECT_ID, (0,)): parse_oid("1.3.6.1.4.1." + object_id),
            (objects.PPM_PRINTER_IEEE1284_DEVICE_ID, (1,)): device_id.encode(),
            (objects.SYS_DESCR, (0,)): sys_descr.encode(),
        }
    )
    assert vendor_of(walk).name == name


def test_every_maker_has_a_printer_of_our_own_making_or_nothing_private() -> None:
    private = {vendor.name for vendor in VENDORS if vendor.instances or vendor.tables}
    assert private - set(MADE) == {"dell"}
    assert NO_VENDOR.instances == ()


@pytest.mark.parametrize("maker", MADE)
def test_private_objects_cost_three_datagrams_at_the_most(maker: str) -> None:
    alone = len(converse(answering(OFFICE_PRINTER)).questions)
    assert len(converse(answering(merged(OFFICE_PRINTER, MADE[maker]))).questions) <= alone + 3


def only_getnext(walk: Walk) -> Device:
    answer = answering(walk)
    return lambda question: (
        Failure(Fault.TIMEOUT) if question.kind is RequestKind.GETBULK else answer(question)
    )


def at_most_twenty_at_once(walk: Walk) -> Device:
    answer = answering(walk)

    def cut(question: Request) -> Answer:
        answered = answer(question)
        is_long = not isinstance(answered, Failure) and len(answered) > 20
        return Failure(Fault.TOO_BIG) if is_long else answered

    return cut


def silent_in_private(walk: Walk) -> Device:
    answer, enterprises = answering(walk), (1, 3, 6, 1, 4, 1)
    return lambda question: (
        Failure(Fault.TIMEOUT)
        if all(oid[:6] == enterprises and oid[6] != 2699 for oid in question.oids)
        else answer(question)
    )


@pytest.mark.parametrize("maker", MADE)
def test_the_makers_objects_are_read_from_every_kind_of_agent(maker: str) -> None:
    walk = merged(OFFICE_PRINTER, MADE[maker])
    best = read(walk)
    for asked in (
        converse(answering(walk, "1"), "1"),
        converse(only_getnext(walk)),
        converse(at_most_twenty_at_once(walk)),
    ):
        assert read_printer(asked.walk, ADDRESS) == best
        assert asked.walk.faults == ()


def test_a_device_that_can_not_bear_its_private_objects_loses_nothing_else() -> None:
    asked = converse(silent_in_private(merged(OFFICE_PRINTER, MADE["hp"])))
    printer = read_printer(asked.walk, ADDRESS)
    assert (len(printer.supplies), printer.counters, asked.walk.faults) == (4, None, ("timeout",))


@pytest.mark.parametrize("maker", MADE)
def test_nothing_private_is_asked_of_another_makers_printer(maker: str) -> None:
    own = MADE[maker].oids(objects.SYS_OBJECT_ID)[0,][:7]
    for question in converse(answering(OFFICE_PRINTER)).questions:
        assert not any(oid[:7] == own for oid in question.oids) or own[6] == 11
