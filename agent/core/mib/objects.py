"""The objects we ask for, by their MIB names, in the groups in which they are asked.

Sources: RFC 1213 (system, interfaces, ip), RFC 2790 (Host Resources), RFC 3805 (Printer),
RFC 4133 (Entity), PWG 5107.1 (Printer Port Monitor). All reads are of named columns: the private
trees of some devices have thousands of objects, so nothing is ever walked blindly.
"""

from dataclasses import dataclass

from agent.core.model.walk import Oid, parse_oid


def _mib2(text: str) -> Oid:
    return parse_oid("1.3.6.1.2.1." + text)


SYS_DESCR = _mib2("1.1")
SYS_OBJECT_ID = _mib2("1.2")
SYS_NAME = _mib2("1.5")
SYS_LOCATION = _mib2("1.6")
SYS_SERVICES = _mib2("1.7")

IF_TYPE = _mib2("2.2.1.3")
IF_PHYS_ADDRESS = _mib2("2.2.1.6")
IP_AD_ENT_IF_INDEX = _mib2("4.20.1.2")

HR_DEVICE_DESCR = _mib2("25.3.2.1.3")
HR_PRINTER_STATUS = _mib2("25.3.5.1.1")
HR_PRINTER_DETECTED_ERROR_STATE = _mib2("25.3.5.1.2")

PRINTER_MIB = _mib2("43")
PRT_GENERAL_CONFIG_CHANGES = _mib2("43.5.1.1.1")  # mandatory: who has it is a printer
PRT_GENERAL_CURRENT_LOCALIZATION = _mib2("43.5.1.1.2")
PRT_CONSOLE_LOCALIZATION = _mib2("43.5.1.1.10")
PRT_GENERAL_PRINTER_NAME = _mib2("43.5.1.1.16")
PRT_GENERAL_SERIAL_NUMBER = _mib2("43.5.1.1.17")
PRT_LOCALIZATION_CHARACTER_SET = _mib2("43.7.1.1.4")

PRT_COVER_DESCRIPTION = _mib2("43.6.1.1.2")
PRT_COVER_STATUS = _mib2("43.6.1.1.3")

PRT_INPUT_CAPACITY_UNIT = _mib2("43.8.2.1.8")
PRT_INPUT_MAX_CAPACITY = _mib2("43.8.2.1.9")
PRT_INPUT_CURRENT_LEVEL = _mib2("43.8.2.1.10")
PRT_INPUT_STATUS = _mib2("43.8.2.1.11")
PRT_INPUT_MEDIA_NAME = _mib2("43.8.2.1.12")
PRT_INPUT_NAME = _mib2("43.8.2.1.13")
PRT_INPUT_DESCRIPTION = _mib2("43.8.2.1.18")

PRT_OUTPUT_CAPACITY_UNIT = _mib2("43.9.2.1.3")
PRT_OUTPUT_MAX_CAPACITY = _mib2("43.9.2.1.4")
PRT_OUTPUT_REMAINING_CAPACITY = _mib2("43.9.2.1.5")
PRT_OUTPUT_STATUS = _mib2("43.9.2.1.6")
PRT_OUTPUT_NAME = _mib2("43.9.2.1.7")
PRT_OUTPUT_DESCRIPTION = _mib2("43.9.2.1.12")

PRT_MARKER_MARK_TECH = _mib2("43.10.2.1.2")
PRT_MARKER_COUNTER_UNIT = _mib2("43.10.2.1.3")
PRT_MARKER_LIFE_COUNT = _mib2("43.10.2.1.4")
PRT_MARKER_POWER_ON_COUNT = _mib2("43.10.2.1.5")

PRT_MARKER_SUPPLIES_MARKER_INDEX = _mib2("43.11.1.1.2")
PRT_MARKER_SUPPLIES_COLORANT_INDEX = _mib2("43.11.1.1.3")
PRT_MARKER_SUPPLIES_CLASS = _mib2("43.11.1.1.4")
PRT_MARKER_SUPPLIES_TYPE = _mib2("43.11.1.1.5")
PRT_MARKER_SUPPLIES_DESCRIPTION = _mib2("43.11.1.1.6")
PRT_MARKER_SUPPLIES_SUPPLY_UNIT = _mib2("43.11.1.1.7")
PRT_MARKER_SUPPLIES_MAX_CAPACITY = _mib2("43.11.1.1.8")
PRT_MARKER_SUPPLIES_LEVEL = _mib2("43.11.1.1.9")
PRT_MARKER_COLORANT_VALUE = _mib2("43.12.1.1.4")

PRT_CONSOLE_DISPLAY_BUFFER_TEXT = _mib2("43.16.5.1.2")

PRT_ALERT_SEVERITY_LEVEL = _mib2("43.18.1.1.2")
PRT_ALERT_TRAINING_LEVEL = _mib2("43.18.1.1.3")
PRT_ALERT_GROUP = _mib2("43.18.1.1.4")
PRT_ALERT_GROUP_INDEX = _mib2("43.18.1.1.5")
PRT_ALERT_LOCATION = _mib2("43.18.1.1.6")
PRT_ALERT_CODE = _mib2("43.18.1.1.7")
PRT_ALERT_DESCRIPTION = _mib2("43.18.1.1.8")

ENT_PHYSICAL_FIRMWARE_REV = _mib2("47.1.1.1.1.9")
ENT_PHYSICAL_SERIAL_NUM = _mib2("47.1.1.1.1.11")

# ppmPrinterIEEE1284DeviceId of the first port (PWG 5107.1).
PPM_PRINTER_IEEE1284_DEVICE_ID = parse_oid("1.3.6.1.4.1.2699.1.2.1.2.1.1.3")

