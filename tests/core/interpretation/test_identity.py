"""Whether it is a printer, and which: serial number, model, maker, addresses, and how its texts are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.identification.brands import maker_of, without_brand
from agent.core.identification.device_id import ieee1284
from agent.core.identification.printer_descriptions import describes_printer
from agent.core.interpretation import read_printer
from agent.core.interpretation.identity import is_placeholder
from agent.core.mib import objects
from agent.core.model.walk import Oid, parse_oid
from agent.core.polling.first_answers import device_index, is_printer
from agent.core.polling.requests import RequestKind
from tests.support.made_printers import ADDRESS, answering, converse, made

if TYPE_CHECKING:
    from agent.core.model.printer import Identity

SERIAL, BOARD = (objects.PRT_GENERAL_SERIAL_NUMBER, (1,)), (objects.ENT_PHYSICAL_SERIAL_NUM, (1,))
DEVICE_ID, DESCR = (objects.PPM_PRINTER_IEEE1284_DEVICE_ID, ()), (objects.SYS_DESCR, (0,))
DEVICE, NAME = (objects.HR_DEVICE_DESCR, (1,)), (objects.PRT_GENERAL_PRINTER_NAME, (1,))
Cells = dict[tuple[Oid, Oid], int | bytes | Oid]


def identity(cells: Cells, address: str = ADDRESS) -> Identity:
    return read_printer(made(cells), address).identity


@pytest.mark.parametrize(
    ("cells", "serial", "source", "flagged"),
    [
        ({}, None, None, False),
        ({SERIAL: b"EX8K000417", BOARD: b"NIC0001"}, "EX8K000417", "prtGeneralSerialNumber", False),
        ({SERIAL: b" EX8K000417 \0"}, "EX8K000417", "prtGeneralSerialNumber", False),
        ({SERIAL: b"\x01\x15EX8K000417"}, "EX8K000417", "prtGeneralSerialNumber", False),
        ({SERIAL: b"0012345"}, "0012345", "prtGeneralSerialNumber", False),
        ({SERIAL: b"", BOARD: b"EX0002"}, "EX0002", "entPhysicalSerialNum", False),
        ({SERIAL: b"XXXXXXXXXX", BOARD: b"EX0002"}, "EX0002", "entPhysicalSerialNum", True),
        ({SERIAL: b"1234567890000"}, None, None, True),
        ({SERIAL: b"0000", DEVICE_ID: b"MFG:Examplar;SN:EX0003;"}, "EX0003", "ieee1284DeviceId", True),
        ({DEVICE_ID: b"MFG:Examplar;SERN:EX0004;"}, "EX0004", "ieee1284DeviceId", False),
        ({DESCR: b"Laser 7;Engine 1.2;S/N EX0005"}, "EX0005", "sysDescr", False),
        ({DESCR: b"Laser 7,SN:EX0006,FN:1"}, "EX0006", "sysDescr", False),
        ({DESCR: b"Laser 7;NIC ;S/N"}, None, None, False),
        ({DESCR: b"Laser 7, design:modern"}, None, None, False),
    ],
)
def test_the_serial_number_comes_from_the_best_object_that_has_one(
    cells: Cells, serial: str | None, source: str | None, flagged: bool
) -> None:
    printer = read_printer(made(cells), ADDRESS)
    assert (printer.identity.serial_number, printer.identity.serial_number_source) == (serial, source)
    assert ("placeholder_serial" in printer.flags) is flagged


@pytest.mark.parametrize(
    "text", ["", "  ", "N/A", "none", "0000000", "abc", "Serial cannot be read", "-----"]
)
def test_what_can_not_be_a_serial_number_is_known(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    ("cells", "manufacturer", "model"),
    [
        ({DEVICE: b"Brother HL-0000 series"}, "Brother", "HL-0000 series"),
        ({DEVICE: b"HP LaserJet 0000", NAME: b"front desk"}, "HP", "LaserJet 0000"),
        ({DEVICE_ID: b"MFG:Hewlett-Packard;MDL:LaserJet 0000;CLS:PRINTER;"}, "HP", "LaserJet 0000"),
        ({DEVICE_ID: b"MANUFACTURER:Examplar;MODEL:CW 5;"}, "Examplar", "CW 5"),
        ({NAME: b"CW 5"}, None, "CW 5"),
        ({DEVICE: b"P-0000DN", DESCR: b"TA_UTAX Printing System"}, "UTAX", "P-0000DN"),
        ({DEVICE: b"", NAME: b"CW 5"}, None, "CW 5"),
        ({DESCR: b"Examplar print server"}, None, None),
    ],
)
def test_the_maker_is_said_once_and_not_before_the_model(
    cells: Cells, manufacturer: str | None, model: str | None
) -> None:
    read = identity(cells)
    assert (read.manufacturer, read.model) == (manufacturer, model)


@pytest.mark.parametrize(
    ("text", "enterprise", "maker"),
    [
        ("KYOCERA Document Solutions Printing System", "1347.41", "Kyocera"),
        ("UTAX_TA Printing System", "1347.41", "UTAX"),
        ("TA_UTAX Printing System", "1347.41", "UTAX"),
        ("SAVIN MP 0000 1.18 / SAVIN Network Printer C model", "367.1.1", "Savin"),
        ("Develop ineo 0000", "18334.1.2.1.2.1", "Develop"),
        ("FUJI XEROX ApeosPort 0000", "297.1.11.93.1", "Fujifilm"),
        ("Dell Laser Printer 0000", "641.1", "Dell"),
        ("P-0000DN", "1347.41", "Kyocera"),
        ("Okinawa office", "9.1", None),
        ("", "2435.2.3.9.1", "Brother"),
        (None, "32473.1", None),
    ],
)
def test_the_brand_goes_before_the_builders_number(
    text: str | None, enterprise: str, maker: str | None
) -> None:
    found = maker_of((text,), parse_oid("1.3.6.1.4.1." + enterprise))
    assert (found.name if found else None) == maker


@pytest.mark.parametrize(
    ("model", "rest"), [("Canon LBP0000", "LBP0000"), ("Canon", "Canon"), ("Canonical 7", "Canonical 7")]
)
def test_a_brand_is_cut_only_where_a_model_follows(model: str, rest: str) -> None:
    assert without_brand(model, maker_of(("canon",), None)) == rest


def test_a_device_id_is_read_by_its_keys() -> None:
    assert ieee1284("MFG:Ex;MODEL: CW 5 ; sern:1;;COMMENT;URL:a:b;") == {
        "MFG": "Ex",
        "MDL": "CW 5",
        "SN": "1",
        "URL": "a:b",
    }
    assert ieee1284(None) == {}


MAC, KIND, OWN = objects.IF_PHYS_ADDRESS, objects.IF_TYPE, (objects.IP_AD_ENT_IF_INDEX, (192, 0, 2, 7))
ONE, TWO = bytes.fromhex("02005e100001"), bytes.fromhex("02005e100002")


@pytest.mark.parametrize(
    ("cells", "address", "mac"),
    [
        ({}, ADDRESS, None),
        ({(MAC, (1,)): ONE, (MAC, (2,)): TWO, OWN: 2}, ADDRESS, "02:00:5e:10:00:02"),
        ({(MAC, (1,)): ONE, (MAC, (2,)): TWO}, ADDRESS, "02:00:5e:10:00:01"),
        ({(MAC, (1,)): ONE, (MAC, (2,)): TWO, OWN: 9}, "2001:db8::7", "02:00:5e:10:00:01"),
        ({(MAC, (1,)): ONE, (KIND, (1,)): 24, (MAC, (2,)): TWO}, ADDRESS, "02:00:5e:10:00:02"),
        ({(MAC, (1,)): bytes(6), (MAC, (2,)): TWO, OWN: 1}, ADDRESS, "02:00:5e:10:00:02"),
        ({(MAC, (1,)): b"\xff" * 6, (MAC, (2,)): b"", (MAC, (3,)): b"12"}, ADDRESS, None),
    ],
)
def test_the_mac_address_is_that_of_the_interface_asked(cells: Cells, address: str, mac: str | None) -> None:
    assert identity(cells, address).mac_address == mac


def declaring(character_set: int, console_set: int) -> Cells:
    return {
        (objects.PRT_GENERAL_CURRENT_LOCALIZATION, (1,)): 1,
        (objects.PRT_CONSOLE_LOCALIZATION, (1,)): 2,
        (objects.PRT_LOCALIZATION_CHARACTER_SET, (1, 1)): character_set,
        (objects.PRT_LOCALIZATION_CHARACTER_SET, (1, 2)): console_set,
    }


def test_the_panel_has_a_character_set_of_its_own() -> None:
    cells = declaring(17, 2025) | {
        (objects.PRT_MARKER_SUPPLIES_DESCRIPTION, (1, 1)): "トナー".encode("shift_jis"),
        (objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT, (1, 1)): "墨粉不足".encode("gb2312"),
    }
    printer = read_printer(made(cells), ADDRESS)
    assert (printer.supplies[0].description, printer.console) == ("トナー", ("墨粉不足",))
    assert printer.flags == ()


def test_text_that_does_not_follow_the_declaration_is_flagged() -> None:
    cells = declaring(2004, 2004) | {(objects.PRT_INPUT_NAME, (1, 1)): "Fach für A4".encode()}
    printer = read_printer(made(cells), ADDRESS)
    assert printer.input_trays[0].name == "Fach für A4"
    assert printer.flags == ("charset_guessed",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canon iR0000 /P", True),
        ("Examplar Laser Printer 7", True),
        ("LANIER MP 0000 / LANIER Network Scanner C model", True),
        ("RICOH MP 0000 / RICOH Network Printer C model / RICOH Network Scanner C model", True),
        ("EPSON Built-in 10Base-T/100Base-TX Print Server", False),
        ("Examplar PrintServer for any laser printer", False),
        ("Canon DR-0000 scanner", False),
        ("Samsung Galaxy", False),
        ("Linux fileserver 6.1", False),
        ("", False),
    ],
)
def test_only_words_of_printers_describe_one(text: str, expected: bool) -> None:
    assert describes_printer(text) is expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({(objects.SYS_DESCR, (0,)): b"Examplar switch, 24 ports"}, False),
        ({(objects.SYS_DESCR, (0,)): b"Examplar Built-in Print Server"}, False),
        ({(objects.SYS_DESCR, (0,)): b"Kyocera phone"}, False),
        ({(objects.SYS_DESCR, (0,)): b"Canon MFD reader"}, True),
        ({(objects.SYS_DESCR, (0,)): b"Examplar 12 Network Printer"}, True),
        ({(objects.SYS_DESCR, (0,)): b"Lexmark CX000"}, True),
        ({(objects.SYS_DESCR, (0,)): b"Lexmarkable 3"}, False),
        ({(objects.SYS_DESCR, (0,)): b"SHARP MX-0000N"}, True),
        ({(objects.SYS_DESCR, (0,)): b"SHARP PN-0000 display"}, False),
        ({(objects.SYS_OBJECT_ID, (0,)): parse_oid("1.3.6.1.4.1.1347.41")}, True),
        ({(objects.SYS_OBJECT_ID, (0,)): parse_oid("1.3.6.1.4.1.9.1.1208")}, False),
        ({(objects.HR_PRINTER_STATUS, (1,)): 1}, True),
        ({(objects.HR_PRINTER_DETECTED_ERROR_STATE, (1,)): b""}, True),
        ({(objects.PRT_MARKER_SUPPLIES_DESCRIPTION, (1, 1)): b"Toner"}, True),
        ({(objects.PRT_INPUT_NAME, (1, 1)): b"Tray"}, True),
    ],
)
def test_a_printer_is_known_by_its_objects_its_number_or_its_words(cells: Cells, expected: bool) -> None:
    walk = made(cells)
    conversation = converse(answering(walk))
    assert is_printer(conversation.walk) is expected
    # No GETBULK goes to a device before a GET has shown that it is no model which breaks on it.
    assert expected or [question.kind for question in conversation.questions] == [
        RequestKind.GET,
        RequestKind.GETBULK,
    ]
    assert list(conversation.walk) == list(walk)


def test_the_printers_row_of_the_device_table_is_the_one_asked_for() -> None:
    walk = made({(objects.HR_PRINTER_STATUS, (3,)): 3, (objects.HR_DEVICE_DESCR, (3,)): b"Printer"})
    assert device_index(walk) == 3
    assert converse(answering(walk)).walk.octets(objects.HR_DEVICE_DESCR) == {(3,): b"Printer"}
