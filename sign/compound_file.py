"""What signing needs to know of a Windows Installer package: its signature, and its Authenticode digest.

Source: [MS-CFB], the Compound File Binary format, which an MSI is; all fields are little-endian. The digest
is over the streams in the order of their names as octets, then the class of the storage; the signature's own
streams are left out, so signing does not change it.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
# The class of the outermost storage: {000C1084-0000-0000-C000-000000000046}, a Windows Installer package.
_PACKAGE = bytes.fromhex("84100c0000000000c000000000000046")
_SIGNATURE, _METADATA = "\5DigitalSignature", "\5MsiDigitalSignatureEx"
_HEADER, _ENTRY, _HEADER_SECTORS = 512, 128, 109
_LAST = 0xFFFFFFFA  # sectors and entries have lower numbers; what is above means an end, or nothing
_STORAGE, _STREAM = 1, 2


class BrokenError(ValueError):
    """The file is no compound file, or not a whole one."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes  # UTF-16, without its end
    kind: int
    left: int
    right: int
    child: int
    class_id: bytes
    start: int
    size: int  # octets


@dataclass(frozen=True, slots=True)
class _File:
    """A compound file: the sectors of `data`, and which one follows which."""

    data: bytes
    shift: int  # a sector has 1 << shift octets
    table: tuple[int, ...]

    def chain(self, start: int) -> bytes:
        """Return the octets of the sectors from `start` on; BrokenError where they go in a circle."""
        return b"".join(self._sector(number) for number in _chained(self.table, start))

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) << self.shift
        return self.data[begin : begin + (1 << self.shift)]


def package(data: bytes) -> tuple[str, bool] | None:
    """Return a package's Authenticode digest (SHA-256, hex), and whether it carries a signature.

    None where `data` is no package, or not a whole one.
    """
    try:
        return _package(data)
    except (BrokenError, struct.error, IndexError):
        return None


def _package(data: bytes) -> tuple[str, bool] | None:
    if data[:8] != _MAGIC:
        return None
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise BrokenError
    (first,) = struct.unpack_from("<I", data, 48)
    file = _File(data, shift, _table(data, shift))
    entries = _entries(file.chain(first))
    if not entries or entries[0].class_id != _PACKAGE:
        return None
    names = {entry.name.decode("utf-16-le", "replace") for entry in _children(entries, entries[0])}
    hashed = hashlib.sha256()
    for part in _parts(file, entries, entries[0], _small(file, entries[0])):
        hashed.update(part)
    return hashed.hexdigest(), _SIGNATURE in names


def _table(data: bytes, shift: int) -> tuple[int, ...]:
    """Return which sector follows each sector: the header names where that stands, and where more does."""
    size = 1 << shift
    places = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while more < _LAST:
        if more in seen:
            raise BrokenError
        seen.add(more)
        *found, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) << shift)
        places += found
    numbers: list[int] = []
    for place in places:
        if place < _LAST:
            numbers += struct.unpack_from(f"<{size // 4}I", data, (place + 1) << shift)
    return tuple(numbers)


def _chained(table: tuple[int, ...], start: int) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if start >= _LAST:
            return
        yield start
        start = table[start]
    raise BrokenError


def _entries(directory: bytes) -> list[_Entry]:
    return [_entry(directory, begin) for begin in range(0, len(directory) - _ENTRY + 1, _ENTRY)]


def _entry(directory: bytes, begin: int) -> _Entry:
    length, kind = struct.unpack_from("<HB", directory, begin + 64)
    left, right, child = struct.unpack_from("<III", directory, begin + 68)
    start, size = struct.unpack_from("<IQ", directory, begin + 116)
    name = directory[begin : begin + max(0, min(length, 64) - 2)]
    return _Entry(name, kind, left, right, child, directory[begin + 80 : begin + 96], start, size)


def _children(entries: list[_Entry], storage: _Entry) -> list[_Entry]:
    """Return the entries of a storage, in the order of the digest; BrokenError where it lies in a circle."""
    found: dict[int, _Entry] = {}
    waiting = [storage.child]
    while waiting:
        number = waiting.pop()
        if number >= _LAST:
            continue
        if number in found:
            raise BrokenError
        found[number] = entries[number]
        waiting += [entries[number].left, entries[number].right]
    return sorted(found.values(), key=lambda entry: entry.name)


@dataclass(frozen=True, slots=True)
class _Small:
    """The streams below `cutoff` octets: they share one stream, in parts of 64 octets."""

    cutoff: int
    data: bytes
    table: tuple[int, ...]


def _small(file: _File, root: _Entry) -> _Small:
    cutoff, first = struct.unpack_from("<II", file.data, 56)
    table = file.chain(first)
    return _Small(cutoff, file.chain(root.start), struct.unpack(f"<{len(table) // 4}I", table))


def _parts(file: _File, entries: list[_Entry], storage: _Entry, small: _Small) -> Iterator[bytes]:
    for entry in _children(entries, storage):
        if entry.kind == _STORAGE:
            raise BrokenError  # no table of a package is one
        if entry.kind == _STREAM and entry.name.decode("utf-16-le", "replace") not in (_SIGNATURE, _METADATA):
            yield _content(file, entry, small)
    yield storage.class_id


def _content(file: _File, entry: _Entry, small: _Small) -> bytes:
    if entry.size >= small.cutoff:
        content = file.chain(entry.start)
    elif entry.size:
        pieces = (small.data[64 * number : 64 * number + 64] for number in _chained(small.table, entry.start))
        content = b"".join(pieces)
    else:
        content = b""
    if len(content) < entry.size:
        raise BrokenError
    return content[: entry.size]
