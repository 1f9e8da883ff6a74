"""Every endpoint that a scan contacted, short enough to read: runs of addresses as ranges."""

from __future__ import annotations

import ipaddress
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.model.access import Endpoint


def describe_contacts(endpoints: Iterable[Endpoint]) -> list[str]:
    """Return the endpoints as "udp 192.168.1.1-192.168.1.254:161", in the order of the addresses."""
    ordered = sorted((e.port, e.is_ipv6, int(ipaddress.ip_address(e.address)), e) for e in set(endpoints))
    runs = groupby(enumerate(ordered), key=lambda item: (item[1][:2], item[1][2] - item[0]))
    return [_run([endpoint for _, (_, _, _, endpoint) in run]) for _, run in runs]


def _run(endpoints: list[Endpoint]) -> str:
    first, last = endpoints[0], endpoints[-1]
    if first.is_ipv6:
        return (
            f"udp [{first.address}]-[{last.address}]:{first.port}"
            if first != last
            else f"udp [{first.address}]:{first.port}"
        )
    span = first.address if first == last else f"{first.address}-{last.address}"
    return f"udp {span}:{first.port}"
