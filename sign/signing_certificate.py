"""What signing needs to know of a certificate: thumbprint, holder, validity (X.509 in DER, RFC 5280)."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from failures import EXPIRED, SigningError

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMON_NAME = bytes.fromhex("0603550403")  # the object identifier 2.5.4.3 in DER
_VERSION = 0xA0
_UTC_TIME = 0x17
_LONG_LENGTH = 0x80


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate; `thumbprint` is the SHA-1 of its DER in upper-case hex, as Windows shows it."""

    thumbprint: str
    holder: str
    not_before: datetime
    not_after: datetime


def read_certificate(der: bytes) -> Certificate:
    """Return the fields of the certificate `der`; ValueError where it is none."""
    try:
        return _read(der)
    except (IndexError, UnicodeDecodeError) as error:
        raise ValueError("this is no certificate in DER") from error


def readable(ders: Iterable[bytes]) -> list[Certificate]:
    """Return the fields of those of `ders` that can be read; a store holds many that are not ours."""
    found = []
    for der in ders:
        with contextlib.suppress(ValueError):
            found.append(read_certificate(der))
    return found


def _read(der: bytes) -> Certificate:
    (to_be_signed, *_) = _elements(_content(der))
    fields = _elements(to_be_signed[1])
    if fields[0][0] == _VERSION:
        fields = fields[1:]
    _serial, _algorithm, _issuer, validity, subject, *_rest = (content for _tag, content in fields)
    not_before, not_after = (_moment(tag, content) for tag, content in _elements(validity))
    return Certificate(
        thumbprint=hashlib.sha1(der, usedforsecurity=False).hexdigest().upper(),
        holder=_common_name(subject),
        not_before=not_before,
        not_after=not_after,
    )


def _element(data: bytes, start: int) -> tuple[int, bytes, int]:
    """Return tag, content and end of the DER element at `start`; IndexError where it is cut off."""
    tag, length, begin = data[start], data[start + 1], start + 2
    if length >= _LONG_LENGTH:
        octets = length - _LONG_LENGTH
        length = int.from_bytes(data[begin : begin + octets])
        begin += octets
    if begin + length > len(data):
        raise IndexError(start)
    return tag, data[begin : begin + length], begin + length


def _elements(data: bytes) -> list[tuple[int, bytes]]:
    found, place = [], 0
    while place < len(data):
        tag, content, place = _element(data, place)
        found.append((tag, content))
    return found


def _content(der: bytes) -> bytes:
    return _element(der, 0)[1]


def _moment(tag: int, content: bytes) -> datetime:
    """Read a time as RFC 5280, section 4.1.2.5, has it: two digits of a year mean 1950 to 2049."""
    text = content.decode("ascii")
    if tag == _UTC_TIME:
        text = ("19" if text >= "50" else "20") + text
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def _common_name(subject: bytes) -> str:
    place = subject.find(_COMMON_NAME)
    if place < 0:
        return "(no name)"
    return _element(subject, place + len(_COMMON_NAME))[1].decode(errors="replace")


def require_valid(certificate: Certificate, now: datetime) -> None:
    """Raise SigningError unless the certificate is valid at `now`."""
    if not certificate.not_before <= now <= certificate.not_after:
        raise SigningError(
            EXPIRED,
            f"It is valid from {certificate.not_before:%Y-%m-%d} to {certificate.not_after:%Y-%m-%d}.",
        )


def expires_within(certificate: Certificate, now: datetime, days: int) -> bool:
    """Return whether the certificate's validity ends before `days` have gone by."""
    return certificate.not_after - now < timedelta(days=days)
