"""A walk without what tells whose it is: serial numbers, names, places, addresses become stable marks.

The same text gets the same mark wherever it stands, also inside other values; a mark is as long as the text,
so that values with lengths in them still read the same. What is left is what a device says of its kind and
state. Free texts (a panel's, a tray's own name) stay as they are unless they repeat one of these: whoever
passes a recording on should read it first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.model.walk import Oid, Tag, Varbind, Walk
from agent.core.redacted_texts import (
    ADDRESS_ARCS,
    IP_ADDRESSES,
    SERIALS,
    Sensitive,
    addresses_in,
    macs_in,
    texts_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


SHORTEST_ELSEWHERE = 4  # characters: a shorter text is replaced in its own object, not within others
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_HEX = "[0-9A-Fa-f]{2}"
_MAC = re.compile(rf"(?<![0-9A-Fa-f]){_HEX}([:-]){_HEX}(?:\1{_HEX}){{4}}(?![0-9A-Fa-f])")
_MADE_UP = "02"  # how a MAC address begins that no maker gives (IEEE 802: locally administered)


@dataclass(frozen=True, slots=True)
class Redacted:
    """The walk with marks, how many texts they stand for, and the address that it counts as asked at."""

    walk: Walk
    replaced: int
    address: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """What is replaced by what; where `own` names objects, in these alone."""

    old: bytes
    new: bytes
    own: tuple[Oid, ...] = ()


def redacted(walk: Walk, address: str, serials: Iterable[str] = (), names: Iterable[str] = ()) -> Redacted:
    """Return the walk with marks; `address` is where it was asked.

    `serials` are more serial numbers, as the reading found them; `names` what the person wants hidden.
    """
    marks: dict[str, tuple[str, Sensitive]] = {}
    for found in texts_in(walk, serials, names):
        marks.setdefault(found.text, (f"{found.kind}{len(marks) + 1}", found))
    pairs = [pair for text, (mark, found) in marks.items() for pair in _pairs(text, mark, found.own)]
    pairs += _mac_pairs(macs_in(walk))
    pairs.sort(key=lambda pair: -len(pair.old))
    addresses = addresses_in(walk, address)
    varbinds = [_without(varbind, pairs, addresses) for varbind in walk]
    asked = addresses.get(tuple(map(int, address.split(".")))) if ":" not in address else None
    mark = ".".join(map(str, asked)) if asked else "192.0.2.1"
    return Redacted(Walk(varbinds, walk.faults), len(marks) + len(addresses) + len(macs_in(walk)), mark)


def _pairs(text: str, mark: str, own: tuple[Oid, ...]) -> Iterator[_Pair]:
    """Yield a text and its mark in every writing that devices use."""
    for encoding in ("utf-8", "latin-1", "utf-16-be", "utf-16-le"):
        try:
            octets = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        length = len(octets) // 2 if encoding.startswith("utf-16") else len(octets)
        yield _Pair(octets, _fitted(mark, length).encode(encoding), own)


def _fitted(mark: str, length: int) -> str:
    """Return a mark of this length: S0012; its end where it is too long."""
    kind, number = mark[0], mark[1:]
    return f"{kind}{number.rjust(length - 1, '0')}" if length > len(number) else number[-length:]


def _mac_pairs(macs: Iterable[bytes]) -> Iterator[_Pair]:
    for number, mac in enumerate(macs, start=1):
        new = bytes((2, 0, 0, 0, number >> 8 & 0xFF, number & 0xFF))
        yield _Pair(mac, new)
        for separator in ("", ":", "-"):
            old, fresh = (octets.hex(separator) if separator else octets.hex() for octets in (mac, new))
            yield _Pair(old.encode(), fresh.encode())
            yield _Pair(old.upper().encode(), fresh.upper().encode())


def _without(varbind: Varbind, pairs: list[_Pair], addresses: Mapping[Oid, Oid]) -> Varbind:
    oid, value = varbind.oid, varbind.value
    if oid[: len(IP_ADDRESSES)] == IP_ADDRESSES:
        oid = (*oid[:-ADDRESS_ARCS], *addresses.get(oid[-ADDRESS_ARCS:], oid[-ADDRESS_ARCS:]))
    if isinstance(value, int):
        return replace(varbind, oid=oid, value=_number(varbind.oid, value, pairs))
    if not isinstance(value, bytes):
        return replace(varbind, oid=oid)
    if varbind.tag is Tag.IP_ADDRESS:
        return replace(varbind, oid=oid, value=bytes(addresses.get(tuple(value), tuple(value))))
    for pair in pairs:
        is_own = any(varbind.oid[: len(column)] == column for column in pair.own)
        is_whole = value.strip(b"\0 \t\r\n") == pair.old
        if is_own or (not pair.own and (is_whole or len(pair.old) >= SHORTEST_ELSEWHERE)):
            value = value.replace(pair.old, pair.new)
    return replace(varbind, oid=oid, value=_without_addresses(value, addresses))


def _number(oid: Oid, value: int, pairs: list[_Pair]) -> int:
    """Return a serial number that is a number as its mark, which has as many digits."""
    if not any(oid[: len(column)] == column for column in SERIALS):
        return value
    found = next((pair for pair in pairs if pair.old == str(value).encode()), None)
    return int("1" + found.new.decode()[1:]) if found else value


def _without_addresses(value: bytes, addresses: Mapping[Oid, Oid]) -> bytes:
    """Return a text with its IP and MAC addresses replaced; what is no text has a length to keep."""
    if not value.isascii() or not any(mark in value for mark in (b".", b":", b"-")):
        return value
    text = _IPV4.sub(lambda found: _marked_address(found[0], addresses), value.decode("ascii"))
    return _MAC.sub(_marked_mac, text).encode("ascii")


def _marked_address(text: str, addresses: Mapping[Oid, Oid]) -> str:
    mark = addresses.get(tuple(map(int, text.split("."))))
    return ".".join(map(str, mark)) if mark else text


def _marked_mac(found: re.Match[str]) -> str:
    mark = found[1].join((_MADE_UP, "00", "00", "00", "FF", "FF"))
    return found[0] if found[0].startswith(_MADE_UP) else mark
