"""Words for "nothing" in each text that a device gives, and numbers that it gives as an INTEGER."""

from __future__ import annotations

import pytest

from agent.core.identification.device_id import ieee1284
from agent.core.interpretation import read_printer
from agent.core.mib import objects
from agent.core.model.walk import Oid, Tag, Varbind, Walk, parse_oid
from tests.support.made_makers import device
from tests.support.made_printers import ADDRESS, OFFICE_PRINTER, made, merged

WORDS = ("NULL", "none", "N/A", "Unknown", "Not Specified", "-", "unbekannt", "Non spécifié", "TBD", "未知")
FILLERS = ("XXXXXX", "0000")
DESCRIPTION = objects.PRT_MARKER_SUPPLIES_DESCRIPTION
SERIAL = (objects.PRT_GENERAL_SERIAL_NUMBER, (1,))
TEXTS = (
    *(
        (objects.SYS_NAME, (0,)),
        (objects.SYS_LOCATION, (0,)),
        (objects.SYS_DESCR, (0,)),
        (objects.HR_DEVICE_DESCR, (1,)),
    ),
    *(
        (objects.PRT_GENERAL_PRINTER_NAME, (1,)),
        (objects.PRT_INPUT_NAME, (1, 1)),
        (objects.PRT_INPUT_MEDIA_NAME, (1, 1)),
    ),
    *((objects.PRT_OUTPUT_NAME, (1, 1)), (objects.PRT_COVER_DESCRIPTION, (1, 1)), (DESCRIPTION, (1, 1))),
    *((objects.PRT_MARKER_COLORANT_VALUE, (1, 1)), (objects.PRT_ALERT_DESCRIPTION, (1, 4)), SERIAL),
    *((objects.ENT_PHYSICAL_FIRMWARE_REV, (1,)), (objects.PRT_INPUT_DESCRIPTION, (1, 1))),
)


def all_texts(value: object) -> list[str]:
    """Return every text in what was read, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in all_texts(one)]
    slots = getattr(value, "__slots__", ())
    return [text for name in slots for text in all_texts(getattr(value, name))]


@pytest.mark.parametrize("word", [*WORDS, *FILLERS])
def test_no_text_of_a_printer_is_a_word_for_nothing(word: str) -> None:
    cells = dict.fromkeys(TEXTS, word.encode())
    printer = read_printer(merged(OFFICE_PRINTER, made({**cells})), ADDRESS)
    # "unknown" is the label of hrPrinterStatus and of a level, "none" of nothing.
    shown = [text for text in all_texts(printer) if text not in {"unknown", printer.status}]
    assert [text for text in shown if text.casefold() == word.casefold()] == []


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(
    ("object_id", "oids"),
    [
        ("367.1.1", ("367.3.2.1.2.1.4.0", "367.3.2.1.1.1.2.0", "367.3.2.1.6.1.1.7.1")),
        ("11.2.3.9.1", ("11.2.3.9.4.2.1.1.3.3.0", "11.2.3.9.4.2.1.1.3.6.0", "11.2.3.9.4.2.1.1.3.12.0")),
        ("1347.41", ("1347.43.5.1.1.28.1", "1347.43.5.4.1.5.1.1", "1347.40.10.1.1.5.1")),
    ],
)
def test_a_makers_object_that_says_nothing_is_not_there(
    object_id: str, oids: tuple[str, ...], word: str
) -> None:
    serial = made({SERIAL: b"EX8K000417", (objects.ENT_PHYSICAL_FIRMWARE_REV, (1,)): b"4.1"})
    printer = read_printer(merged(device(object_id, dict.fromkeys(oids, word)), serial), ADDRESS)
    identity = printer.identity
    assert (identity.serial_number, identity.serial_number_source) == ("EX8K000417", "prtGeneralSerialNumber")
    assert (identity.firmware, identity.host_name, identity.asset_tag) == ("4.1", None, None)
    assert "placeholder_serial" not in printer.flags  # nothing was refused: nothing was there


@pytest.mark.parametrize("filler", FILLERS)
def test_a_filled_up_serial_number_was_there_and_is_flagged(filler: str) -> None:
    printer = read_printer(made({SERIAL: filler.encode()}), ADDRESS)
    assert (printer.identity.serial_number, printer.flags) == (None, ("placeholder_serial",))


def test_a_device_id_that_says_nothing_has_no_such_key() -> None:
    assert ieee1284("MFG:Unknown;MDL:NULL;SN:N/A;CLS:PRINTER;") == {"CLS": "PRINTER"}


PRIVATE = (
    ("2435.2.3.9.1", "2435.2.3.9.4.2.1.5.5.1.0", "vendor:brother"),
    ("641.1", "641.6.2.3.1.5.1", "vendor:lexmark"),
    ("1347.41", "1347.43.5.1.1.28.1", "vendor:kyocera"),
)


@pytest.mark.parametrize(
    ("walk", "serial", "source"),
    [
        (made({SERIAL: 12_345_678}), "12345678", "prtGeneralSerialNumber"),
        (made({(objects.ENT_PHYSICAL_SERIAL_NUM, (1,)): 87_654_321}), "87654321", "entPhysicalSerialNum"),
        *((device(at, {oid: 7_529_000}), "7529000", source) for at, oid, source in PRIVATE),
        (made({SERIAL: 0}), None, None),
        (made({SERIAL: -2}), None, None),
    ],
)
def test_a_serial_number_may_be_an_integer(walk: Walk, serial: str | None, source: str | None) -> None:
    identity = read_printer(walk, ADDRESS).identity
    assert (identity.serial_number, identity.serial_number_source) == (serial, source)


@pytest.mark.parametrize("tag", [Tag.COUNTER32, Tag.GAUGE32, Tag.COUNTER64])
def test_a_serial_number_may_be_a_number_of_any_type(tag: Tag) -> None:
    walk = Walk([Varbind((*objects.PRT_GENERAL_SERIAL_NUMBER, 1), tag, 4_000_123_456)])
    assert read_printer(walk, ADDRESS).identity.serial_number == "4000123456"


def test_a_character_set_under_another_device_index_is_the_printers() -> None:
    cells: dict[tuple[Oid, Oid], int | bytes | Oid] = {
        (objects.HR_PRINTER_STATUS, (1,)): 3,
        (objects.PRT_GENERAL_CURRENT_LOCALIZATION, (0,)): 2,
        (objects.PRT_LOCALIZATION_CHARACTER_SET, (0, 2)): 2004,
        (objects.SYS_OBJECT_ID, (0,)): parse_oid("1.3.6.1.4.1.32473.1"),
        (objects.PRT_INPUT_NAME, (1, 1)): "Entrée".encode("hp-roman8"),
    }
    printer = read_printer(made(cells), ADDRESS)
    assert (printer.input_trays[0].name, printer.flags) == ("Entrée", ())
