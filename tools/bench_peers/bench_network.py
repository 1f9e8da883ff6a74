"""The networks of the bench, in namespaces of its own: behind a router, on-link with real ARP, and loopback.

Both ends are ours: `scan` asks, `fleet` answers. Silent addresses send nothing, no ICMP either.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROUTED, ON_LINK, LOOPBACK = KINDS = ("routed", "on-link", "loopback")
_IP = shutil.which("ip") or "ip"
_NAME = f"meters{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Network:
    """Two namespaces (one for loopback), and the card of the asking side; `cidr` is what is asked."""

    cidr: str
    scan: str
    fleet: str
    card: str

    def run(self, *command: str) -> tuple[str, ...]:
        """Return a command as it is run on the asking side."""
        return ("ip", "netns", "exec", self.scan, *command)

    def sent(self) -> int:
        """Return how many packets the asking side has sent; ARP counts."""
        path = f"/sys/class/net/{self.card}/statistics/tx_packets"
        count = subprocess.run(self.run("cat", path), capture_output=True, text=True, check=True)
        return int(count.stdout)

    def neighbours(self) -> int:
        """Return how many entries the asking side's neighbour table has."""
        command = ("ip", "-n", self.scan, "neigh", "show", "nud", "all")
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.count("\n")


@contextmanager
def network(kind: str, cidr: str, alive: Iterable[str]) -> Iterator[Network]:
    """Yield a network in which `alive` are the fleet's addresses; root is needed. Removed at the end."""
    scan = f"{_NAME}s"
    fleet = scan if kind == LOOPBACK else f"{_NAME}f"
    with ExitStack() as stack:
        for namespace in {scan, fleet}:
            _ip("netns", "add", namespace)
            stack.callback(_ip, "netns", "del", namespace)
            _ip("-n", namespace, "link", "set", "lo", "up")
        if kind == LOOPBACK:
            yield Network(cidr, scan, fleet, "lo")
            return
        _ip("link", "add", "s0", "netns", scan, "type", "veth", "peer", "name", "f0", "netns", fleet)
        _address(kind, cidr, scan, fleet)
        routes = "".join(f"route add local {address} dev lo\n" for address in alive)
        subprocess.run([_IP, "-n", fleet, "-batch", "-"], input=routes, text=True, check=True)
        yield Network(cidr, scan, fleet, "s0")


def _address(kind: str, cidr: str, scan: str, fleet: str) -> None:
    whole = ipaddress.IPv4Network(cidr)
    here, there = "10.99.0.1/30", "10.99.0.2/30"
    if kind == ON_LINK:
        here = f"{whole[-2]}/{whole.prefixlen}"  # the last address is the asking computer's
    _ip("-n", scan, "address", "add", here, "dev", "s0")
    _ip("-n", fleet, "address", "add", there, "dev", "f0")
    for namespace, card in ((scan, "s0"), (fleet, "f0")):
        _ip("-n", namespace, "link", "set", card, "up")
    if kind == ON_LINK:
        _ip("-n", fleet, "route", "add", cidr, "dev", "f0")
    else:
        _ip("-n", scan, "route", "add", cidr, "via", "10.99.0.2")


def _ip(*arguments: str) -> None:
    subprocess.run([_IP, *arguments], check=True)
