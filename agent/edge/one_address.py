"""One address that a person named: SNMP questions to it, the way there, and its TCP ports where allowed."""

from __future__ import annotations

import socket
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.core.model.access import Endpoint

MOST_DATAGRAMS = 200  # read from one address in one go: a flood ends there
LARGEST_DATAGRAM = 65_535  # octets
LONGEST_WAIT = 0.2  # seconds at a time
# Seconds more once an address says that nothing listens, or nobody has it: somebody may just be starting.
CLOSED_SECONDS, UNREACHABLE_SECONDS = 2.5, 6.0
TCP_PORTS = (631, 443, 80)  # IPP, HTTPS, HTTP; never 9100: some printers print whatever comes there
TCP_SECONDS = 3.0  # for one port
PAGE_SECONDS = 4.0  # for the start page, however it drips
LONGEST_PAGE = 16_384  # octets of the start page that are read
ARP_TABLE = Path("/proc/net/arp")
_COMPLETE = 0x2  # ATF_COM of linux/if_arp.h


@dataclass(frozen=True, slots=True)
class Heard:
    """What came from an address.

    `closed`: it says that nothing listens there (ICMP port unreachable). `unreachable`: this computer found
    no way there, or nobody with that address.
    """

    datagrams: tuple[bytes, ...] = ()
    closed: bool = False
    unreachable: bool = False


def ask(
    endpoint: Endpoint,
    rounds: Sequence[tuple[float, Sequence[bytes]]],
    wait_more: Callable[[Sequence[bytes]], float],
    patience: float,
) -> Heard:
    """Send the datagrams of each round, `at` seconds from now, and read what comes from there alone.

    `wait_more` tells, of what was heard so far, how many seconds after the last datagram another is worth
    waiting for. It ends after `patience` seconds at the latest.
    """
    try:
        link = _connected(endpoint)
    except OSError:
        return Heard(unreachable=True)
    with closing(link):
        return _asked(link, sorted(rounds, key=lambda one: one[0]), wait_more, patience)


def _asked(
    link: socket.socket,
    rounds: Sequence[tuple[float, Sequence[bytes]]],
    wait_more: Callable[[Sequence[bytes]], float],
    patience: float,
) -> Heard:
    began, due = time.monotonic(), list(rounds)
    end, heard = began + patience, list[bytes]()
    closed = unreachable = False
    while (now := time.monotonic()) < end:
        passed = now - began
        try:
            while due and due[0][0] <= passed:
                for datagram in due.pop(0)[1]:
                    link.send(datagram)
            link.settimeout(LONGEST_WAIT)
            heard.append(link.recv(LARGEST_DATAGRAM))
            end = min(began + patience, time.monotonic() + wait_more(heard))
            if len(heard) >= MOST_DATAGRAMS:
                return Heard(tuple(heard))
        except TimeoutError:
            continue
        except (ConnectionRefusedError, ConnectionResetError):
            end = end if closed else min(end, time.monotonic() + CLOSED_SECONDS)
            closed = True
            time.sleep(LONGEST_WAIT)  # the next round may be due later: no busy wait on an error that stays
        except OSError:
            end = end if unreachable else min(end, time.monotonic() + UNREACHABLE_SECONDS)
            unreachable = True
            time.sleep(LONGEST_WAIT)
    return Heard(tuple(heard), closed and not heard, unreachable and not (heard or closed))


def source_for(endpoint: Endpoint) -> str | None:
    """Return the address that this computer would send from, None without a way there; nothing is sent."""
    try:
        with closing(_connected(endpoint)) as link:
            return str(link.getsockname()[0]).partition("%")[0]
    except OSError:
        return None


def neighbour(address: str) -> bool | None:
    """Tell whether a machine on the own network has this IPv4 address; None where that is not known.

    On Linux it is what the last datagram there brought; on Windows it asks by ARP.
    """
    if ":" in address:
        return None
    if sys.platform == "win32":
        return _windows_neighbour(address)
    if not ARP_TABLE.exists():
        return None
    for line in ARP_TABLE.read_text(encoding="ascii", errors="replace").splitlines()[1:]:
        found, _, flags, *_ = line.split()
        if found == address:
            return bool(int(flags, 16) & _COMPLETE)
    return None


def _windows_neighbour(address: str) -> bool | None:
    if sys.platform != "win32":
        return None
    import ctypes

    hardware, length = ctypes.create_string_buffer(8), ctypes.c_ulong(8)
    number = int.from_bytes(socket.inet_aton(address), "little")
    code = ctypes.WinDLL("iphlpapi").SendARP(number, 0, hardware, ctypes.byref(length))
    return bool(code == 0 and length.value)


def open_ports(address: str, ports: Sequence[int] = TCP_PORTS) -> tuple[int, ...]:
    """Return which of these TCP ports of the address take a connection; nothing is sent there."""
    return tuple(port for port in ports if _is_open(address, port))


def _is_open(address: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((address, port), TCP_SECONDS):
        return True
    return False


def start_page(address: str, port: int = 80) -> bytes:
    """Return the beginning of what the device's web server says to GET /, empty where it says nothing."""
    end = time.monotonic() + PAGE_SECONDS
    page = b""
    with suppress(OSError), socket.create_connection((address, port), TCP_SECONDS) as link:
        link.sendall(b"GET / HTTP/1.0\r\nConnection: close\r\n\r\n")
        while len(page) < LONGEST_PAGE and (left := end - time.monotonic()) > 0:
            link.settimeout(left)
            part = link.recv(LONGEST_PAGE - len(page))
            if not part:
                break
            page += part
    return page


def _connected(endpoint: Endpoint) -> socket.socket:
    """Return a UDP socket that hears this one address and port alone; OSError without a way there."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        endpoint.address, endpoint.port, type=socket.SOCK_DGRAM, flags=socket.AI_NUMERICHOST
    )[0]
    link = socket.socket(family, kind, protocol)
    try:
        link.connect(address)
    except OSError:
        link.close()
        raise
    return link
