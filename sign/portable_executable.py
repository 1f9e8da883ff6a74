"""What signing needs to know of a Windows program: where its signature stands, and its Authenticode digest.

Source: Microsoft's "PE Format" (headers, the attribute certificate table) and "Windows Authenticode Portable
Executable Signature Format" (what the digest leaves out). All fields are little-endian.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

_PE_POINTER = 0x3C
_CHECKSUM = 64  # octets into the optional header, in both its forms
# The number of data directories and the first of them, by the optional header's magic number.
_DIRECTORIES = {0x10B: (92, 96), 0x20B: (108, 112)}
_CERTIFICATE_TABLE = 4  # its place among the data directories
_DIRECTORY_SIZE = 8
_ALIGNMENT = 8  # a certificate table begins at a multiple of this; a signer fills up with zeros


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in a program, in octets from its beginning; `table_size` is 0 where it is unsigned."""

    checksum: int
    table_entry: int
    table: int
    table_size: int

    @property
    def signed(self) -> bool:
        """True where a certificate table is there, valid or not."""
        return self.table_size > 0


def layout(data: bytes) -> Layout | None:
    """Return where things stand in the program `data`; None if it is no Windows program."""
    try:
        return _layout(data)
    except struct.error:
        return None


def _layout(data: bytes) -> Layout | None:
    if data[:2] != b"MZ":
        return None
    (header,) = struct.unpack_from("<I", data, _PE_POINTER)
    if data[header : header + 4] != b"PE\0\0":
        return None
    optional = header + 24
    (magic,) = struct.unpack_from("<H", data, optional)
    if magic not in _DIRECTORIES:
        return None
    count_at, first = _DIRECTORIES[magic]
    (count,) = struct.unpack_from("<I", data, optional + count_at)
    if count <= _CERTIFICATE_TABLE:
        return None
    entry = optional + first + _CERTIFICATE_TABLE * _DIRECTORY_SIZE
    table, size = struct.unpack_from("<II", data, entry)
    if size and not entry + _DIRECTORY_SIZE <= table <= len(data) - size:
        return None
    return Layout(optional + _CHECKSUM, entry, table, size)


def digest(data: bytes, places: Layout) -> str:
    """Return the Authenticode digest (SHA-256, hex) of the program `data`: signing does not change it."""
    end = places.table if places.signed else len(data)
    hashed = hashlib.sha256(data[: places.checksum])
    hashed.update(data[places.checksum + 4 : places.table_entry])
    hashed.update(data[places.table_entry + _DIRECTORY_SIZE : end])
    hashed.update(bytes(-end % _ALIGNMENT))
    # What stands behind the table is no part of the signature, but of the program.
    hashed.update(data[places.table + places.table_size :] if places.signed else b"")
    return hashed.hexdigest()
