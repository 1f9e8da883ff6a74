"""The reports in a mail: as much of MIME (RFC 2045, 2046, 2231, 2047) as finds them, whatever the mail holds.

Python's own parser raises at headers that anybody can write and takes minutes over millions of empty parts.
This one looks at each octet a few times, follows no more than 200 parts, and never fails otherwise.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 200  # of one mail, forwarded mails in it included
DEEPEST = 20
MOST_LINES = 20_000  # that begin as a boundary does; a mail of ours has ten
LONGEST_BOUNDARY = 200  # characters; RFC 2046 allows 70
LONGEST_HEADERS = 200_000  # octets that are looked at
LONGEST_VALUE = 4_000  # characters of one header

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_ESCAPED = re.compile(r"\\(.)")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_WORD = re.compile(r"=\?[^?\s]+\?([BbQq])\?([^?\s]*)\?=")
_END_OF_DELIMITER = re.compile(rb"(--)?[ \t]*(\r?\n|\Z)")


class TooManyPartsError(Exception):
    """A mail has more parts, or deeper ones, than any honest one."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part with a file name, as it was before it was encoded for the mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Entity:
    """A span of octets with headers and a body, and how many others it stands in."""

    data: bytes
    start: int
    end: int
    depth: int


def attachments(mail: bytes, names: frozenset[str], most: int) -> Iterator[tuple[Attachment, ...]]:
    """Yield the attachments of these names that stand side by side, for each place where there are any.

    One that is longer than `most` octets is empty. TooManyPartsError where the mail is no honest one.
    """
    waiting, parts, lines = [_Entity(mail, 0, len(mail), 0)], 0, 0
    while waiting:
        entity = waiting.pop()
        headers, body = _headers(entity)
        kind, parameters = _value(headers.get("content-type", ""))
        children: list[_Entity] = []
        if kind == "message/rfc822":
            children = [_forwarded(entity, body, headers)]
        elif kind.startswith("multipart/"):
            children, seen = _children(entity, body, parameters.get("boundary", ""))
            lines += seen
        parts += len(children)
        if parts > MOST_PARTS or lines > MOST_LINES or entity.depth > DEEPEST:
            raise TooManyPartsError
        waiting += reversed(children)
        found = tuple(_attachment(child, names, most) for child in children)
        if named := tuple(attachment for attachment in found if attachment is not None):
            yield named


def _attachment(entity: _Entity, names: frozenset[str], most: int) -> Attachment | None:
    headers, body = _headers(entity)
    name = _name(headers)
    if name not in names:
        return None
    if entity.end - body > 2 * most:
        return Attachment(name, b"")
    content = _decoded(entity.data[body : entity.end], headers)
    return Attachment(name, content if len(content) <= most else b"")


def _headers(entity: _Entity) -> tuple[dict[str, str], int]:
    """Return the first header of each name, in lower case, and where the body begins."""
    if entity.data[entity.start : entity.start + 2].startswith((b"\n", b"\r\n")):
        return {}, entity.data.index(b"\n", entity.start) + 1
    blank = _BLANK_LINE.search(entity.data, entity.start, entity.end)
    end, body = (blank.start(), blank.end()) if blank else (entity.end, entity.end)
    block = entity.data[entity.start : min(end, entity.start + LONGEST_HEADERS)].decode("latin-1")
    found: dict[str, str] = {}
    for line in _FOLD.sub(" ", block).splitlines():
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value[:LONGEST_VALUE].strip())
    return found, body


def _value(header: str) -> tuple[str, dict[str, str]]:
    """Return the first value of a header, in lower case, and its parameters by their names in lower case."""
    first, semicolon, rest = header.partition(";")
    parameters: dict[str, str] = {}
    for name, value in _PARAMETER.findall(semicolon + rest):
        quoted = len(value) > 1 and value.startswith('"') and value.endswith('"')
        text = _ESCAPED.sub(r"\1", value[1:-1]) if quoted else value.strip()
        parameters.setdefault(name.lower(), text)
    return first.strip().lower(), parameters


def _name(headers: dict[str, str]) -> str:
    """Return the file name of a part; empty where it has none."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        _, parameters = _value(headers.get(header, ""))
        name = parameters.get(parameter) or _extended(parameters, parameter)
        if name:
            return _WORD.sub(_decoded_word, name)
    return ""


def _extended(parameters: dict[str, str], name: str) -> str:
    """Return a parameter as RFC 2231 has it: with a character set, or cut into pieces."""
    pieces = [parameters.get(f"{name}*", "")]
    if not pieces[0]:
        pieces = []
        while piece := parameters.get(f"{name}*{len(pieces)}*") or parameters.get(f"{name}*{len(pieces)}"):
            pieces.append(piece)
    text = "".join(pieces)
    charset = text.split("'", 2)
    return _PERCENT.sub(lambda found: chr(int(found[1], 16)), charset[2] if len(charset) > 2 else text)  # noqa: PLR2004 (charset'language'text)


def _decoded_word(word: re.Match[str]) -> str:
    encoding, text = word.groups()
    octets = text.encode("latin-1", "replace")
    if encoding in "Qq":
        return binascii.a2b_qp(octets, header=True).decode("latin-1")
    return _of_base64(octets).decode("latin-1")


def _children(entity: _Entity, body: int, boundary: str) -> tuple[list[_Entity], int]:
    """Return the parts of a multipart body, and how many lines began as their boundary does."""
    if not 1 <= len(boundary) <= LONGEST_BOUNDARY:
        return [], 0
    delimiter = b"--" + boundary.encode("latin-1", "replace")
    children: list[_Entity] = []
    begun, seen, at = None, 0, entity.data.find(delimiter, body, entity.end)
    while at >= 0 and seen <= MOST_LINES and len(children) <= MOST_PARTS:
        seen += 1
        end = _END_OF_DELIMITER.match(entity.data, at + len(delimiter), entity.end)
        if end and (at == body or entity.data[at - 1 : at] == b"\n"):
            if begun is not None:
                children.append(
                    _Entity(entity.data, begun, _before_line_end(entity.data, at), entity.depth + 1)
                )
            begun = None if end[1] else end.end()
            if end[1]:
                break
        at = entity.data.find(delimiter, at + len(delimiter), entity.end)
    if begun is not None:
        children.append(_Entity(entity.data, begun, entity.end, entity.depth + 1))
    return children, seen


def _before_line_end(data: bytes, at: int) -> int:
    """Return where a part ends: the line end before a delimiter is the delimiter's."""
    return at - 2 if data[at - 2 : at] == b"\r\n" else at - 1


def _forwarded(entity: _Entity, body: int, headers: dict[str, str]) -> _Entity:
    encoding = headers.get("content-transfer-encoding", "").lower()
    if encoding in {"base64", "quoted-printable"}:
        decoded = _decoded(entity.data[body : entity.end], headers)
        return _Entity(decoded, 0, len(decoded), entity.depth + 1)
    return _Entity(entity.data, body, entity.end, entity.depth + 1)


def _decoded(body: bytes, headers: dict[str, str]) -> bytes:
    match headers.get("content-transfer-encoding", "").lower():
        case "base64":
            return _of_base64(body)
        case "quoted-printable":
            return binascii.a2b_qp(body)
        case _:
            return body


def _of_base64(body: bytes) -> bytes:
    """Return the octets of a text in base64, passing over other letters; nothing where its end is cut."""
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        return b""
