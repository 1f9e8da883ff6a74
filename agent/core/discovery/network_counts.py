"""How many addresses a target has, and how many of the printers that were found stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

from agent.core.discovery.address_ranges import Run, asked
from agent.core.discovery.targets import expand, names, parse_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agent.core.model.access import Endpoint

    Resolve = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class SearchedNetwork:
    """One target as it was written, and what it covers: runs of IPv4 addresses, and single endpoints.

    `hosts` are addresses of names and IPv6 hosts; a name that has none leaves both empty.
    """

    text: str
    runs: tuple[Run, ...]
    hosts: frozenset[str]

    @property
    def addresses(self) -> int:
        """How many addresses are asked, exclusions not taken off."""
        return sum(last - first + 1 for first, last in self.runs) + len(self.hosts)

    def has(self, address: str) -> bool:
        """Return whether an address, as the store writes it, stands in this target."""
        if address in self.hosts:
            return True
        if ":" in address:
            return False
        number = int(IPv4Address(address))
        return any(first <= number <= last for first, last in self.runs)


@dataclass(frozen=True, slots=True)
class NetworkCount:
    """A target with the number of its addresses, and of the printers that were found in it."""

    text: str
    addresses: int
    printers: int


def searched_networks(texts: Iterable[str], port: int, resolve: Resolve) -> tuple[SearchedNetwork, ...]:
    """Return the cover of each target; AgentError for a text that is none. `resolve` asks for a name."""
    return tuple(_searched(text, port, resolve) for text in texts if not text.startswith("!"))


def counts_of(networks: Iterable[SearchedNetwork], found: Iterable[Endpoint]) -> tuple[NetworkCount, ...]:
    """Return each network with the printers in it; one printer counts in every network that has it."""
    addresses = {endpoint.address for endpoint in found}
    return tuple(
        NetworkCount(network.text, network.addresses, sum(map(network.has, addresses)))
        for network in networks
    )


def _searched(text: str, port: int, resolve: Resolve) -> SearchedNetwork:
    targets = parse_targets([text], port)
    if targets.spans:
        runs = tuple(run for found in asked(targets.spans, ()).values() for run in found)
        return SearchedNetwork(text, runs, frozenset())
    found = expand(targets, {name: resolve(name) for name in names(targets)}).endpoints
    return SearchedNetwork(text, (), frozenset(endpoint.address for endpoint in found))
