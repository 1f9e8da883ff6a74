"""A printer described in the MIB's own words -> the Walk that it answers: what `read` does, backwards.

Numbers of enumerations are looked up in `labels`, so that a description says "tonerCartridge", not 21.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.mib import enumerations, objects
from agent.core.model.walk import Oid, Tag, Varbind, Walk, parse_oid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEVICE = 1  # hrDeviceIndex
_LOCALIZATION = 1
_SYS_UP_TIME = parse_oid("1.3.6.1.2.1.1.3.0")
_UP_FOR = 41_237_00  # TimeTicks, hundredths of a second
_IF_TYPE_ETHERNET = 6  # IANAifType ethernetCsmacd
_OTHER_LOCATION = -1


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """A row of prtMarkerSuppliesTable. `type` and `unit` are labels; levels are as RFC 3805 has them."""

    description: str
    type: str
    level: int
    max_capacity: int = 100
    colorant: str = ""
    unit: str = "percent"

    @property
    def supply_class(self) -> str:
        """Waste fills a receptacle, all else is consumed."""
        return "receptacle" if self.type.startswith("waste") else "consumed"


@dataclass(frozen=True, slots=True)
class TrayRow:
    """A row of prtInputTable, counted in sheets."""

    name: str
    media: str
    level: int
    max_capacity: int


@dataclass(frozen=True, slots=True)
class AlertRow:
    """A row of prtAlertTable; severity, group and code are labels."""

    severity: str
    group: str
    code: str
    description: str
    group_index: int = 1


@dataclass(frozen=True, slots=True)
class PrinterPart:
    """What only printers have. `errors` are the names of hrPrinterDetectedErrorState's bits.

    `character_set` is an IANA MIBenum: the charset of everything that the printer says.
    """

    model: str
    serial_number: str
    mark_tech: str
    life_count: int
    supplies: tuple[SupplyRow, ...]
    trays: tuple[TrayRow, ...] = ()
    covers: tuple[str, ...] = ()
    console: tuple[str, ...] = ("Ready",)
    alerts: tuple[AlertRow, ...] = ()
    errors: tuple[str, ...] = ()
    status: str = "idle"
    counter_unit: str = "impressions"
    character_set: int = 106
    meters: tuple[Varbind, ...] = ()  # billing counters, as its maker's own objects


@dataclass(frozen=True, slots=True)
class DemoDevice:
    """One device of the demo's network, and how it lets itself be asked.

    `versions` are of "1", "2c", "3", none where it is switched off; for `wakes_after` seconds from the
    first question it is silent.
    """

    sys_descr: str
    sys_object_id: str
    host_name: str
    location: str
    mac_address: str
    printer: PrinterPart | None = None
    sys_services: int = 72
    versions: frozenset[str] = frozenset({"1", "2c"})
    wakes_after: float = 0.0

    @property
    def walk(self) -> Walk:
        """Everything that it answers."""
        return Walk([*_system(self), *(_printer(self.printer) if self.printer else ())])


def _system(device: DemoDevice) -> Iterator[Varbind]:
    codec = _codec(device.printer)
    yield _text((*objects.SYS_DESCR, 0), device.sys_descr, codec)
    yield Varbind((*objects.SYS_OBJECT_ID, 0), Tag.OBJECT_IDENTIFIER, parse_oid(device.sys_object_id))
    yield Varbind(_SYS_UP_TIME, Tag.TIME_TICKS, _UP_FOR)
    yield _text((*objects.SYS_NAME, 0), device.host_name, codec)
    yield _text((*objects.SYS_LOCATION, 0), device.location, codec)
    yield _number((*objects.SYS_SERVICES, 0), device.sys_services)
    yield _number((*objects.IF_TYPE, 1), _IF_TYPE_ETHERNET)
    mac_address = bytes.fromhex(device.mac_address.replace(":", ""))
    yield Varbind((*objects.IF_PHYS_ADDRESS, 1), Tag.OCTET_STRING, mac_address)


def _printer(printer: PrinterPart) -> Iterator[Varbind]:
    codec = _codec(printer)
    yield _text((*objects.HR_DEVICE_DESCR, _DEVICE), printer.model, codec)
    yield _number((*objects.HR_PRINTER_STATUS, _DEVICE), _value(enumerations.PRINTER_STATUS, printer.status))
    errors = _error_octets(printer.errors)
    yield Varbind((*objects.HR_PRINTER_DETECTED_ERROR_STATE, _DEVICE), Tag.OCTET_STRING, errors)
    yield _number((*objects.PRT_GENERAL_CURRENT_LOCALIZATION, _DEVICE), _LOCALIZATION)
    yield _number((*objects.PRT_CONSOLE_LOCALIZATION, _DEVICE), _LOCALIZATION)
    charset = (*objects.PRT_LOCALIZATION_CHARACTER_SET, _DEVICE, _LOCALIZATION)
    yield _number(charset, printer.character_set)
    yield _text((*objects.PRT_GENERAL_PRINTER_NAME, _DEVICE), printer.model, codec)
    yield _text((*objects.PRT_GENERAL_SERIAL_NUMBER, _DEVICE), printer.serial_number, codec)
    yield from _marker(printer)
    for row, supply in enumerate(printer.supplies, 1):
        yield from _supply(row, supply, codec)
    for row, tray in enumerate(printer.trays, 1):
        yield from _tray(row, tray, codec)
    for row, cover in enumerate(printer.covers, 1):
        yield _text((*objects.PRT_COVER_DESCRIPTION, _DEVICE, row), cover, codec)
        yield _number(
            (*objects.PRT_COVER_STATUS, _DEVICE, row), _value(enumerations.COVER_STATUS, "coverClosed")
        )
    for row, line in enumerate(printer.console, 1):
        yield _text((*objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT, _DEVICE, row), line, codec)
    for row, alert in enumerate(printer.alerts, 1):
        yield from _alert(row, alert, codec)
    yield from printer.meters


def _marker(printer: PrinterPart) -> Iterator[Varbind]:
    row = (_DEVICE, 1)
    yield _number((*objects.PRT_MARKER_MARK_TECH, *row), _value(enumerations.MARK_TECH, printer.mark_tech))
    yield _number(
        (*objects.PRT_MARKER_COUNTER_UNIT, *row), _value(enumerations.COUNTER_UNIT, printer.counter_unit)
    )
    yield Varbind((*objects.PRT_MARKER_LIFE_COUNT, *row), Tag.COUNTER32, printer.life_count)
    yield Varbind((*objects.PRT_MARKER_POWER_ON_COUNT, *row), Tag.COUNTER32, printer.life_count % 97)


def _supply(row: int, supply: SupplyRow, codec: str) -> Iterator[Varbind]:
    """Yield one supply; its colorant, where it has one, stands in the row of the same number."""
    at = (_DEVICE, row)
    yield _number((*objects.PRT_MARKER_SUPPLIES_MARKER_INDEX, *at), 1)
    yield _number((*objects.PRT_MARKER_SUPPLIES_COLORANT_INDEX, *at), row if supply.colorant else 0)
    kind = _value(enumerations.SUPPLIES_CLASS, supply.supply_class)
    yield _number((*objects.PRT_MARKER_SUPPLIES_CLASS, *at), kind)
    yield _number((*objects.PRT_MARKER_SUPPLIES_TYPE, *at), _value(enumerations.SUPPLIES_TYPE, supply.type))
    yield _text((*objects.PRT_MARKER_SUPPLIES_DESCRIPTION, *at), supply.description, codec)
    yield _number(
        (*objects.PRT_MARKER_SUPPLIES_SUPPLY_UNIT, *at), _value(enumerations.SUPPLY_UNIT, supply.unit)
    )
    yield _number((*objects.PRT_MARKER_SUPPLIES_MAX_CAPACITY, *at), supply.max_capacity)
    yield _number((*objects.PRT_MARKER_SUPPLIES_LEVEL, *at), supply.level)
    if supply.colorant:
        yield _text((*objects.PRT_MARKER_COLORANT_VALUE, *at), supply.colorant, codec)


def _tray(row: int, tray: TrayRow, codec: str) -> Iterator[Varbind]:
    at = (_DEVICE, row)
    yield _number((*objects.PRT_INPUT_CAPACITY_UNIT, *at), _value(enumerations.CAPACITY_UNIT, "sheets"))
    yield _number((*objects.PRT_INPUT_MAX_CAPACITY, *at), tray.max_capacity)
    yield _number((*objects.PRT_INPUT_CURRENT_LEVEL, *at), tray.level)
    yield _number((*objects.PRT_INPUT_STATUS, *at), 0)
    yield _text((*objects.PRT_INPUT_MEDIA_NAME, *at), tray.media, codec)
    yield _text((*objects.PRT_INPUT_NAME, *at), tray.name, codec)


def _alert(row: int, alert: AlertRow, codec: str) -> Iterator[Varbind]:
    at = (_DEVICE, row)
    training = _value(enumerations.ALERT_TRAINING_LEVEL, "untrained")
    yield _number(
        (*objects.PRT_ALERT_SEVERITY_LEVEL, *at), _value(enumerations.ALERT_SEVERITY, alert.severity)
    )
    yield _number((*objects.PRT_ALERT_TRAINING_LEVEL, *at), training)
    yield _number((*objects.PRT_ALERT_GROUP, *at), _value(enumerations.ALERT_GROUP, alert.group))
    yield _number((*objects.PRT_ALERT_GROUP_INDEX, *at), alert.group_index)
    yield _number((*objects.PRT_ALERT_LOCATION, *at), _OTHER_LOCATION)
    yield _number((*objects.PRT_ALERT_CODE, *at), _value(enumerations.ALERT_CODE, alert.code))
    yield _text((*objects.PRT_ALERT_DESCRIPTION, *at), alert.description, codec)


def _error_octets(errors: tuple[str, ...]) -> bytes:
    """Bit 0 is the top bit of the first octet (RFC 2790); two octets hold all names."""
    bits = sum(1 << (15 - enumerations.DETECTED_ERRORS.index(name)) for name in errors)
    return bits.to_bytes(2)


def _codec(printer: PrinterPart | None) -> str:
    return enumerations.CHARACTER_SETS[printer.character_set] if printer else "utf_8"


def _text(oid: Oid, text: str, codec: str) -> Varbind:
    return Varbind(oid, Tag.OCTET_STRING, text.encode(codec))


def _number(oid: Oid, number: int) -> Varbind:
    return Varbind(oid, Tag.INTEGER, number)


def _value(table: Mapping[int, str], label: str) -> int:
    """Return the number that a label stands for; KeyError if the MIB has no such label."""
    return {text: number for number, text in table.items()}[label]
