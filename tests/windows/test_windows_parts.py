"""The list of parts of the Windows exe names every DLL in it, also those that packages bring along."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from pathlib import PureWindowsPath

import pytest

from build_exe import INSIDE
from installed import EXE, MISSING

pytestmark = [
    pytest.mark.windows,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

# As PyInstaller/archive/readers.py describes it: what ends the archive, and an entry of its list.
MAGIC = b"MEI\014\013\012\013\016"
COOKIE = struct.Struct("!8sIIII64s")
ENTRY = struct.Struct("!IIIIBc")


def packed(exe: bytes) -> dict[str, bytes]:
    """Return the files in the exe's archive by name."""
    cookie = exe.rindex(MAGIC)
    _, length, toc_offset, toc_length, _, _ = COOKIE.unpack_from(exe, cookie)
    start = cookie + COOKIE.size - length
    place, end = start + toc_offset, start + toc_offset + toc_length
    found = {}
    while place < end:
        size, offset, stored, _, compressed, _ = ENTRY.unpack_from(exe, place)
        name = exe[place + ENTRY.size : place + size].rstrip(b"\0").decode()
        content = exe[start + offset : start + offset + stored]
        found[name] = zlib.decompress(content) if compressed else content
        place += size
    return found


def test_every_dll_in_the_exe_stands_in_the_list_of_parts() -> None:
    parts = {
        (part["name"], part["hashes"][0]["content"]): part
        for part in json.loads(INSIDE.read_text(encoding="utf-8"))
        if part["type"] == "file"
    }
    inside = {
        (PureWindowsPath(name).name, hashlib.sha256(content).hexdigest())
        for name, content in packed(EXE.read_bytes()).items()
        if name.lower().endswith(".dll")
    }

    assert sorted(inside) == sorted(parts)
    openssl = [part for (name, _), part in parts.items() if name.startswith("libcrypto")]
    assert len(openssl) > 1, "Python's and the one that ezsnmp brings"
    assert all(part["version"].startswith("3.") for part in openssl)