# What tells a printer from anything else, and its device index.
OVERVIEW = (
    SYS_DESCR,
    SYS_OBJECT_ID,
    SYS_NAME,
    SYS_LOCATION,
    SYS_SERVICES,
    IF_PHYS_ADDRESS,
    HR_DEVICE_DESCR,
    HR_PRINTER_STATUS,
    HR_PRINTER_DETECTED_ERROR_STATE,
    PRT_GENERAL_CURRENT_LOCALIZATION,
    PRT_CONSOLE_LOCALIZATION,
    PRT_GENERAL_PRINTER_NAME,
    PRT_GENERAL_SERIAL_NUMBER,
    PRT_MARKER_LIFE_COUNT,
    PRT_MARKER_SUPPLIES_LEVEL,
    PRINTER_MIB,
)

# The first question over v2c and v3: the overview where nearly every printer has it. A GET, at whose answers
# net-snmp never crashed, and by which a model is known that must be left alone.
FIRST_INSTANCES: tuple[Oid, ...] = (
    *((*scalar, 0) for scalar in (SYS_DESCR, SYS_OBJECT_ID, SYS_NAME, SYS_LOCATION, SYS_SERVICES)),
    *((*IF_PHYS_ADDRESS, interface) for interface in (1, 2)),
    (*HR_DEVICE_DESCR, 1),
    (*HR_PRINTER_STATUS, 1),
    (*HR_PRINTER_DETECTED_ERROR_STATE, 1),
    (*PRT_GENERAL_CONFIG_CHANGES, 1),
    (*PRT_GENERAL_CURRENT_LOCALIZATION, 1),
    (*PRT_CONSOLE_LOCALIZATION, 1),
    (*PRT_GENERAL_PRINTER_NAME, 1),
    (*PRT_GENERAL_SERIAL_NUMBER, 1),
    (*PRT_MARKER_LIFE_COUNT, 1, 1),
    (*PRT_MARKER_SUPPLIES_LEVEL, 1, 1),
)

# Any object below one of these makes a device a printer.
PRINTER_EVIDENCE = (HR_PRINTER_STATUS, HR_PRINTER_DETECTED_ERROR_STATE, PRINTER_MIB)

# Columns of the overview whose first index is the printer's hrDeviceIndex.
BY_DEVICE_INDEX = (
    HR_PRINTER_STATUS,
    HR_PRINTER_DETECTED_ERROR_STATE,
    PRT_GENERAL_CURRENT_LOCALIZATION,
    PRT_GENERAL_PRINTER_NAME,
    PRT_GENERAL_SERIAL_NUMBER,
    PRT_MARKER_LIFE_COUNT,
    PRT_MARKER_SUPPLIES_LEVEL,
)

MAX_ROWS = 256  # of one column: real printers stay below 64; more is an endless table


@dataclass(frozen=True, slots=True)
class Group:
    """Columns asked side by side in one GETBULK; `repetitions` = rows wanted in one answer.

    Columns times repetitions stays near 45 varbinds: such an answer fits one Ethernet frame. A column
    is left after `rows` rows.
    """

    columns: tuple[Oid, ...]
    repetitions: int
    rows: int = MAX_ROWS


SMALL_TABLES = Group(
    (
        IF_TYPE,
        IF_PHYS_ADDRESS,
        PRT_MARKER_MARK_TECH,
        PRT_MARKER_COUNTER_UNIT,
        PRT_MARKER_LIFE_COUNT,
        PRT_MARKER_POWER_ON_COUNT,
        PRT_COVER_DESCRIPTION,
        PRT_COVER_STATUS,
        PRT_CONSOLE_DISPLAY_BUFFER_TEXT,
    ),
    repetitions=4,
)

SUPPLIES = Group(
    (
        PRT_MARKER_SUPPLIES_MARKER_INDEX,
        PRT_MARKER_SUPPLIES_COLORANT_INDEX,
        PRT_MARKER_SUPPLIES_CLASS,
        PRT_MARKER_SUPPLIES_TYPE,
        PRT_MARKER_SUPPLIES_DESCRIPTION,
        PRT_MARKER_SUPPLIES_SUPPLY_UNIT,
        PRT_MARKER_SUPPLIES_MAX_CAPACITY,
        PRT_MARKER_SUPPLIES_LEVEL,
        PRT_MARKER_COLORANT_VALUE,
    ),
    repetitions=5,
)

INPUT_TRAYS = Group(
    (
        PRT_INPUT_CAPACITY_UNIT,
        PRT_INPUT_MAX_CAPACITY,
        PRT_INPUT_CURRENT_LEVEL,
        PRT_INPUT_STATUS,
        PRT_INPUT_MEDIA_NAME,
        PRT_INPUT_NAME,
        PRT_INPUT_DESCRIPTION,
    ),
    repetitions=5,
)

OUTPUT_BINS_AND_ALERTS = Group(
    (
        PRT_OUTPUT_CAPACITY_UNIT,
        PRT_OUTPUT_MAX_CAPACITY,
        PRT_OUTPUT_REMAINING_CAPACITY,
        PRT_OUTPUT_STATUS,
        PRT_OUTPUT_NAME,
        PRT_OUTPUT_DESCRIPTION,
        PRT_ALERT_SEVERITY_LEVEL,
        PRT_ALERT_TRAINING_LEVEL,
        PRT_ALERT_GROUP,
        PRT_ALERT_GROUP_INDEX,
        PRT_ALERT_LOCATION,
        PRT_ALERT_CODE,
        PRT_ALERT_DESCRIPTION,
    ),
    repetitions=3,
)

STANDARD_GROUPS = (SMALL_TABLES, SUPPLIES, INPUT_TRAYS, OUTPUT_BINS_AND_ALERTS)
