"""A walk as text and back: the snmprec form, one `OID|tag|value` a line.

Tags are decimal (see Tag); an `x` behind the tag says that the value is hexadecimal. Octets stand for
themselves as latin-1, so that reading a file as latin-1 and parsing it gives the octets it was made of.
"""

from __future__ import annotations

import re

from agent.core.model.walk import NUMBER_TAGS, OCTET_TAGS, Tag, Value, Varbind, Walk, parse_oid
from agent.core.recording import format_recording
from agent.core.snmp_codec.ber import encode_oid, encode_varbind

__all__ = ["format_recording", "parse_recording"]

_RECORD = re.compile(r"([0-9.]+)\|([0-9]{1,3})(x?)\|(.*)", re.DOTALL)
_TAGS = {int(tag): tag for tag in Tag}
# An IpAddress may stand as its four octets; 10 of 10.0.0.7 is a line feed then.
_RAW_ADDRESS = re.compile(r"^([0-9.]+)\|64\|([\x00-\xff]{4})$", re.MULTILINE)


def parse_recording(text: str) -> Walk:
    """Return the walk that a recording holds; ValueError names the line that is no record.

    A value that its tag can't have (a slip, a simulator's macro) leaves out its object only: the line
    is named in the walk's `faults`. Blank lines and lines that begin with # count for nothing.
    """
    varbinds, faults = [], []
    lines = _RAW_ADDRESS.sub(_address_as_hex, text.replace("\r\n", "\n")).split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            varbinds.append(_parse_record(line))
        except _UnreadableValue as unreadable:
            faults.append(f"line {number}: {unreadable}")
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from error
    return Walk(varbinds, faults)


class _UnreadableValue(ValueError):  # noqa: N818 (no error of the program: it ends as a walk's fault)
    """The line is a record, but its value isn't one of its tag."""


def _address_as_hex(match: re.Match[str]) -> str:
    """Keep as many line feeds as there were, for the line numbers behind."""
    return f"{match[1]}|64x|{match[2].encode('latin-1').hex()}" + "\n" * match[2].count("\n")


def _parse_record(line: str) -> Varbind:
    match = _RECORD.fullmatch(line)
    if match is None:
        raise ValueError("not of the form OID|tag|value")
    tag = _TAGS.get(int(match[2]))
    if tag is None:
        raise ValueError(f"no SNMP value has the tag {match[2]}")
    oid = parse_oid(match[1])
    encode_oid(oid)  # a name outside of RFC 2578 is no record
    try:
        varbind = Varbind(oid, tag, _parse_value(tag, match[4], is_hex=bool(match[3])))
        encode_varbind(varbind)
    except ValueError as error:
        raise _UnreadableValue(f"{match[4]!r} is no {tag.name}") from error
    return varbind


def _parse_value(tag: Tag, text: str, *, is_hex: bool) -> Value:
    if tag in NUMBER_TAGS:
        return int(text)
    if tag is Tag.OBJECT_IDENTIFIER:
        return parse_oid(text)
    if tag in OCTET_TAGS:
        if is_hex:
            return bytes.fromhex(text)
        return bytes(map(int, text.split("."))) if tag is Tag.IP_ADDRESS else text.encode("latin-1")
    return None
