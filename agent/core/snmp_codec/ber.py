"""BER as SNMP uses it (X.690, RFC 3417 section 8): elements, numbers, object identifiers, varbinds.

Reading trusts nothing: lengths are definite and lie within what holds them, numbers and object
identifiers have an end, and whatever fails raises Malformed. The messages stand in message.py.
"""

from agent.core.model.walk import NUMBER_TAGS, OCTET_TAGS, Oid, Tag, Value, Varbind

SEQUENCE = 0x30
MOST_ARCS = 128  # RFC 2578, 3.5
_FEWEST_ARCS = 2
_JOINT = 2  # the highest first arc, joint-iso-itu-t; 0 and 1 have 40 second arcs (X.690, 8.19.4)
_SECOND_ARCS = 40
_MORE = 0x80  # the high bit: a long length, an arc that goes on
_HIGHEST_ARC = 2**32 - 1
_HIGHEST_FIRST = _JOINT * _SECOND_ARCS + _HIGHEST_ARC  # the first two arcs share one subidentifier
_LONGEST_INTEGER = 9  # eight octets of a Counter64 and its sign octet
_ADDRESS_OCTETS = 4
_LONGEST_LENGTH = 4
_TAGS = {int(tag): tag for tag in Tag}


class Malformed(ValueError):  # noqa: N818 (the word that the modules around it use)
    """These octets are not the SNMP message that was expected."""


def encode_varbind(varbind: Varbind) -> bytes:
    """Return the octets of one varbind; ValueError if its value doesn't fit its tag."""
    return tlv(SEQUENCE, tlv(Tag.OBJECT_IDENTIFIER, encode_oid(varbind.oid)) + _encode_value(varbind))


def _encode_value(varbind: Varbind) -> bytes:
    tag, value = varbind.tag, varbind.value
    if isinstance(value, int) and tag in NUMBER_TAGS:
        if value < 0 and tag != Tag.INTEGER:
            raise ValueError(f"{tag.name} counts from 0: {value}")
        return encode_integer(value, tag)
    if isinstance(value, bytes) and tag in OCTET_TAGS:
        if tag == Tag.IP_ADDRESS and len(value) != _ADDRESS_OCTETS:
            raise ValueError("an IpAddress has four octets")
        return tlv(tag, value)
    if isinstance(value, tuple) and tag == Tag.OBJECT_IDENTIFIER:
        return tlv(tag, encode_oid(value))
    if value is None and (tag == Tag.NULL or tag.is_missing):
        return tlv(tag, b"")
    raise ValueError(f"{value!r} is no {tag.name}")


def tlv(tag: int, content: bytes) -> bytes:
    """Return one BER element: tag, definite length in its shortest form, content."""
    length = len(content)
    if length < _MORE:
        return bytes((tag, length)) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8)
    return bytes((tag, _MORE | len(octets))) + octets + content


