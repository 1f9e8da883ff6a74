"""The simulated printer's answers: the command responder of RFC 3416 (and RFC 1157 for SNMPv1)."""

from __future__ import annotations

import bisect
import itertools
from enum import IntEnum
from typing import TYPE_CHECKING

from agent.core.model.walk import Oid, Tag, Varbind, Walk
from agent.core.snmp_codec.ber import encode_varbind
from agent.core.snmp_codec.message import (
    Message,
    Pdu,
    PduKind,
    Version,
    assemble_pdu,
    encode_message,
    encode_pdu,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


LARGEST_ANSWER = 1472  # octets: an Ethernet frame's 1,500 without the IPv4 and UDP headers
_LENGTH_GROWTH = 4  # octets by which two nested lengths grow from empty to full
_SHORTEST_VARBIND = 7  # octets: a name of two arcs and no value
EVERY_KIND = frozenset({PduKind.GET, PduKind.GETNEXT, PduKind.GETBULK})


class ErrorStatus(IntEnum):
    """The error-status values that a reader can meet here (RFC 3416, section 3)."""

    NO_ERROR = 0
    TOO_BIG = 1
    NO_SUCH_NAME = 2
    AUTHORIZATION_ERROR = 16


class View:
    """What one SNMP version sees of a walk: sorted names, and each object's octets ready to send.

    `kinds` are the operations that get an answer; SNMPv1 has no GETBULK.
    """

    def __init__(self, walk: Walk, version: Version, kinds: frozenset[PduKind] = EVERY_KIND) -> None:
        hidden = Tag.COUNTER64 if version == Version.V1 else None  # RFC 2576, 4.2.2.1
        varbinds = [varbind for varbind in walk if varbind.tag is not hidden]
        self.version = version
        self.kinds = kinds - {PduKind.GETBULK} if version == Version.V1 else kinds
        self.oids = [varbind.oid for varbind in varbinds]
        self.encoded = [encode_varbind(varbind) for varbind in varbinds]
        self._place = {oid: place for place, oid in enumerate(self.oids)}

    def get(self, oid: Oid) -> bytes | None:
        """Return the octets of the object of this very name; None if there is none."""
        place = self._place.get(oid)
        return None if place is None else self.encoded[place]

    def has_column(self, oid: Oid) -> bool:
        """Tell whether another instance of this object type is likely there: a name with a like beginning."""
        after = bisect.bisect_right(self.oids, oid[:-1])
        if after == len(self.oids):
            return False
        neighbour = self.oids[after]
        return len(neighbour) == len(oid) and neighbour[:-1] == oid[:-1]


def answer_pdu(view: View, pdu: Pdu, room: int) -> bytes | None:
    """Return the octets of the Response, `room` at most; None for a PDU that has no answer.

    An answer that doesn't fit is tooBig, a GETBULK's is cut (RFC 3416, 4.2.1 - 4.2.3).
    """
    if pdu.kind not in view.kinds:
        return None
    answer = _many(view, pdu, room) if pdu.kind is PduKind.GETBULK else _one_each(view, pdu)
    if len(answer) > room:
        answer = too_big(view, pdu)
    return answer if len(answer) <= room else None


def refusal(pdu: Pdu, status: ErrorStatus, position: int = 0) -> bytes:
    """Return a Response with an error: the varbinds as they were asked, `position` from 1."""
    return encode_pdu(Pdu(PduKind.RESPONSE, pdu.request_id, status, position, pdu.varbinds))


def too_big(view: View, pdu: Pdu) -> bytes:
    """Return the tooBig Response; only SNMPv1 repeats the varbinds (RFC 1157, 4.1.2)."""
    if view.version == Version.V1:
        return refusal(pdu, ErrorStatus.TOO_BIG)
    return _response(pdu, b"", ErrorStatus.TOO_BIG)


def answer_message(view: View, message: Message, largest: int = LARGEST_ANSWER) -> bytes | None:
    """Return the datagram that answers a message of SNMPv1 or SNMPv2c, `largest` octets at most."""
    envelope = len(encode_message(message.version, message.community, b"")) + _LENGTH_GROWTH
    pdu = answer_pdu(view, message.pdu, largest - envelope)
    return pdu and encode_message(message.version, message.community, pdu)


def _response(pdu: Pdu, varbinds: bytes, status: ErrorStatus = ErrorStatus.NO_ERROR) -> bytes:
    return assemble_pdu(PduKind.RESPONSE, pdu.request_id, status, 0, varbinds)


def _many(view: View, pdu: Pdu, room: int) -> bytes:
    """Answer GETBULK with what fits; where not even one object does, tooBig says more than nothing."""
    found = list(_rows(view, pdu, room))
    space = room - len(_response(pdu, b"")) - _LENGTH_GROWTH
    ends = itertools.takewhile(lambda end: end <= space, itertools.accumulate(map(len, found)))
    kept = found[: len(list(ends))]
    return _response(pdu, b"".join(kept)) if kept or not found else too_big(view, pdu)


def _one_each(view: View, pdu: Pdu) -> bytes:
    """Answer GET and GETNEXT: one object for each name, or the one error of SNMPv1."""
    look_up = _get if pdu.kind is PduKind.GET else _next
    found = [look_up(view, varbind.oid) for varbind in pdu.varbinds]
    if view.version == Version.V1:
        for position, (_, missing) in enumerate(found, start=1):
            if missing:
                return refusal(pdu, ErrorStatus.NO_SUCH_NAME, position)
    return _response(pdu, b"".join(octets for octets, _ in found))


def _get(view: View, oid: Oid) -> tuple[bytes, bool]:
    """Return the octets to answer with, and whether they stand for a missing object."""
    octets = view.get(oid)
    if octets is not None:
        return octets, False
    tag = Tag.NO_SUCH_INSTANCE if view.has_column(oid) else Tag.NO_SUCH_OBJECT
    return encode_varbind(Varbind(oid, tag, None)), True


def _next(view: View, oid: Oid) -> tuple[bytes, bool]:
    place = bisect.bisect_right(view.oids, oid)
    if place < len(view.oids):
        return view.encoded[place], False
    return _end_of_view(oid), True


def _end_of_view(oid: Oid) -> bytes:
    return encode_varbind(Varbind(oid, Tag.END_OF_MIB_VIEW, None))


def _rows(view: View, pdu: Pdu, room: int) -> Iterator[bytes]:
    """Yield what answers a GETBULK, row by row: up to a row with nothing but ends, or `room` octets."""
    non_repeaters, repetitions = max(pdu.error_status, 0), max(pdu.error_index, 0)
    for varbind in pdu.varbinds[:non_repeaters]:
        yield _next(view, varbind.oid)[0]
    asked = [(bisect.bisect_right(view.oids, v.oid), v.oid) for v in pdu.varbinds[non_repeaters:]]
    most = room // (_SHORTEST_VARBIND * len(asked)) + 1 if asked else 0
    nearest = min((place for place, _ in asked), default=0)
    for row in range(min(repetitions, most)):
        for place, oid in asked:
            yield view.encoded[place + row] if place + row < len(view.oids) else _end(view, place, oid)
        if nearest + row >= len(view.oids):
            return


def _end(view: View, place: int, oid: Oid) -> bytes:
    """Name the last object there is, or what was asked where that lies behind it (RFC 3416, 4.2.3)."""
    return _end_of_view(view.oids[-1] if place < len(view.oids) else oid)
