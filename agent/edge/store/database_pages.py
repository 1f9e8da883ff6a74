"""Rows out of the leaves of a damaged database, without the tree above them and without its schema.

A row stands whole in one leaf page and, where it is long, in a chain of overflow pages; which table it
is of shows in its columns. By the SQLite file format, 1.6 (b-tree pages) and 2.1 (records).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from agent.edge.store.wal_pages import HEADER, PAGE, Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Row = tuple[int, tuple[object, ...]]  # its rowid, and its values; an INTEGER PRIMARY KEY is None there
    Wanted = Callable[[str], bool]

_LEAF = 0x0D  # of a table
_MOST_LOCAL = PAGE - 35  # octets of a row that stay in the leaf
_LEAST_LOCAL = (PAGE - 12) * 32 // 255 - 23
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}
_FIRST_BLOB = 12


class Torn(Exception):  # noqa: N818 (it is how a reader here stops, and reaches nobody)
    """What was read is no whole row."""


def rows(pages: Pages, wanted: Wanted) -> Iterator[Row]:
    """Yield the rows whose columns are `wanted`: n(ull), i(nteger), r(eal), b(lob) or t(ext) for each."""
    for number in pages.used():
        page = pages.page(number)
        start = HEADER if number == 1 else 0
        if len(page) == PAGE and page[start] == _LEAF:
            yield from _rows_of(page, start, pages, wanted)


def _rows_of(page: bytes, start: int, pages: Pages, wanted: Wanted) -> Iterator[Row]:
    (cells,) = struct.unpack_from(">H", page, start + 3)
    for place in range(start + 8, min(start + 8 + 2 * cells, PAGE - 1), 2):
        (cell,) = struct.unpack_from(">H", page, place)
        try:
            row = _row(page, cell, pages, wanted)
        except (Torn, IndexError, struct.error, UnicodeDecodeError):
            continue  # one row less; its neighbours may be whole
        if row is not None:
            yield row


def _row(page: bytes, cell: int, pages: Pages, wanted: Wanted) -> Row | None:
    length, at = _varint(page, cell)
    rowid, at = _varint(page, at)
    local = length if length <= _MOST_LOCAL else _local(length)
    here = page[at : at + local]
    if len(here) < local:
        raise Torn
    columns = _columns(here)
    if not wanted("".join(map(_letter, columns))):
        return None
    rest = b"" if local == length else _overflow(pages, page[at + local :][:4], length - local)
    return rowid, tuple(_values(columns, here + rest))


def _local(length: int) -> int:
    local = _LEAST_LOCAL + (length - _LEAST_LOCAL) % (PAGE - 4)
    return local if local <= _MOST_LOCAL else _LEAST_LOCAL


def _overflow(pages: Pages, first: bytes, length: int) -> bytes:
    """Return the octets in a chain of overflow pages; Torn where it ends too early or goes on too long."""
    content = bytearray()
    following = int.from_bytes(first, "big")
    while len(content) < length:
        page = pages.page(following) if following else b""
        if len(page) < PAGE:
            raise Torn
        following = int.from_bytes(page[:4], "big")
        content += page[4 : 4 + length - len(content)]
    if following:
        raise Torn
    return bytes(content)


def _columns(record: bytes) -> tuple[int, ...]:
    """Return the serial types of a record's values."""
    size, at = _varint(record, 0)
    if not 1 < size <= len(record):
        raise Torn
    types = []
    while at < size:
        kind, at = _varint(record, at)
        types.append(kind)
    return tuple(types)


def _letter(kind: int) -> str:
    if kind >= _FIRST_BLOB:
        return "t" if kind % 2 else "b"
    return {0: "n", 7: "r", 10: "?", 11: "?"}.get(kind, "i")


def _values(columns: tuple[int, ...], record: bytes) -> Iterator[object]:
    at, _ = _varint(record, 0)
    for kind in columns:
        width = (kind - _FIRST_BLOB) // 2 if kind >= _FIRST_BLOB else _WIDTHS.get(kind, 0)
        content = record[at : at + width]
        if len(content) < width:
            raise Torn
        at += width
        yield _value(kind, content)
    if at != len(record):
        raise Torn


def _value(kind: int, content: bytes) -> object:
    if kind >= _FIRST_BLOB:
        return content.decode() if kind % 2 else content
    match _letter(kind):
        case "r":
            return struct.unpack(">d", content)[0]
        case "i":
            return int.from_bytes(content, "big", signed=True) if content else kind - 8
    return None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a variable-length integer of 1 to 9 octets, and where it ends."""
    value = 0
    for length in range(1, 9):
        octet = data[at + length - 1]
        value = value << 7 | octet & 0x7F
        if octet < 0x80:  # noqa: PLR2004 (its highest bit says that another one follows)
            return value, at + length
    return value << 8 | data[at + 8], at + 9
