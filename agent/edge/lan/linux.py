"""Which cards of a Linux computer lead out: the default route, and addresses that were given by DHCP."""

from __future__ import annotations

import socket
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    raise ImportError("Windows has no netlink")

ROUTES = Path("/proc/net/route")
_UP = 0x1  # RTF_UP of linux/route.h
_NOWHERE = "00000000"  # destination and mask of the default route

# linux/netlink.h, linux/rtnetlink.h, linux/if_addr.h
_RTM_NEWADDR, _RTM_GETADDR = 20, 22
_NLM_F_REQUEST, _NLM_F_DUMP = 0x1, 0x300
_NLMSG_ERROR, _NLMSG_DONE = 2, 3
_IFA_F_PERMANENT = 0x80  # without it the address has a lifetime: somebody leased it
_HEADER = struct.Struct("=IHHII")  # nlmsghdr: length, type, flags, sequence, port
_ADDRESS = struct.Struct("=BBBBI")  # ifaddrmsg: family, prefix length, flags, scope, interface
LARGEST_ANSWER = 65_536  # octets of one datagram of the kernel
LONGEST_ASKED = 2.0  # seconds


def leading_out() -> frozenset[int]:
    """Return the indexes of the cards that have the default route or a leased IPv4 address; OSError."""
    return frozenset((*_default_routes(ROUTES.read_text(encoding="ascii")), *_leased()))


def has_default_route() -> bool:
    """Tell whether an IPv4 default route is up; OSError."""
    return any(True for _ in _default_routes(ROUTES.read_text(encoding="ascii")))


def _default_routes(table: str) -> Iterator[int]:
    """Yield the index of each card in /proc/net/route that the default route goes through."""
    for line in table.splitlines()[1:]:
        name, destination, _, flags, _, _, _, mask, *_ = line.split()
        if destination == mask == _NOWHERE and int(flags, 16) & _UP:
            yield socket.if_nametoindex(name)


def _leased() -> Iterator[int]:
    """Yield the index of each card with an IPv4 address that has a lifetime, as the kernel tells it."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel:
        kernel.settimeout(LONGEST_ASKED)
        body = _ADDRESS.pack(socket.AF_INET, 0, 0, 0, 0)
        flags = _NLM_F_REQUEST | _NLM_F_DUMP
        kernel.sendto(_HEADER.pack(_HEADER.size + len(body), _RTM_GETADDR, flags, 1, 0) + body, (0, 0))
        while True:
            answer = kernel.recv(LARGEST_ANSWER)
            for kind, payload in _messages(answer):
                if kind in {_NLMSG_ERROR, _NLMSG_DONE}:
                    return
                if kind == _RTM_NEWADDR:
                    _, _, address_flags, _, index = _ADDRESS.unpack_from(payload)
                    if not address_flags & _IFA_F_PERMANENT:
                        yield index


def _messages(answer: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield type and payload of each message of a datagram; one with an impossible length ends it."""
    while len(answer) >= _HEADER.size:
        length, kind, *_ = _HEADER.unpack_from(answer)
        if length < _HEADER.size:
            return
        yield kind, answer[_HEADER.size : length]
        answer = answer[(length + 3) & ~3 :]  # NLMSG_ALIGN
