"""The messages of SNMPv1 and SNMPv2c and the PDUs in them (RFC 1157, RFC 1901, RFC 3416).

The grammar fixes how deep decoding goes; whatever doesn't follow it raises ber.Malformed.
"""

from dataclasses import dataclass
from enum import IntEnum

from agent.core.model.walk import Tag, Varbind
from agent.core.snmp_codec import ber


class PduKind(IntEnum):
    """ASN.1 tags of the PDUs that this program speaks (RFC 3416, section 3)."""

    GET = 0xA0
    GETNEXT = 0xA1
    RESPONSE = 0xA2
    GETBULK = 0xA5
    REPORT = 0xA8


class Version(IntEnum):
    """The version field of a message (RFC 1157, RFC 1901, RFC 3412)."""

    V1 = 0
    V2C = 1
    V3 = 3


_KINDS = {int(kind): kind for kind in PduKind}


@dataclass(frozen=True, slots=True)
class Pdu:
    """One PDU of RFC 3416. In a GETBULK `error_status` is non-repeaters, `error_index` max-repetitions."""

    kind: PduKind
    request_id: int
    error_status: int = 0
    error_index: int = 0
    varbinds: tuple[Varbind, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message of SNMPv1 (`version` 0) or SNMPv2c (`version` 1)."""

    version: int
    community: bytes
    pdu: Pdu


def encode(message: Message) -> bytes:
    """Return the datagram of a message; ValueError if a value doesn't fit its tag."""
    return encode_message(message.version, message.community, encode_pdu(message.pdu))


def decode(datagram: bytes) -> Message:
    """Return the SNMPv1 or SNMPv2c message in a datagram; raises Malformed."""
    at, end = ber.read_whole(datagram)
    version, at = ber.read_integer(datagram, at, end)
    if version not in {Version.V1, Version.V2C}:
        raise ber.Malformed("neither SNMPv1 nor SNMPv2c")
    community, at = ber.read_octets(datagram, at, end)
    return Message(version, community, read_pdu(datagram, at, end))


def version_of(datagram: bytes) -> int:
    """Return the version field of a message (see Version), reading no further; raises Malformed."""
    return ber.read_integer(datagram, *ber.read_whole(datagram))[0]


def encode_message(version: int, community: bytes, pdu: bytes) -> bytes:
    """Return the datagram around a PDU that is encoded already."""
    return ber.tlv(ber.SEQUENCE, ber.encode_integer(version) + ber.tlv(Tag.OCTET_STRING, community) + pdu)


def encode_pdu(pdu: Pdu) -> bytes:
    """Return the octets of a PDU; ValueError if a value doesn't fit its tag."""
    head = (pdu.request_id, pdu.error_status, pdu.error_index)
    return assemble_pdu(pdu.kind, *head, b"".join(map(ber.encode_varbind, pdu.varbinds)))


def assemble_pdu(kind: PduKind, request_id: int, status: int, index: int, varbinds: bytes) -> bytes:
    """Return the octets of a PDU whose varbinds are encoded already, one behind the other."""
    head = ber.encode_integer(request_id) + ber.encode_integer(status) + ber.encode_integer(index)
    return ber.tlv(kind, head + ber.tlv(ber.SEQUENCE, varbinds))


def read_pdu(data: bytes, at: int, end: int) -> Pdu:
    """Return the PDU that fills `data` from `at` to `end`."""
    tag, at, stop = ber.read_head(data, at, end)
    if tag not in _KINDS or stop != end:
        raise ber.Malformed("no PDU that is spoken here")
    request_id, at = ber.read_integer(data, at, stop)
    status, at = ber.read_integer(data, at, stop)
    index, at = ber.read_integer(data, at, stop)
    at, end = ber.read_element(data, at, stop, ber.SEQUENCE)
    if end != stop:
        raise ber.Malformed("octets behind the varbinds")
    varbinds = []
    while at < end:
        first, at = ber.read_element(data, at, end, ber.SEQUENCE)
        varbinds.append(ber.read_varbind(data, first, at))
    return Pdu(_KINDS[tag], request_id, status, index, tuple(varbinds))
