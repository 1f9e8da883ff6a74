"""What in a walk tells whose device it is: which texts, MAC addresses and IP addresses."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.identification.catalog import DEVICE_IDS
from agent.core.identification.makers import VENDORS
from agent.core.interpretation.identity import is_placeholder
from agent.core.mib import objects
from agent.core.mib.character_sets import decode
from agent.core.model.walk import Oid, Tag, Varbind, Walk, parse_oid
from agent.core.polling.first_answers import SERIAL_IN_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

IP_ADDRESSES = parse_oid("1.3.6.1.2.1.4.20.1")  # ipAddrTable: its rows are named by the address
ADDRESS_ARCS = 4
OCTET = 256
_MAC_OCTETS = 6
_SYS_CONTACT = parse_oid("1.3.6.1.2.1.1.4")
_OPERATOR = parse_oid("1.3.6.1.2.1.43.5.1.1.4")  # prtGeneralCurrentOperator (RFC 3805)
_SERVICE_PERSON = parse_oid("1.3.6.1.2.1.43.5.1.1.5")  # prtGeneralServicePerson
SERIALS: tuple[Oid, ...] = (
    objects.PRT_GENERAL_SERIAL_NUMBER,
    objects.ENT_PHYSICAL_SERIAL_NUM,
    *(oid for vendor in VENDORS for oid in vendor.serial_numbers),
)
_NAMES: tuple[Oid, ...] = (objects.SYS_NAME, *(oid for vendor in VENDORS for oid in vendor.host_names))
# What a text is about, by the object that holds it; the letter begins its marks.
_OBJECTS: tuple[tuple[str, tuple[Oid, ...]], ...] = (
    ("S", SERIALS),
    ("T", tuple(oid for vendor in VENDORS for oid in vendor.asset_tags)),
    ("N", _NAMES),
    ("L", (objects.SYS_LOCATION,)),
    ("C", (_SYS_CONTACT, _SERVICE_PERSON, _OPERATOR)),
)
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")  # bounded: devices say what they like
_IN_DEVICE_ID = re.compile(r"(?:^|;)\s*S(?:N|ERN|ERIALNUMBER)[:=]\s*([^;]+)")
_KEPT = {(0, 0, 0, 0), (127, 0, 0, 1)}


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A text to be hidden. `kind` is the letter of its mark; with `own`, in these objects alone."""

    kind: str
    text: str
    own: tuple[Oid, ...] = ()


def texts_in(walk: Walk, serials: Iterable[str], names: Iterable[str]) -> Iterator[Sensitive]:
    """Yield the texts that tell whose device it is; `serials` and `names` as redacted() has them."""
    models = " ".join(_models(walk)).lower()
    yield from (Sensitive("S", text) for text in serials)
    for kind, columns in _OBJECTS:
        for column in columns:
            for varbind in walk.under(column).values():
                for text in _texts(varbind, numbers=kind == "S"):
                    if kind == "S" and is_placeholder(text):
                        continue  # it tells nobody, and is to read as what it is
                    # Many a device is called by its model: what tells the model stays in the other objects.
                    is_model = kind != "S" and text.lower() in models
                    yield Sensitive(kind, text, columns if is_model else ())
    for varbind in walk:
        for text in _texts(varbind):
            yield from (Sensitive("A", found[0]) for found in _MAIL.finditer(text))
            if varbind.oid in DEVICE_IDS or varbind.oid[:-1] == objects.SYS_DESCR:
                yield from (Sensitive("S", found[1]) for found in SERIAL_IN_TEXT.finditer(text))
                yield from (Sensitive("S", found[1].strip()) for found in _IN_DEVICE_ID.finditer(text))
    yield from (Sensitive("H", text) for text in names)


def _models(walk: Walk) -> Iterator[str]:
    for column in (objects.HR_DEVICE_DESCR, objects.PRT_GENERAL_PRINTER_NAME, *DEVICE_IDS):
        for varbind in walk.under(column).values():
            yield from _texts(varbind)


def _texts(varbind: Varbind, *, numbers: bool = False) -> Iterator[str]:
    """Yield the text of an octet string, without what blanks stand around it; with `numbers` a number's."""
    if isinstance(varbind.value, bytes) and varbind.tag is Tag.OCTET_STRING:
        text = decode(varbind.value)[0]
        if text and text.strip():
            yield text.strip()
    elif numbers and isinstance(varbind.value, int):
        yield str(varbind.value)


def macs_in(walk: Walk) -> tuple[bytes, ...]:
    """Return the MAC addresses of the interfaces, each once."""
    physical = walk.octets(objects.IF_PHYS_ADDRESS).values()
    return tuple(dict.fromkeys(octets for octets in physical if len(octets) == _MAC_OCTETS and any(octets)))


def addresses_in(walk: Walk, asked: str) -> dict[Oid, Oid]:
    """Return the address of documentation (RFC 5737) that stands for each IPv4 address of a walk.

    In texts only private addresses count: a version such as 1.2.3.4 looks like any other.
    """
    found: dict[Oid, None] = {} if ":" in asked else {_arcs(asked): None}
    for varbind in walk:
        if varbind.tag is Tag.IP_ADDRESS and isinstance(varbind.value, bytes):
            found[tuple(varbind.value)] = None
        if varbind.oid[: len(IP_ADDRESSES)] == IP_ADDRESSES:
            found[varbind.oid[-ADDRESS_ARCS:]] = None
        for text in _texts(varbind):
            found |= {_arcs(one[0]): None for one in _IPV4.finditer(text) if _is_private(one[0])}
    own = [one for one in found if one not in _KEPT and one[0] < OCTET - 1]  # 255...: netmasks
    return {one: (192, 0, 2, number % OCTET) for number, one in enumerate(own, start=1)}


def _is_private(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).is_private
    except ValueError:
        return False


def _arcs(address: str) -> Oid:
    return tuple(map(int, address.split(".")))
