"""Which device this is: serial number, model, maker, addresses, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.identification.brands import maker_of
from agent.core.identification.catalog import DEVICE_IDS
from agent.core.identification.device_id import ieee1284
from agent.core.identification.model_names import model_of
from agent.core.identification.model_patterns import model_from_description
from agent.core.interpretation.private_objects import VendorReading, read_shared_serial_number
from agent.core.mib import objects
from agent.core.mib.placeholders import identifies_nothing, says_nothing
from agent.core.model.printer import PLACEHOLDER_SERIAL, Identity
from agent.core.model.walk import Oid, Walk, dotted
from agent.core.polling.first_answers import SERIAL_IN_TEXT

if TYPE_CHECKING:
    from agent.core.interpretation.texts import Texts
    from agent.core.manufacturer_rules.brand import Brand

MINIMUM_SERIAL_LENGTH = 4
_PLACEHOLDERS = {"1234567890000"}
MAC_OCTETS = 6
IF_TYPE_SOFTWARE_LOOPBACK = 24


def read_identity(
    walk: Walk, index: int, address: str, texts: Texts, private: VendorReading
) -> tuple[Identity, tuple[str, ...]]:
    """Return the identity and its flags (placeholder_serial: a serial was there but is none)."""
    sys_descr = texts.first(objects.SYS_DESCR)
    device_descr = texts.one(walk.octets(objects.HR_DEVICE_DESCR).get((index,)))
    object_id = next(iter(walk.oids(objects.SYS_OBJECT_ID).values()), None)
    keys = ieee1284(_device_id(texts, private))
    named = (device_descr, private.model, keys.get("MDL"), texts.first(objects.PRT_GENERAL_PRINTER_NAME))
    model = next((text for text in named if text), None)
    maker = maker_of((keys.get("MFG"), device_descr, sys_descr, model), object_id)
    shared = read_shared_serial_number(walk, texts)
    serial, source, placeholder = read_serial(texts, keys, sys_descr, private, shared)
    identity = Identity(
        serial_number=serial,
        serial_number_source=source,
        mac_address=read_mac_address(walk, address),
        host_name=texts.first(objects.SYS_NAME) or private.host_name,
        manufacturer=_maker_name(maker, keys),
        model=model_of(model, maker) if model else model_from_description(sys_descr, maker),
        sys_descr=sys_descr,
        sys_object_id=dotted(object_id) if object_id else None,
        location=texts.first(objects.SYS_LOCATION),
        asset_tag=private.asset_tag,
        firmware=private.firmware or texts.first(objects.ENT_PHYSICAL_FIRMWARE_REV),
    )
    return identity, (PLACEHOLDER_SERIAL,) if placeholder else ()


def read_serial(
    texts: Texts,
    keys: dict[str, str],
    sys_descr: str | None,
    private: VendorReading,
    shared: tuple[str, str] | None = None,
) -> tuple[str | None, str | None, bool]:
    """Return the serial number, where it stood, and whether a placeholder was refused before it.

    The maker's own object comes first: only there it is surely the printer's, not its network card's.
    What stands under another maker's object alone (`shared`: number and source) comes last.
    """
    in_descr = SERIAL_IN_TEXT.search(sys_descr or "")
    candidates = (
        *private.serial_numbers,
        (texts.number(objects.PRT_GENERAL_SERIAL_NUMBER), "prtGeneralSerialNumber"),
        (texts.number(objects.ENT_PHYSICAL_SERIAL_NUM), "entPhysicalSerialNum"),
        (keys.get("SN"), "ieee1284DeviceId"),
        (in_descr.group(1) if in_descr else None, "sysDescr"),
        *((shared,) if shared else ()),
    )
    placeholder = False
    for serial, source in candidates:
        if serial is None or says_nothing(serial):
            continue
        if not is_placeholder(serial):
            return serial, source, placeholder
        placeholder = True
    return None, None, placeholder


def is_placeholder(serial: str) -> bool:
    """Return whether a text can't be a serial number: too short, one character repeated, or a word."""
    lowered = serial.strip().lower()
    return (
        len(lowered) < MINIMUM_SERIAL_LENGTH
        or len(set(lowered)) == 1
        or lowered in _PLACEHOLDERS
        or identifies_nothing(serial)
        or "cannot be read" in lowered
    )


def read_mac_address(walk: Walk, address: str) -> str | None:
    """Return the MAC address of the interface that has `address`, else of the first real one."""
    types = walk.integers(objects.IF_TYPE)
    physical = {
        row: octets
        for row, octets in walk.octets(objects.IF_PHYS_ADDRESS).items()
        if is_own_mac(octets) and types.get(row) != IF_TYPE_SOFTWARE_LOOPBACK
    }
    own = walk.integers(objects.IP_AD_ENT_IF_INDEX).get(_arcs(address))
    octets = physical.get((own,)) if own is not None else None
    octets = octets or next(iter(physical.values()), None)
    return octets.hex(":") if octets else None


def is_own_mac(octets: bytes) -> bool:
    """Return whether octets can be one device's MAC address: not zeros, not a group's (IEEE 802)."""
    return len(octets) == MAC_OCTETS and any(octets) and not octets[0] & 1


def _device_id(texts: Texts, private: VendorReading) -> str | None:
    """Return the IEEE-1284 id: the standard object's, the widespread one's, the maker's own."""
    shared = (texts.device_id(oid) for oid in (objects.PPM_PRINTER_IEEE1284_DEVICE_ID, *DEVICE_IDS))
    return next((text for text in shared if text), None) or private.device_id


def _arcs(address: str) -> Oid:
    return () if ":" in address else tuple(map(int, address.split(".")))


def _maker_name(maker: Brand | None, keys: dict[str, str]) -> str | None:
    return maker.name if maker else keys.get("MFG")
