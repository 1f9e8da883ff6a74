"""What the exe holds beside Python packages: the interpreter, C libraries, the system's libraries."""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import platform
import pyexpat
import sqlite3
import ssl
import sys
import tkinter as tk
import zlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from packing.debian import owners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def components(libraries: list[Path]) -> list[dict[str, Any]]:
    """Return them as components of CycloneDX: with versions, as far as each one tells its own.

    On Windows that is each DLL, too: packages bring their own copies, such as a second OpenSSL.
    """
    found: list[dict[str, Any]] = [
        _library("CPython", platform.python_version()),
        _library("PyInstaller bootloader", version("pyinstaller")),
        _library("Expat", pyexpat.EXPAT_VERSION.removeprefix("expat_")),
        _library("Net-SNMP", _net_snmp()),
        _library("OpenSSL", ssl.OPENSSL_VERSION.split()[1]),
        _library("SQLite", sqlite3.sqlite_version),
        _library("Tcl/Tk", tk.Tcl().eval("info patchlevel")),
        _library("zlib", zlib.ZLIB_RUNTIME_VERSION),
    ]
    if sys.platform == "win32":
        found.append(_library("Microsoft Visual C++ runtime", version("msvc-runtime")))
        found += files(libraries, version_in)
    packages = owners(libraries)
    return [*found, *(_debian_package(name, release) for name, release in packages.items())]


def files(libraries: Iterable[Path], version_of: Callable[[Path], str]) -> list[dict[str, Any]]:
    """Return each DLL among the libraries as it is: its name, its hash, and its version where it has one."""
    found = {}
    for library in sorted(path for path in libraries if path.suffix.lower() == ".dll"):
        digest = hashlib.sha256(library.read_bytes()).hexdigest()
        reference = f"inside:{library.name}:{digest[:16]}"
        part = {"type": "file", "bom-ref": reference, "name": library.name}
        release = version_of(library)
        hashes = [{"alg": "SHA-256", "content": digest}]
        found[reference] = part | {"hashes": hashes} | ({"version": release} if release else {})
    return list(found.values())


def version_in(library: Path) -> str:
    """Return the file version of its VERSIONINFO, with all four numbers; empty where it has none."""
    pefile = importlib.import_module("pefile")  # PyInstaller brings it along on Windows
    with pefile.PE(str(library), fast_load=True) as program:
        program.parse_data_directories(pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"])
        fixed = getattr(program, "VS_FIXEDFILEINFO", None)
        if not fixed:
            return ""
        numbers = (fixed[0].FileVersionMS, fixed[0].FileVersionLS)
        return ".".join(f"{number >> 16}.{number & 0xFFFF}" for number in numbers)


def _library(name: str, release: str) -> dict[str, str]:
    reference = {"type": "library", "bom-ref": f"inside:{name}", "name": name}
    return {**reference, "version": release} if release else reference


def _debian_package(name: str, release: str) -> dict[str, str]:
    return {**_library(name, release), "purl": f"pkg:deb/debian/{name}@{quote(release)}"}


def _net_snmp() -> str:
    """Return its version; ezsnmp, which brings it along on Windows, does not tell."""
    if sys.platform == "win32":
        return ""
    place = importlib.import_module("easysnmp.interface").__file__
    tells = ctypes.CDLL(place).netsnmp_get_version
    tells.restype = ctypes.c_char_p
    version: bytes = tells()
    return version.decode()
