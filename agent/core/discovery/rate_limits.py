"""How fast a sweep may ask: what can be hurt are neighbour tables (ARP, RFC 826), ours and a router's.

Reasons and sources: docs/adr/0062.
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.model.pace import GENTLE, NORMAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.core.model.access import Endpoint

# All in datagrams a second.
LOOPBACK_RATE = 4_000  # no neighbour table, only the receive buffer
LARGEST_RATE = 2_000
SUBNET_RATE = 1_000  # into one remote subnet of 512 addresses: they fill half of a router's table at most
GENTLE_RATE = 300  # an unresolved neighbour is kept 3 s: so many never fill a table of 1,024

FEW_NEIGHBOURS = 512  # half of the neighbour table's usual 1,024
SOCKETS_FOR_FEW = 8
SOCKETS_FOR_MANY = 16


@dataclass(frozen=True, slots=True)
class Pace:
    """How many questions leave in a second, all sockets together, and over how many sockets in turn.

    `subnets` names for each /24 that has a limit of its own the group of addresses that shares this limit,
    `limits` the datagrams a second into each group.
    """

    datagrams_per_second: int
    sockets: int
    subnets: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)


def plan(endpoints: Sequence[Endpoint], own: Iterable[str], pace: str = NORMAL) -> Pace:
    """Choose the rates; `own` are the on-link networks as CIDR texts, `pace` one of model.pace.PACES.

    It is such that endpoints in the order of `spread` need not wait for the limit of their group.
    """
    asked = Counter(subnet_of(endpoint) for endpoint in endpoints)
    outside = {subnet: count for subnet, count in asked.items() if not _is_loopback(subnet)}
    if not outside:
        return Pace(LOOPBACK_RATE, 1)
    networks = [ipaddress.IPv4Network(text) for text in own]
    on_link = {subnet for subnet in outside if _is_on_link(subnet, networks)}
    neighbours = sum(outside[subnet] for subnet in on_link)
    if pace == GENTLE:
        return Pace(GENTLE_RATE, _sockets(neighbours))
    remote = {subnet: _block(subnet) for subnet in outside if subnet not in on_link and ":" not in subnet}
    crowded = dict.fromkeys(on_link, _NEIGHBOURS) if neighbours > FEW_NEIGHBOURS else {}
    subnets = {**remote, **crowded}
    limits = {group: GENTLE_RATE if group == _NEIGHBOURS else SUBNET_RATE for group in subnets.values()}
    # In spread order a share of the endpoints gets the same share of the rate.
    shares: Counter[str] = Counter()
    for subnet, group in subnets.items():
        shares[group] += outside[subnet]
    rates = [limits[group] * len(endpoints) // share for group, share in shares.items()]
    return Pace(min([LARGEST_RATE, *rates]), _sockets(neighbours), subnets, limits)


def spread(endpoints: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    """Order the endpoints so that those of each subnet are spaced evenly over the whole round."""
    subnets = [subnet_of(endpoint) for endpoint in endpoints]
    sizes = Counter(subnets)
    seen: Counter[str] = Counter()
    places: list[tuple[float, int]] = []
    for position, subnet in enumerate(subnets):
        places.append(((seen[subnet] + 0.5) / sizes[subnet], position))
        seen[subnet] += 1
    return tuple(endpoints[position] for _, position in sorted(places))


def subnet_of(endpoint: Endpoint) -> str:
    """Name the /24 of an IPv4 address by its first three numbers; an IPv6 address stands alone."""
    return endpoint.address if endpoint.is_ipv6 else endpoint.address.rpartition(".")[0]


_NEIGHBOURS = "on-link"


def _block(subnet: str) -> str:
    """Name the /23 around a /24."""
    head, _, third = subnet.rpartition(".")
    return f"{head}.{int(third) & ~1}/23"


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
