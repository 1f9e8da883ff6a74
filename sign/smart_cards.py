"""Whether a token is plugged in, as Windows' smart card service sees it; no PIN, nothing is written.

Source: Microsoft's documentation of winscard.h (SCardEstablishContext, SCardListReadersW,
SCardGetStatusChangeW, SCARD_READERSTATEW, SCardReleaseContext) and "Smart Card Return Values". It never ran
on a real Windows: wine's winscard.dll of version 8 has no service behind it.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from failures import READER_ABSENT, TOKEN_ABSENT, SigningError

_SCOPE_USER = 0  # SCARD_SCOPE_USER
_UNAWARE = 0x0  # SCARD_STATE_UNAWARE: whoever asks knows nothing yet, so the answer comes at once
_PRESENT = 0x20  # SCARD_STATE_PRESENT
# LONG and DWORD have 32 bits on every Windows, SCARDCONTEXT (ULONG_PTR) has as many as a pointer.
_LONG, _DWORD, _CONTEXT = ctypes.c_int32, ctypes.c_uint32, ctypes.c_size_t


class ReaderState(ctypes.Structure):
    """SCARD_READERSTATEW."""

    _fields_ = (
        ("szReader", ctypes.c_wchar_p),
        ("pvUserData", ctypes.c_void_p),
        ("dwCurrentState", _DWORD),
        ("dwEventState", _DWORD),
        ("cbAtr", _DWORD),
        ("rgbAtr", ctypes.c_ubyte * 36),
    )


SIGNATURES: dict[str, tuple[Any, ...]] = {
    "SCardEstablishContext": (_DWORD, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(_CONTEXT)),
    "SCardListReadersW": (_CONTEXT, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(_DWORD)),
    "SCardGetStatusChangeW": (_CONTEXT, _DWORD, ctypes.POINTER(ReaderState), _DWORD),
    "SCardReleaseContext": (_CONTEXT,),
}


def require_token() -> None:
    """Raise SigningError where Windows sees no reader, or no card in any of them."""
    if sys.platform == "win32":
        require_card(ctypes.WinDLL("winscard"))


def require_card(winscard: Any) -> None:  # noqa: ANN401 (a library's functions come by name)
    """Do the same with these functions of winscard.dll."""
    for name, arguments in SIGNATURES.items():
        getattr(winscard, name).argtypes = arguments
        getattr(winscard, name).restype = _LONG
    context = _CONTEXT()
    _require_success(winscard.SCardEstablishContext(_SCOPE_USER, None, None, ctypes.byref(context)))
    try:
        names = _readers(winscard, context)
        states = (ReaderState * len(names))(*(ReaderState(name, None, _UNAWARE) for name in names))
        _require_success(winscard.SCardGetStatusChangeW(context, 0, states, len(names)))
    finally:
        winscard.SCardReleaseContext(context)
    if not any(state.dwEventState & _PRESENT for state in states):
        raise SigningError(TOKEN_ABSENT, f"Empty: {', '.join(names)}")


def _readers(winscard: Any, context: ctypes.c_size_t) -> list[str]:  # noqa: ANN401 (as above)
    """Return the readers' names, at least one; Windows ends each with a zero, and the list with another."""
    length = _DWORD()
    _require_success(winscard.SCardListReadersW(context, None, None, ctypes.byref(length)))
    listed = ctypes.create_unicode_buffer(length.value)
    _require_success(winscard.SCardListReadersW(context, None, listed, ctypes.byref(length)))
    names = [name for name in "".join(listed[: length.value]).split("\0") if name]
    if not names:
        raise SigningError(READER_ABSENT)
    return names


def _require_success(code: int) -> None:
    if code:
        raise SigningError(READER_ABSENT, f"Windows' smart card service says 0x{code & 0xFFFFFFFF:08X}.")
