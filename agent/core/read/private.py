"""What a maker's own objects tell of a device beside the standard MIBs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.asking import mib
from agent.core.printer import LifeCount, Marker
from agent.core.vendors.catalog import vendor_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.read.texts import Texts
    from agent.core.vendors.rows import SupplyLevel, Vendor
    from agent.core.walk import Oid, Walk

_LENGTH = re.compile(r"(\d{1,9}) INCHES", re.IGNORECASE)
_TEN_THOUSANDTHS = 10_000


@dataclass(frozen=True, slots=True)
class VendorReading:
    """The maker's rows and what its objects gave; texts stand in the order in which they are trusted."""

    vendor: Vendor
    serial_numbers: tuple[str, ...] = ()
    model: str | None = None
    firmware: str | None = None
    host_name: str | None = None
    device_id: str | None = None
    console: tuple[str, ...] = ()
    levels: tuple[SupplyLevel, ...] = ()
    marker: Marker | None = None

    @property
    def source(self) -> str:
        """How the report names where these values come from."""
        return f"vendor:{self.vendor.name}"


def read_private(walk: Walk, texts: Texts) -> VendorReading:
    """Return what the maker's objects in a walk tell; nothing where no maker's rows fit."""
    vendor = vendor_of(walk)

    def first(oids: Iterable[Oid]) -> str | None:
        return next((text for oid in oids if (text := texts.first(oid))), None)

    return VendorReading(
        vendor,
        serial_numbers=tuple(text for oid in vendor.serial_numbers if (text := texts.first(oid))),
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
    version = pattern.search(texts.first(mib.SYS_DESCR) or "") if pattern else None
    return version[1] if version else None


def _marker(length: str | None) -> Marker | None:
    """Return a marker whose life is a printed length, in the unit of RFC 3805 that loses nothing."""
    inches = _LENGTH.search(length or "")
    if inches is None:
        return None
    return Marker(1, None, LifeCount(int(inches[1]) * _TEN_THOUSANDTHS, "tenThousandthsOfInches"), None)
