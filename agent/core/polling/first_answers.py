"""What the first answers tell: whether it is a printer, whether to go on, and what to ask for next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.identification.brands import is_printers_object_id
from agent.core.identification.catalog import DEVICE_IDS, other_serial_numbers, vendor_of, vendors_of
from agent.core.identification.fragile_models import is_fragile
from agent.core.identification.non_printers import kind_of
from agent.core.identification.printer_descriptions import describes_printer
from agent.core.mib import objects
from agent.core.mib.character_sets import decode
from agent.core.mib.placeholders import identifies_nothing

if TYPE_CHECKING:
    from agent.core.model.walk import Oid, Varbind, Walk

SERIAL_IN_TEXT = re.compile(r"(?:^|[;,\s])S(?:/?N|ERN|ERIALNUMBER)[:\s]\s*([^;,\s]+)", re.IGNORECASE)
MAX_LOCALIZATION = 2**31 - 1  # Integer32 (RFC 3805); anything else can't stand in a name


def is_printer(walk: Walk) -> bool:
    """Return whether a device is a printer: by its objects, its sysObjectID, or what sysDescr says.

    Rows of hrPrinterTable alone may be the print queues of a computer.
    """
    return (
        bool(walk.under(objects.PRINTER_MIB))
        or any(map(is_printers_object_id, walk.oids(objects.SYS_OBJECT_ID).values()))
        or any(map(describes_printer, _sys_descr(walk)))
        or (any(walk.under(prefix) for prefix in objects.PRINTER_EVIDENCE) and other_kind(walk) is None)
    )


def other_kind(walk: Walk) -> str | None:
    """Return the kind of a device that is no printer, None if nothing tells (vendors.others.KINDS)."""
    return kind_of(
        next(iter(walk.oids(objects.SYS_OBJECT_ID).values()), None), next(iter(_sys_descr(walk)), None)
    )


def _sys_descr(walk: Walk) -> list[str]:
    return [raw.decode("latin-1") for raw in walk.octets(objects.SYS_DESCR).values()]


def device_index(walk: Walk) -> int:
    """Return the hrDeviceIndex of the printer: the first row that says so, else 1."""
    rows = (index for column in objects.BY_DEVICE_INDEX for index in walk.under(column) if index)
    return next((index[0] for index in rows), 1)


def crashes(walk: Walk) -> bool:
    """Return whether a device must not be asked any further: more SNMP makes it crash."""
    named = (objects.SYS_DESCR, objects.HR_DEVICE_DESCR, objects.PRT_GENERAL_PRINTER_NAME)
    return is_fragile([raw.decode("latin-1") for column in named for raw in walk.octets(column).values()])


def details(walk: Walk, address: str) -> tuple[Oid, ...]:
    """Return the single instances that the overview made known."""
    index = device_index(walk)
    languages = [
        (*device[:1], row)
        for column in (objects.PRT_GENERAL_CURRENT_LOCALIZATION, objects.PRT_CONSOLE_LOCALIZATION)
        for device, row in walk.integers(column).items()
        if device and 0 < row <= MAX_LOCALIZATION
    ] or [(index, 1)]  # some devices have a character set and no object that points to it
    own_address = () if ":" in address else ((*objects.IP_AD_ENT_IF_INDEX, *map(int, address.split("."))),)
    return (
        (*objects.HR_DEVICE_DESCR, index),
        *dict.fromkeys((*objects.PRT_LOCALIZATION_CHARACTER_SET, *row) for row in languages),
        (*objects.ENT_PHYSICAL_FIRMWARE_REV, 1),
        (*objects.ENT_PHYSICAL_SERIAL_NUM, 1),
        *DEVICE_IDS,
        *own_address,
    )


def shared_serial_numbers(walk: Walk) -> tuple[Oid, ...]:
    """Return where other makers keep a serial number, the likeliest first; none if one is known already."""
    own = (oid for vendor in vendors_of(walk) for oid in vendor.serial_numbers)
    for column in (objects.PRT_GENERAL_SERIAL_NUMBER, objects.ENT_PHYSICAL_SERIAL_NUM, *own):
        if any(not identifies_nothing(_text(varbind)) for varbind in walk.under(column).values()):
            return ()
    described = (*DEVICE_IDS, objects.SYS_DESCR)
    if any(SERIAL_IN_TEXT.search(_text(v) or "") for oid in described for v in walk.under(oid).values()):
        return ()
    return tuple(oid for _, oid in other_serial_numbers(walk))


def _text(varbind: Varbind) -> str | None:
    value = varbind.value
    return decode(value)[0] if isinstance(value, bytes) else str(value)


def supplies_context(walk: Walk) -> str | None:
    """Return the SNMP context in which the maker may keep the supplies, None if they need none."""
    if any(walk.under(column) for column in objects.SUPPLIES.columns):
        return None
    return vendor_of(walk).supplies_context