def encode_integer(value: int, tag: int = Tag.INTEGER) -> bytes:
    """Return a number as the shortest two's complement; ValueError outside of -2^63 .. 2^64-1."""
    if not -(2**63) <= value < 2**64:
        raise ValueError(f"{value} has more than 64 bits")
    magnitude = value if value >= 0 else ~value
    return tlv(tag, value.to_bytes(magnitude.bit_length() // 8 + 1, signed=True))


def encode_oid(oid: Oid) -> bytes:
    """Return the content octets of an Oid of 2 to 128 arcs below 2^32; ValueError if it is none."""
    in_range = _FEWEST_ARCS <= len(oid) <= MOST_ARCS and min(oid) >= 0 and max(oid) <= _HIGHEST_ARC
    if not in_range or oid[0] > _JOINT or (oid[0] < _JOINT and oid[1] >= _SECOND_ARCS):
        raise ValueError(f"no object identifier: {oid}")
    arcs = (oid[0] * _SECOND_ARCS + oid[1], *oid[2:])
    return bytes(arcs) if max(arcs) < _MORE else b"".join(map(_encode_arc, arcs))


def _encode_arc(arc: int) -> bytes:
    octets = [arc & 0x7F]
    while arc := arc >> 7:
        octets.append(_MORE | arc & 0x7F)
    return bytes(reversed(octets))


def read_head(data: bytes, at: int, end: int) -> tuple[int, int, int]:
    """Return tag, start and stop of the content of the element at `at`; it must stop by `end`."""
    start = at + 2
    if start > end:
        raise Malformed("cut short")
    length = data[at + 1]
    if length >= _MORE:
        size = length - _MORE
        if not 1 <= size <= _LONGEST_LENGTH or start + size > end:
            raise Malformed("indefinite, or too long a length")
        length = int.from_bytes(data[start : start + size])
        start += size
    if start + length > end:
        raise Malformed("longer than what holds it")
    return data[at], start, start + length


def read_element(data: bytes, at: int, end: int, tag: int) -> tuple[int, int]:
    """Return start and stop of the content of the element at `at`, which must have this tag."""
    found, start, stop = read_head(data, at, end)
    if found != tag:
        raise Malformed(f"tag {found:#x} where {tag:#x} belongs")
    return start, stop


def read_whole(datagram: bytes) -> tuple[int, int]:
    """Return start and stop of the one SEQUENCE that fills a datagram."""
    start, stop = read_element(datagram, 0, len(datagram), SEQUENCE)
    if stop != len(datagram):
        raise Malformed("octets behind the message")
    return start, stop


def read_integer(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Return the INTEGER at `at` and where it stops."""
    start, stop = read_element(data, at, end, Tag.INTEGER)
    return _decode_number(data[start:stop], signed=True), stop


def read_octets(data: bytes, at: int, end: int) -> tuple[bytes, int]:
    """Return the OCTET STRING at `at` and where it stops."""
    start, stop = read_element(data, at, end, Tag.OCTET_STRING)
    return data[start:stop], stop


def read_varbind(data: bytes, at: int, end: int) -> Varbind:
    """Return the varbind whose name and value fill `data` from `at` to `end`; raises Malformed."""
    start, at = read_element(data, at, end, Tag.OBJECT_IDENTIFIER)
    oid = decode_oid(data[start:at])
    number, start, stop = read_head(data, at, end)
    tag = _TAGS.get(number)
    if tag is None or stop != end:
        raise Malformed(f"no varbind: value tag {number:#x}")
    return Varbind(oid, tag, _decode_value(tag, data[start:stop]))


def _decode_value(tag: Tag, content: bytes) -> Value:
    if tag in OCTET_TAGS:
        if tag is Tag.IP_ADDRESS and len(content) != _ADDRESS_OCTETS:
            raise Malformed("an IpAddress has four octets")
        return content
    if tag in NUMBER_TAGS:
        return _decode_number(content, signed=tag is Tag.INTEGER)
    if tag is Tag.OBJECT_IDENTIFIER:
        return decode_oid(content)
    if content:
        raise Malformed(f"{tag.name} has no content")
    return None


def _decode_number(content: bytes, *, signed: bool) -> int:
    """Counters and gauges are read unsigned: devices exist that leave out their sign octet."""
    if not content or len(content) > _LONGEST_INTEGER or (len(content) == _LONGEST_INTEGER and content[0]):
        raise Malformed(f"a number of {len(content)} octets")
    return int.from_bytes(content, signed=signed)


def decode_oid(content: bytes) -> Oid:
    """Return the Oid of content octets; no octets are 0.0, as devices mean it; raises Malformed."""
    arcs = tuple(content or b"\0") if content.isascii() else _decode_arcs(content)
    if len(arcs) >= MOST_ARCS:
        raise Malformed("more than 128 arcs")
    top = min(arcs[0] // _SECOND_ARCS, _JOINT)
    return (top, arcs[0] - _SECOND_ARCS * top, *arcs[1:])


def _decode_arcs(content: bytes) -> tuple[int, ...]:
    arcs: list[int] = []
    arc = 0
    if content[-1] & _MORE:
        raise Malformed("an arc without its end")
    for octet in content:
        if not arc and octet == _MORE:
            raise Malformed("an arc with a leading zero")
        arc = arc << 7 | octet & 0x7F
        if arc > (_HIGHEST_ARC if arcs else _HIGHEST_FIRST):
            raise Malformed("an arc beyond 2^32 - 1")
        if octet < _MORE:
            arcs.append(arc)
            arc = 0
    return tuple(arcs)
