"""The message of SNMPv3 with the user-based security model (RFC 3412 section 6, RFC 3414 section 2.4)."""

from dataclasses import dataclass
from enum import IntFlag

from agent.core.model.walk import Tag
from agent.core.snmp_codec import ber
from agent.core.snmp_codec.message import Pdu, PduKind, Version, encode_pdu, read_pdu

LARGEST_DATAGRAM = 65_507  # octets of payload in one UDP datagram over IPv4
_SMALLEST_LARGEST = 484  # every SNMP engine takes this many octets (RFC 3412, 6)
_HIGHEST_INTEGER = 2**31 - 1
_USER_BASED = 3  # msgSecurityModel
_ENGINE_ID_OCTETS = range(5, 33)  # SnmpEngineID, RFC 3411


class Flag(IntFlag):
    """The bits of msgFlags (RFC 3412, 6.4)."""

    AUTHENTICATED = 1
    ENCRYPTED = 2
    REPORTABLE = 4


@dataclass(frozen=True, slots=True)
class V3Message:
    """Header, security parameters and data of one message.

    `data` is one BER element: a scoped PDU in the clear, or an OCTET STRING where it is encrypted.
    `engine_time` counts seconds; `digest` is msgAuthenticationParameters, `salt` msgPrivacyParameters;
    `largest` is the longest answer in octets that the sender takes.
    """

    message_id: int
    flags: Flag
    engine_id: bytes
    engine_boots: int
    engine_time: int
    user_name: bytes
    digest: bytes
    salt: bytes
    data: bytes
    largest: int = LARGEST_DATAGRAM


@dataclass(frozen=True, slots=True)
class ScopedPdu:
    """A PDU and the context that it is about (RFC 3412, 6.8)."""

    context_engine_id: bytes
    context_name: bytes
    pdu: Pdu


def encode_v3(message: V3Message) -> bytes:
    """Return the datagram of a message."""
    numbers = map(ber.encode_integer, (message.message_id, message.largest))
    flags = ber.tlv(Tag.OCTET_STRING, bytes((message.flags,)))
    header = ber.tlv(ber.SEQUENCE, b"".join(numbers) + flags + ber.encode_integer(_USER_BASED))
    security = ber.tlv(Tag.OCTET_STRING, _encode_security(message))
    return ber.tlv(ber.SEQUENCE, ber.encode_integer(Version.V3) + header + security + message.data)


def _encode_security(message: V3Message) -> bytes:
    boots_and_time = ber.encode_integer(message.engine_boots) + ber.encode_integer(message.engine_time)
    texts = (ber.tlv(Tag.OCTET_STRING, text) for text in (message.user_name, message.digest, message.salt))
    return ber.tlv(
        ber.SEQUENCE, ber.tlv(Tag.OCTET_STRING, message.engine_id) + boots_and_time + b"".join(texts)
    )


def decode_v3(datagram: bytes) -> V3Message:
    """Return the message in a datagram, its data still one element; raises Malformed."""
    return _decode(datagram)[0]


def blank_digest(datagram: bytes) -> bytes:
    """Return the datagram with zeros for its digest: what the digest was made of (RFC 3414, 6.3.2)."""
    message, stop = _decode(datagram)
    zeros = bytes(len(message.digest))
    return datagram[: stop - len(zeros)] + zeros + datagram[stop:]


def _decode(datagram: bytes) -> tuple[V3Message, int]:
    """Return the message, and where its digest stops."""
    at, end = ber.read_whole(datagram)
    version, at = ber.read_integer(datagram, at, end)
    if version != Version.V3:
        raise ber.Malformed("not SNMPv3")
    start, at = ber.read_element(datagram, at, end, ber.SEQUENCE)
    message_id, largest, flags = _read_header(datagram, start, at)
    start, at = ber.read_element(datagram, at, end, Tag.OCTET_STRING)
    start, stop = ber.read_element(datagram, start, at, ber.SEQUENCE)
    engine_id, start = ber.read_octets(datagram, start, stop)
    boots, start = _read_natural(datagram, start, stop)
    time, start = _read_natural(datagram, start, stop)
    user_name, start = ber.read_octets(datagram, start, stop)
    digest, digest_stop = ber.read_octets(datagram, start, stop)
    salt, start = ber.read_octets(datagram, digest_stop, stop)
    tag, _, data_stop = ber.read_head(datagram, at, end)
    kind = Tag.OCTET_STRING if flags & Flag.ENCRYPTED else ber.SEQUENCE
    if (start, stop, data_stop, tag) != (stop, at, end, kind):
        raise ber.Malformed("not the parts of an SNMPv3 message")
    security = (engine_id, boots, time, user_name, digest, salt)
    return V3Message(message_id, flags, *security, datagram[at:end], largest), digest_stop


def _read_header(datagram: bytes, at: int, end: int) -> tuple[int, int, Flag]:
    message_id, at = _read_natural(datagram, at, end)
    largest, at = _read_natural(datagram, at, end)
    octets, at = ber.read_octets(datagram, at, end)
    model, at = ber.read_integer(datagram, at, end)
    if len(octets) != 1 or at != end or model != _USER_BASED or largest < _SMALLEST_LARGEST:
        raise ber.Malformed("no header of the user-based security model")
    flags = Flag(octets[0] & 0b111)
    if Flag.ENCRYPTED in flags and Flag.AUTHENTICATED not in flags:
        raise ber.Malformed("encrypted without authentication")
    return message_id, largest, flags


def _read_natural(data: bytes, at: int, end: int) -> tuple[int, int]:
    number, at = ber.read_integer(data, at, end)
    if not 0 <= number <= _HIGHEST_INTEGER:
        raise ber.Malformed(f"not within 0 .. 2^31-1: {number}")
    return number, at


def encode_scoped(context_engine_id: bytes, context_name: bytes, pdu: bytes) -> bytes:
    """Return the data element around a PDU that is encoded already."""
    context = ber.tlv(Tag.OCTET_STRING, context_engine_id) + ber.tlv(Tag.OCTET_STRING, context_name)
    return ber.tlv(ber.SEQUENCE, context + pdu)


def decode_scoped(data: bytes) -> ScopedPdu:
    """Return the scoped PDU in a message's data; raises Malformed (also where it is encrypted)."""
    at, end = ber.read_whole(data)
    engine_id, at = ber.read_octets(data, at, end)
    name, at = ber.read_octets(data, at, end)
    return ScopedPdu(engine_id, name, read_pdu(data, at, end))


def discovery_question(message_id: int) -> bytes:
    """Return the datagram that asks any SNMPv3 engine for its engine id (RFC 3414, section 4)."""
    scoped = encode_scoped(b"", b"", encode_pdu(Pdu(PduKind.GET, message_id)))
    return encode_v3(V3Message(message_id, Flag.REPORTABLE, b"", 0, 0, b"", b"", b"", scoped))


def decode_discovery(datagram: bytes) -> bytes:
    """Return the engine id in the answer to a discovery question; raises Malformed."""
    message = decode_v3(datagram)
    if decode_scoped(message.data).pdu.kind is not PduKind.REPORT:
        raise ber.Malformed("no Report")
    if len(message.engine_id) not in _ENGINE_ID_OCTETS:
        raise ber.Malformed(f"an engine id of {len(message.engine_id)} octets")
    return message.engine_id
