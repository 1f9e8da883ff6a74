"""A shortcut in the start-up folder of this user: what Windows starts when the Run key does not hold it.

By IShellLinkW and IPersistFile (shobjidl_core.h, objidl.h), for no package that we have writes .lnk files.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import contextmanager
from ctypes import wintypes
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHELL_LINK = UUID("00021401-0000-0000-C000-000000000046")
_I_SHELL_LINK = UUID("000214F9-0000-0000-C000-000000000046")
_I_PERSIST_FILE = UUID("0000010b-0000-0000-C000-000000000046")
_IN_PROCESS = 1  # CLSCTX_INPROC_SERVER
_STARTUP = 7  # CSIDL_STARTUP
# The places of the methods in the interfaces' tables.
_QUERY_INTERFACE, _RELEASE = 0, 2
_GET_PATH, _GET_ARGUMENTS, _SET_ARGUMENTS, _SET_PATH = 3, 10, 11, 20
_LOAD, _SAVE = 5, 6
_LONGEST = 32_768  # characters of a command line of Windows
_RAW_PATH = 4  # SLGP_RAWPATH


def startup_folder() -> Path:
    """Return this user's start-up folder, wherever it was moved to; OSError where Windows has none."""
    if sys.platform != "win32":
        return Path()
    found = ctypes.create_unicode_buffer(wintypes.MAX_PATH)
    if ctypes.windll.shell32.SHGetFolderPathW(None, _STARTUP, None, 0, found) != 0:
        raise FileNotFoundError(2, "there is no start-up folder")
    return Path(found.value)


def read(path: Path) -> tuple[str, str] | None:
    """Return program and arguments of a shortcut, None where there is none; OSError where it is damaged."""
    if not path.exists():
        return None
    with _link() as link:
        _call(_as(link, _I_PERSIST_FILE), _LOAD, wintypes.LPCWSTR(str(path)), wintypes.DWORD(0))
        program, arguments = (ctypes.create_unicode_buffer(_LONGEST) for _ in range(2))
        _call(link, _GET_PATH, program, ctypes.c_int(_LONGEST), None, wintypes.DWORD(_RAW_PATH))
        _call(link, _GET_ARGUMENTS, arguments, ctypes.c_int(_LONGEST))
        return program.value, arguments.value


def write(path: Path, program: str, arguments: str) -> None:
    """Write a shortcut that starts this program; OSError where Windows refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _link() as link:
        _call(link, _SET_PATH, wintypes.LPCWSTR(program))
        _call(link, _SET_ARGUMENTS, wintypes.LPCWSTR(arguments))
        _call(_as(link, _I_PERSIST_FILE), _SAVE, wintypes.LPCWSTR(str(path)), wintypes.BOOL(True))


@contextmanager
def _link() -> Iterator[ctypes.c_void_p]:
    """Yield a new shell link, with COM at work in this thread for as long."""
    if sys.platform != "win32":
        raise NotImplementedError
    ole, link = ctypes.windll.ole32, ctypes.c_void_p()
    has_begun = ole.CoInitialize(None) >= 0  # a thread that another way of COM has already goes on with that
    try:
        made = ole.CoCreateInstance(
            _guid(_SHELL_LINK), None, _IN_PROCESS, _guid(_I_SHELL_LINK), ctypes.byref(link)
        )
        _refuse(made)
        yield link
        _call(link, _RELEASE)
    finally:
        if has_begun:
            ole.CoUninitialize()


def _as(link: ctypes.c_void_p, interface: UUID) -> ctypes.c_void_p:
    """Return another interface of the same thing; it lives as long as the link does."""
    other = ctypes.c_void_p()
    _call(link, _QUERY_INTERFACE, _guid(interface), ctypes.byref(other))
    return other


def _call(this: ctypes.c_void_p, place: int, *arguments: Any) -> None:  # noqa: ANN401 (as C has them)
    """Call the method at this place of the table; OSError where it fails."""
    if sys.platform != "win32":
        return
    table = ctypes.cast(this, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
    method = ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *[_type_of(one) for one in arguments])
    result = method(table[place] or 0)(this, *arguments)
    if place != _RELEASE:  # which returns a count
        _refuse(result)


def _type_of(argument: Any) -> Any:  # noqa: ANN401 (as C has them)
    return type(argument) if isinstance(argument, ctypes._SimpleCData) else ctypes.c_void_p  # noqa: SLF001 (the base of C's plain types has no other name)


def _guid(identifier: UUID) -> Any:  # noqa: ANN401 (an array of its own length)
    return ctypes.create_string_buffer(identifier.bytes_le, 16)


def _refuse(result: int) -> None:
    """Raise OSError for a HRESULT that says so."""
    if result < 0 and sys.platform == "win32":
        raise ctypes.WinError(result)
