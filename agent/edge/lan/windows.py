"""Which cards of a Windows computer lead out: a gateway, or an address that was given by DHCP."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_IPV4 = 2  # AF_INET
_WITH_GATEWAYS = 0x80  # GAA_FLAG_INCLUDE_GATEWAYS
_OVERFLOW, _NO_DATA = 111, 232  # ERROR_BUFFER_OVERFLOW, ERROR_NO_DATA
_FROM_DHCP = 3  # IpPrefixOriginDhcp
_UP = 1  # IfOperStatusUp
_FIRST_SIZE = 15 * 1024  # octets, as Microsoft advises
_TRIES = 3  # a card may be plugged in between two calls


class _Address(ctypes.Structure):
    """IP_ADAPTER_UNICAST_ADDRESS of iptypes.h, as far as it is read here."""


class _Adapter(ctypes.Structure):
    """IP_ADAPTER_ADDRESSES of iptypes.h, as far as it is read here."""


class _SocketAddress(ctypes.Structure):
    """SOCKET_ADDRESS of ws2def.h."""

    _fields_: ClassVar = [("address", ctypes.c_void_p), ("length", ctypes.c_int)]


_Address._fields_ = [
    ("length", wintypes.ULONG),
    ("flags", wintypes.DWORD),
    ("next", ctypes.POINTER(_Address)),
    ("socket_address", _SocketAddress),
    ("prefix_origin", ctypes.c_int),
    ("suffix_origin", ctypes.c_int),
]
_Adapter._fields_ = [
    ("length", wintypes.ULONG),
    ("index", wintypes.DWORD),
    ("next", ctypes.POINTER(_Adapter)),
    ("name", ctypes.c_char_p),
    ("unicast", ctypes.POINTER(_Address)),
    *((name, ctypes.c_void_p) for name in ("anycast", "multicast", "name_server")),
    *((name, ctypes.c_wchar_p) for name in ("suffix", "description", "friendly_name")),
    ("hardware_address", ctypes.c_ubyte * 8),
    ("hardware_length", wintypes.ULONG),
    ("flags", wintypes.ULONG),
    ("mtu", wintypes.ULONG),
    ("kind", wintypes.DWORD),
    ("status", ctypes.c_int),
    ("ipv6_index", wintypes.DWORD),
    ("zones", wintypes.ULONG * 16),
    ("prefix", ctypes.c_void_p),
    ("send_speed", ctypes.c_uint64),
    ("receive_speed", ctypes.c_uint64),
    ("wins_server", ctypes.c_void_p),
    ("gateway", ctypes.c_void_p),
]


def leading_out() -> frozenset[int]:
    """Return the indexes of the cards that have an IPv4 gateway or an address from DHCP; OSError."""
    return frozenset(int(card.index) for card in _cards_up() if card.gateway or any(_origins(card)))


def has_gateway() -> bool:
    """Tell whether a card that is up has an IPv4 gateway; OSError."""
    return any(bool(card.gateway) for card in _cards_up())


def _cards_up() -> Iterator[Any]:
    """Yield each card that is up; what it points to is there until the next one."""
    buffer, adapter = _adapters()
    while adapter:
        card = adapter.contents
        if card.status == _UP:
            yield card
        adapter = card.next
    del buffer  # what the pointers point into lived until here


def _origins(card: Any) -> Iterator[bool]:  # noqa: ANN401 (fields of a structure have no types)
    address = card.unicast
    while address:
        yield address.contents.prefix_origin == _FROM_DHCP
        address = address.contents.next


def _adapters() -> tuple[Any, Any]:
    """Return the memory that Windows filled and a pointer to the first card in it, null for none."""
    if sys.platform != "win32":
        raise OSError("Windows alone has this call")
    call = ctypes.WinDLL("iphlpapi").GetAdaptersAddresses
    size = wintypes.ULONG(_FIRST_SIZE)
    for _ in range(_TRIES):
        buffer = ctypes.create_string_buffer(size.value)
        code = call(wintypes.ULONG(_IPV4), wintypes.ULONG(_WITH_GATEWAYS), None, buffer, ctypes.byref(size))
        if code == _NO_DATA:
            return buffer, ctypes.POINTER(_Adapter)()
        if code == 0:
            return buffer, ctypes.cast(buffer, ctypes.POINTER(_Adapter))
        if code != _OVERFLOW:
            break
    raise ctypes.WinError(code)
