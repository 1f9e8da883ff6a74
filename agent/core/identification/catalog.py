"""Which maker's rows fit a device: by sysObjectID, then by its IEEE-1284 id, then by its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.identification.brands import maker_of
from agent.core.identification.device_id import ieee1284
from agent.core.identification.makers import VENDORS
from agent.core.manufacturer_rules.private_objects import Vendor
from agent.core.mib import objects

if TYPE_CHECKING:
    from agent.core.model.walk import Oid, Walk

NO_VENDOR = Vendor("")

_ANSWERED_BY_OTHERS = tuple(vendor for vendor in VENDORS if vendor.is_answered_by_others)
# Where any device may give its IEEE-1284 id: the standard object, and those that other makers took over.
DEVICE_IDS: tuple[Oid, ...] = (
    (*objects.PPM_PRINTER_IEEE1284_DEVICE_ID, 1),
    *(oid for vendor in _ANSWERED_BY_OTHERS for oid in vendor.device_ids),
)


def vendor_of(walk: Walk) -> Vendor:
    """Return the rows of the maker of a device, NO_VENDOR if nothing tells who made it."""
    return next(iter(vendors_of(walk)), NO_VENDOR)


def vendors_of(walk: Walk) -> tuple[Vendor, ...]:
    """Return the rows that fit a device: those of its sysObjectID, then those of whom its texts name.

    They differ where a network card or a builder gives the number, and another maker the name.
    """
    found = (_by_object_id(walk), _by_text(walk))
    return tuple(dict.fromkeys(vendor for vendor in found if vendor is not NO_VENDOR))


def other_serial_numbers(walk: Walk) -> tuple[tuple[Vendor, Oid], ...]:
    """Return where makers that this device is not of keep a serial number: some answer a neighbour's.

    The one whose objects most network cards answer comes first.
    """
    own = {oid for vendor in vendors_of(walk) for oid in vendor.serial_numbers}
    makers = (*_ANSWERED_BY_OTHERS, *VENDORS)
    return tuple({oid: (v, oid) for v in makers for oid in v.serial_numbers if oid not in own}.values())


def _by_object_id(walk: Walk) -> Vendor:
    by_object_id = max(
        (
            (len(prefix), place)
            for object_id in walk.oids(objects.SYS_OBJECT_ID).values()
            for place, vendor in enumerate(VENDORS)
            for prefix in vendor.object_ids
            if object_id[: len(prefix)] == prefix
        ),
        default=None,
    )
    return VENDORS[by_object_id[1]] if by_object_id else NO_VENDOR


def _by_text(walk: Walk) -> Vendor:
    device_ids = [ieee1284(text) for oid in DEVICE_IDS for text in _texts(walk, oid)]
    described = [
        text for column in (objects.HR_DEVICE_DESCR, objects.SYS_DESCR) for text in _texts(walk, column)
    ]
    maker = maker_of((*(keys.get("MFG") for keys in device_ids), *described), None)
    return next((vendor for vendor in VENDORS if maker in vendor.brands), NO_VENDOR)


def _texts(walk: Walk, oid: Oid) -> list[str]:
    return [raw.decode("latin-1") for raw in walk.octets(oid).values()]
