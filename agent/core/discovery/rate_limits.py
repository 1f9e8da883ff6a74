"""How fast a sweep may ask: the limit on a LAN is the neighbour table (ARP, RFC 826) of the whole computer.

Measured: 2,000 questions a second fill it from about 1,000 silent neighbours on, and printers get
lost without an error; while an address is unresolved its questions fill the socket's send buffer.
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.core.model.access import Endpoint

LOOPBACK_RATE = 4_000  # datagrams a second; no neighbour table, only the receive buffer
LARGEST_RATE = 2_000
ROUTED_RATE = 1_000
SUBNET_RATE = 300  # into one remote /24 (its router resolves for us), or into a large network of our own
FEW_NEIGHBOURS = 512  # half of the neighbour table's usual 1,024
SOCKETS_FOR_FEW = 8
SOCKETS_FOR_MANY = 16


@dataclass(frozen=True, slots=True)
class Pace:
    """How many questions leave in a second, all sockets together, and over how many sockets in turn."""

    datagrams_per_second: int
    sockets: int


def plan(endpoints: Sequence[Endpoint], own: Iterable[str]) -> Pace:
    """Choose the pace for one round over `endpoints`; `own` are the on-link networks as CIDR texts.

    The rates into a single subnet hold where the questions leave in the order of `spread`.
    """
    asked = Counter(_subnet(endpoint) for endpoint in endpoints)
    outside = {subnet: count for subnet, count in asked.items() if not _is_loopback(subnet)}
    if not outside:
        return Pace(LOOPBACK_RATE, 1)
    networks = [ipaddress.IPv4Network(text) for text in own]
    remote = [count for subnet, count in outside.items() if not _is_on_link(subnet, networks)]
    neighbours = sum(outside.values()) - sum(remote)
    ceilings = (
        (LARGEST_RATE if neighbours <= FEW_NEIGHBOURS else SUBNET_RATE, neighbours),
        (ROUTED_RATE, sum(remote)),
        (SUBNET_RATE, max(remote, default=0)),
    )
    # In spread order a share of the endpoints gets the same share of the rate.
    rates = [ceiling * len(endpoints) // share for ceiling, share in ceilings if share]
    return Pace(min(LARGEST_RATE, *rates), _sockets(neighbours))


def spread(endpoints: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    """Order the endpoints so that those of each subnet are spaced evenly over the whole round."""
    subnets = [_subnet(endpoint) for endpoint in endpoints]
    sizes = Counter(subnets)
    seen: Counter[str] = Counter()
    places: list[tuple[float, int]] = []
    for position, subnet in enumerate(subnets):
        places.append(((seen[subnet] + 0.5) / sizes[subnet], position))
        seen[subnet] += 1
    return tuple(endpoints[position] for _, position in sorted(places))


def _subnet(endpoint: Endpoint) -> str:
    """Name the /24 of an IPv4 address by its first three numbers; an IPv6 address stands alone."""
    return endpoint.address if endpoint.is_ipv6 else endpoint.address.rpartition(".")[0]


def _is_loopback(subnet: str) -> bool:
    return subnet.startswith("127.") or subnet == "::1"


def _is_on_link(subnet: str, networks: Iterable[ipaddress.IPv4Network]) -> bool:
    if ":" in subnet:
        return subnet.startswith("fe80:")
    around = ipaddress.IPv4Network(f"{subnet}.0/24")
    return any(around.overlaps(network) for network in networks)


def _sockets(neighbours: int) -> int:
    if not neighbours:
        return 1
    return SOCKETS_FOR_FEW if neighbours <= FEW_NEIGHBOURS else SOCKETS_FOR_MANY
