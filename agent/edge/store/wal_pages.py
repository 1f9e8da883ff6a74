"""The pages of a database file that SQLite refuses, with what its write-ahead log adds to them.

By the SQLite file format (sqlite.org/fileformat2.html): 1.3 the header, 1.6 pages, 4 the log.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from mmap import mmap

MAGIC = b"SQLite format 3\0"
HEADER = 100  # octets before the tree of page 1
PAGE = 4096  # octets: what SQLite gives every new database
_FREELIST, _FREELIST_LENGTH = 32, 36  # where the header names the first trunk page, and all pages in the list
_LOG_HEADER, _FRAME_HEADER = 32, 24
_LOG_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # the order of octets in its checksums


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages by their number, from 1 on; those that the log has changed are as it has them."""

    file: bytes | mmap
    changed: Mapping[int, bytes]

    def __len__(self) -> int:
        return max(len(self.file) // PAGE, *self.changed, 0)

    def page(self, number: int) -> bytes:
        """Return a page, empty where the file does not reach so far."""
        return self.changed.get(number) or self.file[(number - 1) * PAGE : number * PAGE]

    def used(self) -> Iterator[int]:
        """Yield the numbers of the pages that are not given up; of all where nobody can tell."""
        free = self._given_up()
        yield from (number for number in range(1, len(self) + 1) if number not in free)

    def _given_up(self) -> frozenset[int]:
        """Return the pages of the freelist: they still hold what a row was before it moved."""
        header = self.page(1)[:HEADER]
        if len(header) < HEADER or not header.startswith(MAGIC):
            return frozenset()
        (trunk,), (length,) = (struct.unpack_from(">I", header, at) for at in (_FREELIST, _FREELIST_LENGTH))
        found: set[int] = set()
        while trunk and trunk not in found and len(found) < length:
            found.add(trunk)
            page = self.page(trunk)
            if len(page) < PAGE:
                break
            following, leaves = struct.unpack_from(">II", page)
            found.update(struct.unpack_from(f">{min(leaves, PAGE // 4 - 2)}I", page, 8))
            trunk = following
        return frozenset(found)


def changed_by(log: bytes) -> dict[int, bytes]:
    """Return the pages that the committed frames of a write-ahead log change, as SQLite plays them in."""
    order = _LOG_MAGIC.get(int.from_bytes(log[:4], "big"))
    if order is None or len(log) < _LOG_HEADER or int.from_bytes(log[8:12], "big") != PAGE:
        return {}
    salts, sums = log[16:24], _checksum(log[:24], (0, 0), order)
    if sums != struct.unpack(">II", log[24:32]):
        return {}
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for start in range(_LOG_HEADER, len(log) - _FRAME_HEADER - PAGE + 1, _FRAME_HEADER + PAGE):
        header = log[start : start + _FRAME_HEADER]
        page = log[start + _FRAME_HEADER : start + _FRAME_HEADER + PAGE]
        sums = _checksum(page, _checksum(header[:8], sums, order), order)
        if header[8:16] != salts or sums != struct.unpack(">II", header[16:]):
            break
        number, pages_after = struct.unpack(">II", header[:8])
        pending[number] = page
        if pages_after:  # the last frame of a transaction
            committed |= pending
            pending = {}
    return committed


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
