"""What Windows says of the signature in a program file: Authenticode, by WinVerifyTrust.

Nothing is asked of the network: no revocation, and no certificate is fetched.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from pathlib import Path

# WINTRUST_ACTION_GENERIC_VERIFY_V2 of softpub.h, as its octets lie in memory.
_GENERIC_VERIFY_V2 = bytes.fromhex("6bc5aa0044cdd0118cc200c04fc295ee")
_NO_UI, _NO_REVOCATION, _OF_A_FILE = 2, 0, 1  # WTD_UI_NONE, WTD_REVOKE_NONE, WTD_CHOICE_FILE
_BEGIN, _END = 1, 2  # WTD_STATEACTION_VERIFY, WTD_STATEACTION_CLOSE
_OFFLINE = 0x10 | 0x1000  # WTD_REVOCATION_CHECK_NONE, WTD_CACHE_ONLY_URL_RETRIEVAL
# HRESULTs of winerror.h that a person should tell apart; the others mean that nobody knows.
VERDICTS = {
    0x00000000: "signature_valid",
    0x800B0100: "signature_none",  # TRUST_E_NOSIGNATURE
    0x80096010: "signature_broken",  # TRUST_E_BAD_DIGEST: the file was changed
    0x800B0109: "signature_untrusted",  # CERT_E_UNTRUSTEDROOT
    0x800B010A: "signature_untrusted",  # CERT_E_CHAINING
    0x800B0111: "signature_untrusted",  # TRUST_E_EXPLICIT_DISTRUST
    0x800B0101: "signature_untrusted",  # CERT_E_EXPIRED, without a time stamp
    0x800B010C: "signature_untrusted",  # CERT_E_REVOKED
}
UNKNOWN = "signature_unknown"
NOT_OF_WINDOWS = "signature_elsewhere"


class _FileInfo(ctypes.Structure):
    """WINTRUST_FILE_INFO."""

    _fields_: ClassVar = [
        ("size", wintypes.DWORD),
        ("path", wintypes.LPCWSTR),
        ("file", wintypes.HANDLE),
        ("subject", ctypes.c_void_p),
    ]


class _Data(ctypes.Structure):
    """WINTRUST_DATA."""

    _fields_: ClassVar = [
        ("size", wintypes.DWORD),
        ("callback", ctypes.c_void_p),
        ("sip_client", ctypes.c_void_p),
        ("ui", wintypes.DWORD),
        ("revocation", wintypes.DWORD),
        ("choice", wintypes.DWORD),
        ("file", ctypes.POINTER(_FileInfo)),
        ("action", wintypes.DWORD),
        ("state", wintypes.HANDLE),
        ("url", wintypes.LPCWSTR),
        ("flags", wintypes.DWORD),
        ("context", wintypes.DWORD),
        ("settings", ctypes.c_void_p),
    ]


def signature_of(program: Path) -> str:
    """Return one of VERDICTS, UNKNOWN where Windows does not say, NOT_OF_WINDOWS on another system."""
    if sys.platform != "win32":
        return NOT_OF_WINDOWS
    try:
        verify: Any = ctypes.WinDLL("wintrust").WinVerifyTrust
    except OSError:
        return UNKNOWN
    file = _FileInfo(ctypes.sizeof(_FileInfo), str(program), None, None)
    data = _Data(size=ctypes.sizeof(_Data), ui=_NO_UI, revocation=_NO_REVOCATION, choice=_OF_A_FILE)
    data.file, data.flags, data.action = ctypes.pointer(file), _OFFLINE, _BEGIN
    action = ctypes.create_string_buffer(_GENERIC_VERIFY_V2, len(_GENERIC_VERIFY_V2))
    no_window = wintypes.HWND(-1)  # INVALID_HANDLE_VALUE: nobody is asked
    code = verify(no_window, action, ctypes.byref(data)) & 0xFFFFFFFF
    data.action = _END
    verify(no_window, action, ctypes.byref(data))
    return VERDICTS.get(code, UNKNOWN)
