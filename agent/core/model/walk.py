"""What a device answered: object identifiers, varbinds, and the walk that they make together."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Oid = tuple[int, ...]
Value = int | bytes | Oid | None


_FIRST_MISSING = 128


class Tag(IntEnum):
    """ASN.1 tags of SNMP values (RFC 2578, RFC 3416); snmprec files write the same numbers."""

    INTEGER = 2
    OCTET_STRING = 4
    NULL = 5
    OBJECT_IDENTIFIER = 6
    IP_ADDRESS = 64
    COUNTER32 = 65
    GAUGE32 = 66
    TIME_TICKS = 67
    OPAQUE = 68
    COUNTER64 = 70
    NO_SUCH_OBJECT = 128
    NO_SUCH_INSTANCE = 129
    END_OF_MIB_VIEW = 130

    @property
    def is_missing(self) -> bool:
        """True for the three exceptions of RFC 3416 that stand where a value is not."""
        return self >= _FIRST_MISSING


OCTET_TAGS = frozenset({Tag.OCTET_STRING, Tag.IP_ADDRESS, Tag.OPAQUE})
NUMBER_TAGS = frozenset({Tag.INTEGER, Tag.COUNTER32, Tag.GAUGE32, Tag.TIME_TICKS, Tag.COUNTER64})


@dataclass(frozen=True, slots=True)
class Varbind:
    """One object as the device gave it; `value` is int, bytes or Oid as `tag` says, None if missing."""

    oid: Oid
    tag: Tag
    value: Value


def parse_oid(text: str) -> Oid:
    """Return the Oid of dotted text, with or without a leading dot; ValueError if it is none."""
    return tuple(map(int, text.lstrip(".").split(".")))


def dotted(oid: Oid) -> str:
    """Return the dotted text of an Oid, without a leading dot."""
    return ".".join(map(str, oid))


class Walk:
    """The varbinds read from one device, sorted, each object once; missing ones are left out.

    `faults` names what the device did against the protocol while it was asked (see poll.Fault).
    """

    def __init__(self, varbinds: Iterable[Varbind], faults: Iterable[str] = ()) -> None:
        self._by_oid = {v.oid: v for v in varbinds if v.tag < _FIRST_MISSING}
        self._oids = sorted(self._by_oid)
        self.faults = tuple(dict.fromkeys(faults))

    def __iter__(self) -> Iterator[Varbind]:
        return (self._by_oid[oid] for oid in self._oids)

    def __len__(self) -> int:
        return len(self._oids)

    def under(self, prefix: Oid) -> dict[Oid, Varbind]:
        """Return the objects below `prefix` by their index (the arcs behind it), in MIB order."""
        first = bisect.bisect_left(self._oids, prefix)
        after = bisect.bisect_left(self._oids, (*prefix[:-1], prefix[-1] + 1))
        return {oid[len(prefix) :]: self._by_oid[oid] for oid in self._oids[first:after]}

    def integers(self, prefix: Oid) -> dict[Oid, int]:
        """Return the numbers of a column by index; a value of another type counts as not read."""
        return {index: v.value for index, v in self.under(prefix).items() if isinstance(v.value, int)}

    def octets(self, prefix: Oid) -> dict[Oid, bytes]:
        """Return the octet strings of a column by index; a value of another type counts as not read."""
        return {index: v.value for index, v in self.under(prefix).items() if isinstance(v.value, bytes)}

    def oids(self, prefix: Oid) -> dict[Oid, Oid]:
        """Return the object identifiers of a column by index; other types count as not read."""
        return {index: v.value for index, v in self.under(prefix).items() if isinstance(v.value, tuple)}
