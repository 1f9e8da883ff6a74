"""What the exe holds beside Python packages: the interpreter, C libraries, the system's libraries."""

from __future__ import annotations

import ctypes
import importlib
import platform
import pyexpat
import sqlite3
import ssl
import sys
import tkinter as tk
import zlib
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import quote

from packing.debian import owners

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def components(libraries: Iterable[Path]) -> list[dict[str, str]]:
    """Return them as components of CycloneDX: with versions, as far as each one tells its own."""
    found = [
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
    packages = owners(libraries)
    return [*found, *(_debian_package(name, release) for name, release in packages.items())]


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
    told: bytes = tells()
    return told.decode()
