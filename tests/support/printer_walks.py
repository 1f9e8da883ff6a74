"""Walks of made-up printers for the tests: what an honest one tells, and the same with odd values in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.mib import objects
from agent.core.model.walk import NUMBER_TAGS, Tag, Varbind, Walk

if TYPE_CHECKING:
    from agent.core.model.walk import Oid, Value

OWN_OBJECT_ID: Oid = (1, 3, 6, 1, 4, 1, 32473, 1, 5)  # enterprise number for documentation (RFC 5612)

_COLUMNS: tuple[tuple[Oid, Oid, Tag, Value], ...] = (
    (objects.SYS_DESCR, (0,), Tag.OCTET_STRING, b"Examplar ColorWorks 500; firmware 4.1"),
    (objects.SYS_OBJECT_ID, (0,), Tag.OBJECT_IDENTIFIER, OWN_OBJECT_ID),
    (objects.SYS_NAME, (0,), Tag.OCTET_STRING, b"front-desk"),
    (objects.SYS_LOCATION, (0,), Tag.OCTET_STRING, b"Reception"),
    (objects.SYS_SERVICES, (0,), Tag.INTEGER, 72),
    (objects.IF_TYPE, (1,), Tag.INTEGER, 6),
    (objects.HR_DEVICE_DESCR, (1,), Tag.OCTET_STRING, b"Examplar ColorWorks 500"),
    (objects.HR_PRINTER_STATUS, (1,), Tag.INTEGER, 3),
    (objects.HR_PRINTER_DETECTED_ERROR_STATE, (1,), Tag.OCTET_STRING, b"\x20"),
    (objects.PRT_COVER_DESCRIPTION, (1, 1), Tag.OCTET_STRING, b"Front cover"),
    (objects.PRT_COVER_STATUS, (1, 1), Tag.INTEGER, 4),
    (objects.PRT_INPUT_CAPACITY_UNIT, (1, 1), Tag.INTEGER, 8),
    (objects.PRT_INPUT_MAX_CAPACITY, (1, 1), Tag.INTEGER, 250),
    (objects.PRT_INPUT_CURRENT_LEVEL, (1, 1), Tag.INTEGER, 100),
    (objects.PRT_INPUT_STATUS, (1, 1), Tag.INTEGER, 0),
    (objects.PRT_INPUT_NAME, (1, 1), Tag.OCTET_STRING, b"Tray 1"),
    (objects.PRT_MARKER_MARK_TECH, (1, 1), Tag.INTEGER, 4),
    (objects.PRT_MARKER_COUNTER_UNIT, (1, 1), Tag.INTEGER, 7),
    (objects.PRT_MARKER_LIFE_COUNT, (1, 1), Tag.COUNTER32, 41_250),
    (objects.PRT_MARKER_POWER_ON_COUNT, (1, 1), Tag.COUNTER32, 31),
    (objects.PRT_MARKER_SUPPLIES_MARKER_INDEX, (1, 1), Tag.INTEGER, 1),
    (objects.PRT_MARKER_SUPPLIES_COLORANT_INDEX, (1, 1), Tag.INTEGER, 1),
    (objects.PRT_MARKER_SUPPLIES_CLASS, (1, 1), Tag.INTEGER, 3),
    (objects.PRT_MARKER_SUPPLIES_TYPE, (1, 1), Tag.INTEGER, 3),
    (objects.PRT_MARKER_SUPPLIES_DESCRIPTION, (1, 1), Tag.OCTET_STRING, b"Black cartridge"),
    (objects.PRT_MARKER_SUPPLIES_SUPPLY_UNIT, (1, 1), Tag.INTEGER, 19),
    (objects.PRT_MARKER_SUPPLIES_MAX_CAPACITY, (1, 1), Tag.INTEGER, 100),
    (objects.PRT_MARKER_SUPPLIES_LEVEL, (1, 1), Tag.INTEGER, 80),
    (objects.PRT_MARKER_COLORANT_VALUE, (1, 1), Tag.OCTET_STRING, b"black"),
    (objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT, (1, 1), Tag.OCTET_STRING, b"Ready"),
    (objects.PRT_ALERT_SEVERITY_LEVEL, (1, 1), Tag.INTEGER, 4),
    (objects.PRT_ALERT_TRAINING_LEVEL, (1, 1), Tag.INTEGER, 3),
    (objects.PRT_ALERT_GROUP, (1, 1), Tag.INTEGER, 11),
    (objects.PRT_ALERT_GROUP_INDEX, (1, 1), Tag.INTEGER, 1),
    (objects.PRT_ALERT_LOCATION, (1, 1), Tag.INTEGER, 1),
    (objects.PRT_ALERT_CODE, (1, 1), Tag.INTEGER, 1104),
    (objects.PRT_ALERT_DESCRIPTION, (1, 1), Tag.OCTET_STRING, b"Black toner low"),
)


def honest_walk(serial: bytes, life_count: int = 41_250) -> Walk:
    """Return the walk of a colour printer with this serial number and prtMarkerLifeCount."""
    changed = {objects.PRT_MARKER_LIFE_COUNT: life_count}
    varbinds = [
        Varbind((*column, *index), tag, changed.get(column, value)) for column, index, tag, value in _COLUMNS
    ]
    serial_number = Varbind((*objects.PRT_GENERAL_SERIAL_NUMBER, 1), Tag.OCTET_STRING, serial)
    mac_address = Varbind((*objects.IF_PHYS_ADDRESS, 1), Tag.OCTET_STRING, b"\x02\0" + serial[-4:])
    return Walk([*varbinds, serial_number, mac_address])


def with_texts(serial: bytes, text: bytes) -> Walk:
    """Return an honest walk in which every text but the serial number is `text`."""
    keep = (*objects.PRT_GENERAL_SERIAL_NUMBER, 1), (*objects.IF_PHYS_ADDRESS, 1)
    return Walk(
        Varbind(v.oid, v.tag, text) if v.tag is Tag.OCTET_STRING and v.oid not in keep else v
        for v in honest_walk(serial)
    )


def with_numbers(serial: bytes, number: int) -> Walk:
    """Return an honest walk in which every number is `number`, as a Counter64."""
    return Walk(
        Varbind(v.oid, Tag.COUNTER64, number) if v.tag in NUMBER_TAGS else v for v in honest_walk(serial)
    )
