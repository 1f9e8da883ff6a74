"""Runs of IPv4 addresses as numbers: joined, cut and counted without an object for every address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Run = tuple[int, int]  # first and last address, both included


@dataclass(frozen=True, slots=True)
class Span:
    """The addresses `first` to `last`, both included, as written. Port None = every port (exclusions)."""

    first: int
    last: int
    port: int | None
    is_network: bool = False  # written as a CIDR

    @property
    def size(self) -> int:
        """How many addresses it has."""
        return self.last - self.first + 1

    @property
    def hosts(self) -> Run:
        """What can be asked: all but a CIDR's first (the network) and last address (broadcast).

        RFC 1122 3.2.1.3. A /31 and a /32 have no such addresses (RFC 3021).
        """
        if self.is_network and self.size > 2:  # noqa: PLR2004 (the size of a /31)
            return self.first + 1, self.last - 1
        return self.first, self.last


def asked(spans: Iterable[Span], holes: Iterable[Span]) -> dict[int, list[Run]]:
    """Return, per port, the runs that `spans` cover and `holes` don't, sorted and without overlap."""
    by_port: dict[int, list[Run]] = {}
    for span in spans:
        if span.port is not None:
            by_port.setdefault(span.port, []).append(span.hosts)
    holes = tuple(holes)
    return {port: _without(_joined(runs), _holes_of(port, holes)) for port, runs in by_port.items()}


def dotted(number: int) -> str:
    """Spell an IPv4 address: 3232235786 is 192.168.1.10."""
    return f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def _holes_of(port: int, holes: Iterable[Span]) -> list[Run]:
    return _joined((hole.first, hole.last) for hole in holes if hole.port in (None, port))


def _joined(runs: Iterable[Run]) -> list[Run]:
    joined: list[Run] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _without(runs: list[Run], holes: list[Run]) -> list[Run]:
    """Cut `holes` out of `runs`; both are sorted and without overlap."""
    left: list[Run] = []
    for first, last in runs:
        start = first
        for hole_first, hole_last in holes:
            if hole_last < start or hole_first > last:
                continue
            if start < hole_first:
                left.append((start, hole_first - 1))
            start = hole_last + 1
        if start <= last:
            left.append((start, last))
    return left
