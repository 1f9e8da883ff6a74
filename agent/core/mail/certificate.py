"""What a server's certificate says of itself (X.509, RFC 5280), as far as a person needs to know it.

It is read only to explain why the system does not trust it; nothing here decides that it may be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION, _EXTENSIONS = 0xA0, 0xA3  # context tags of TBSCertificate
_UTC_TIME = 0x17
_OCTET_STRING = 0x04
_SUBJECT_ALT_NAME = bytes.fromhex("0603551d11")  # the OID 2.5.29.17 as a DER element
_DNS_NAME = 0x82
_LONG_FORM = 0x80
_MOST_LENGTH_OCTETS = 3
_CENTURY_BORDER = 50  # RFC 5280 section 4.1.2.5.1: two digits from 50 on are of the last century
MOST_NAMES = 3
LONGEST_NAME = 80  # characters
# Attributes of a distinguished name (RFC 5280 appendix A.1), as DER content: 2.5.4.3 and 2.5.4.10.
_COMMON_NAME, _ORGANIZATION = bytes.fromhex("550403"), bytes.fromhex("55040a")
# DirectoryString and IA5String; a type that is not here is no text.
_ENCODINGS = {
    0x0C: "utf-8",
    0x13: "ascii",
    0x14: "latin-1",
    0x16: "ascii",
    0x1C: "utf-32-be",
    0x1E: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """From when to when a certificate is valid, and the first of the host names that it is for.

    `subject` and `issuer` are whom it was issued to and by, as they call themselves: bounded and printable,
    empty where they give no name.
    """

    not_before: datetime
    not_after: datetime
    names: tuple[str, ...]
    subject: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """What a mail server showed: `server` is host and port, `fingerprint` the SHA-256 in 64 hex digits.

    `certificate` is None where it can't be read.
    """

    server: str
    fingerprint: str
    certificate: Certificate | None


def certificate_of(der: bytes) -> Certificate | None:
    """Return the fields of a DER certificate, None for octets that are none."""
    try:
        ((_, certificate),) = _elements(der)
        fields = [field for field in _elements(next(_elements(certificate))[1]) if field[0] != _VERSION]
        not_before, not_after = (_time(*element) for element in _elements(fields[3][1]))
        issuer, subject = (_distinguished(fields[place][1]) for place in (2, 4))
        return Certificate(not_before, not_after, tuple(_names(fields)), subject, issuer)
    except (ValueError, IndexError, StopIteration):
        return None


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and content of each DER element; ValueError or IndexError where it is cut short."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & _LONG_FORM:
            octets = length & ~_LONG_FORM
            if not 0 < octets <= _MOST_LENGTH_OCTETS:
                raise ValueError("no length of a certificate's element")
            length, at = int.from_bytes(data[at : at + octets]), at + octets
        if at + length > len(data):
            raise ValueError("an element is cut short")
        yield tag, data[at : at + length]
        at += length


def _time(tag: int, content: bytes) -> datetime:
    text = content.decode("ascii")
    if tag == _UTC_TIME:
        text = ("19" if int(text[:2]) >= _CENTURY_BORDER else "20") + text
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def _distinguished(name: bytes) -> str:
    """Return a distinguished name as people know it: the common name, the organization in brackets."""
    found: dict[bytes, str] = {}
    for _, attributes in _elements(name):
        for _, attribute in _elements(attributes):
            (_, kind), (tag, value) = _elements(attribute)
            text = value.decode(_ENCODINGS.get(tag, "ascii"), "replace")[:LONGEST_NAME]
            found.setdefault(kind, "".join(letter for letter in text if letter.isprintable()))
    common, organization = found.get(_COMMON_NAME, ""), found.get(_ORGANIZATION, "")
    return f"{common} ({organization})" if common and organization else common or organization


def _names(fields: list[tuple[int, bytes]]) -> list[str]:
    extensions = next((content for tag, content in fields if tag == _EXTENSIONS), b"")
    names: list[str] = []
    for _, listed in _elements(extensions):
        for _, extension in _elements(listed):
            if extension.startswith(_SUBJECT_ALT_NAME):
                value = next(content for tag, content in _elements(extension) if tag == _OCTET_STRING)
                names += [
                    text.decode("ascii", "replace")[:LONGEST_NAME]
                    for tag, text in _elements(next(_elements(value))[1])
                    if tag == _DNS_NAME
                ]
    return [name for name in names[:MOST_NAMES] if name.isprintable()]
