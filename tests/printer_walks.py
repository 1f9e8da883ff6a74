"""Walks of made-up printers for the tests: what an honest one tells, and the same with odd values in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.asking import mib
from agent.core.walk import NUMBER_TAGS, Tag, Varbind, Walk

if TYPE_CHECKING:
    from agent.core.walk import Oid, Value

OWN_OBJECT_ID: Oid = (1, 3, 6, 1, 4, 1, 32473, 1, 5)  # enterprise number for documentation (RFC 5612)

_COLUMNS: tuple[tuple[Oid, Oid, Tag, Value], ...] = (
    (mib.SYS_DESCR, (0,), Tag.OCTET_STRING, b"Examplar ColorWorks 500; firmware 4.1"),
    (mib.SYS_OBJECT_ID, (0,), Tag.OBJECT_IDENTIFIER, OWN_OBJECT_ID),
    (mib.SYS_NAME, (0,), Tag.OCTET_STRING, b"front-desk"),
    (mib.SYS_LOCATION, (0,), Tag.OCTET_STRING, b"Reception"),
    (mib.SYS_SERVICES, (0,), Tag.INTEGER, 72),
    (mib.IF_TYPE, (1,), Tag.INTEGER, 6),
    (mib.HR_DEVICE_DESCR, (1,), Tag.OCTET_STRING, b"Examplar ColorWorks 500"),
    (mib.HR_PRINTER_STATUS, (1,), Tag.INTEGER, 3),
    (mib.HR_PRINTER_DETECTED_ERROR_STATE, (1,), Tag.OCTET_STRING, b"\x20"),
    (mib.PRT_COVER_DESCRIPTION, (1, 1), Tag.OCTET_STRING, b"Front cover"),
    (mib.PRT_COVER_STATUS, (1, 1), Tag.INTEGER, 4),
    (mib.PRT_INPUT_CAPACITY_UNIT, (1, 1), Tag.INTEGER, 8),
    (mib.PRT_INPUT_MAX_CAPACITY, (1, 1), Tag.INTEGER, 250),
    (mib.PRT_INPUT_CURRENT_LEVEL, (1, 1), Tag.INTEGER, 100),
    (mib.PRT_INPUT_STATUS, (1, 1), Tag.INTEGER, 0),
    (mib.PRT_INPUT_NAME, (1, 1), Tag.OCTET_STRING, b"Tray 1"),
    (mib.PRT_MARKER_MARK_TECH, (1, 1), Tag.INTEGER, 4),
    (mib.PRT_MARKER_COUNTER_UNIT, (1, 1), Tag.INTEGER, 7),
    (mib.PRT_MARKER_LIFE_COUNT, (1, 1), Tag.COUNTER32, 41_250),
    (mib.PRT_MARKER_POWER_ON_COUNT, (1, 1), Tag.COUNTER32, 31),
    (mib.PRT_MARKER_SUPPLIES_MARKER_INDEX, (1, 1), Tag.INTEGER, 1),
    (mib.PRT_MARKER_SUPPLIES_COLORANT_INDEX, (1, 1), Tag.INTEGER, 1),
    (mib.PRT_MARKER_SUPPLIES_CLASS, (1, 1), Tag.INTEGER, 3),
    (mib.PRT_MARKER_SUPPLIES_TYPE, (1, 1), Tag.INTEGER, 3),
    (mib.PRT_MARKER_SUPPLIES_DESCRIPTION, (1, 1), Tag.OCTET_STRING, b"Black cartridge"),
    (mib.PRT_MARKER_SUPPLIES_SUPPLY_UNIT, (1, 1), Tag.INTEGER, 19),
    (mib.PRT_MARKER_SUPPLIES_MAX_CAPACITY, (1, 1), Tag.INTEGER, 100),
    (mib.PRT_MARKER_SUPPLIES_LEVEL, (1, 1), Tag.INTEGER, 80),
    (mib.PRT_MARKER_COLORANT_VALUE, (1, 1), Tag.OCTET_STRING, b"black"),
    (mib.PRT_CONSOLE_DISPLAY_BUFFER_TEXT, (1, 1), Tag.OCTET_STRING, b"Ready"),
    (mib.PRT_ALERT_SEVERITY_LEVEL, (1, 1), Tag.INTEGER, 4),
    (mib.PRT_ALERT_TRAINING_LEVEL, (1, 1), Tag.INTEGER, 3),
    (mib.PRT_ALERT_GROUP, (1, 1), Tag.INTEGER, 11),
    (mib.PRT_ALERT_GROUP_INDEX, (1, 1), Tag.INTEGER, 1),
    (mib.PRT_ALERT_LOCATION, (1, 1), Tag.INTEGER, 1),
    (mib.PRT_ALERT_CODE, (1, 1), Tag.INTEGER, 1104),
    (mib.PRT_ALERT_DESCRIPTION, (1, 1), Tag.OCTET_STRING, b"Black toner low"),
)


def honest_walk(serial: bytes, life_count: int = 41_250) -> Walk:
    """Return the walk of a colour printer with this serial number and prtMarkerLifeCount."""
    changed = {mib.PRT_MARKER_LIFE_COUNT: life_count}
    varbinds = [
        Varbind((*column, *index), tag, changed.get(column, value)) for column, index, tag, value in _COLUMNS
    ]
    serial_number = Varbind((*mib.PRT_GENERAL_SERIAL_NUMBER, 1), Tag.OCTET_STRING, serial)
    mac_address = Varbind((*mib.IF_PHYS_ADDRESS, 1), Tag.OCTET_STRING, b"\x02\0" + serial[-4:])
    return Walk([*varbinds, serial_number, mac_address])


def with_texts(serial: bytes, text: bytes) -> Walk:
    """Return an honest walk in which every text but the serial number is `text`."""
    keep = (*mib.PRT_GENERAL_SERIAL_NUMBER, 1), (*mib.IF_PHYS_ADDRESS, 1)
    return Walk(
        Varbind(v.oid, v.tag, text) if v.tag is Tag.OCTET_STRING and v.oid not in keep else v
        for v in honest_walk(serial)
    )


def with_numbers(serial: bytes, number: int) -> Walk:
    """Return an honest walk in which every number is `number`, as a Counter64."""
    return Walk(
        Varbind(v.oid, Tag.COUNTER64, number) if v.tag in NUMBER_TAGS else v for v in honest_walk(serial)
    )
