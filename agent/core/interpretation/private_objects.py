"""What a maker's own objects tell of a device beside the standard MIBs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.identification.catalog import NO_VENDOR, other_serial_numbers, vendors_of
from agent.core.mib import objects
from agent.core.mib.placeholders import is_nothing
from agent.core.model.printer import LifeCount, Marker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.interpretation.texts import Texts
    from agent.core.manufacturer_rules.private_objects import SupplyLevel, Vendor
    from agent.core.model.walk import Oid, Walk

_LENGTH = re.compile(r"(\d{1,9}) INCHES", re.IGNORECASE)
# Another maker's object is believed where what it holds can be nothing but a serial number.
_SHARED_SERIAL = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9/-]{5,31}", re.IGNORECASE)
_TEN_THOUSANDTHS = 10_000


@dataclass(frozen=True, slots=True)
class VendorReading:
    """The rows of a maker and what its objects gave; texts stand in the order in which they are trusted.

    `serial_numbers` are pairs: the number, and the name of the maker's rows that have its object.
    """

    vendor: Vendor
    serial_numbers: tuple[tuple[str, str], ...] = ()
    model: str | None = None
    firmware: str | None = None
    host_name: str | None = None
    asset_tag: str | None = None
    device_id: str | None = None
    console: tuple[str, ...] = ()
    levels: tuple[SupplyLevel, ...] = ()
    marker: Marker | None = None
    vendors: tuple[Vendor, ...] = ()

    @property
    def source(self) -> str:
        """How the report names where these values come from."""
        return source_of(self.vendor)


def source_of(vendor: Vendor) -> str:
    """Return how the report names values of a maker's own objects."""
    return f"vendor:{vendor.name}"


def read_private(walk: Walk, texts: Texts) -> VendorReading:
    """Return the values of the makers' objects in a walk; nothing where no maker's rows fit.

    Where the rows of two makers fit, the second's stand in for what the first's do not tell.
    """
    first, *others = [_read(walk, texts, vendor) for vendor in vendors_of(walk) or (NO_VENDOR,)]
    return _completed(first, others[0]) if others else first


def read_shared_serial_number(walk: Walk, texts: Texts) -> tuple[str, str] | None:
    """Return the serial number under an object of a maker that the device is not of, and its source.

    None where several such objects disagree: one of them is another part's, and nobody knows which.
    """
    found = {
        number: source_of(vendor)
        for vendor, oid in reversed(other_serial_numbers(walk))
        if (number := texts.number(oid)) and _SHARED_SERIAL.fullmatch(number)
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _completed(first: VendorReading, second: VendorReading) -> VendorReading:
    return replace(
        first,
        serial_numbers=(*first.serial_numbers, *second.serial_numbers),
        model=first.model or second.model,
        firmware=first.firmware or second.firmware,
        host_name=first.host_name or second.host_name,
        asset_tag=first.asset_tag or second.asset_tag,
        device_id=first.device_id or second.device_id,
        console=(*first.console, *second.console),
        marker=first.marker or second.marker,
        vendors=(*first.vendors, *second.vendors),
    )


def _read(walk: Walk, texts: Texts, vendor: Vendor) -> VendorReading:
    def first(oids: Iterable[Oid]) -> str | None:
        return next((text for oid in oids if (text := texts.first(oid))), None)

    numbers = (texts.number(oid) for oid in vendor.serial_numbers)
    return VendorReading(
        vendor,
        vendors=(vendor,),
        serial_numbers=tuple((number, source_of(vendor)) for number in numbers if number),
        asset_tag=next((tag for oid in vendor.asset_tags if not is_nothing(tag := texts.number(oid))), None),
        model=first(vendor.models),
        firmware=first(vendor.firmware) or texts.one(vendor.firmware_of(walk)) or _firmware(texts, vendor),
        host_name=first(vendor.host_names),
        device_id=next((text for oid in vendor.device_ids if (text := texts.device_id(oid))), None),
        console=tuple(line for oid in vendor.console for line in texts.console(oid)),
        levels=vendor.levels(walk),
        marker=_marker(texts.first(vendor.printed_length)) if vendor.printed_length else None,
    )


def _firmware(texts: Texts, vendor: Vendor) -> str | None:
    pattern = vendor.firmware_in_description
    version = pattern.search(texts.first(objects.SYS_DESCR) or "") if pattern else None
    return version[1] if version else None


def _marker(length: str | None) -> Marker | None:
    """Return a marker whose life is a printed length, in the unit of RFC 3805 that loses nothing."""
    inches = _LENGTH.search(length or "")
    if inches is None:
        return None
    return Marker(1, None, LifeCount(int(inches[1]) * _TEN_THOUSANDTHS, "tenThousandthsOfInches"), None)
