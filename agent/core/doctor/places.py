"""Where an address lies, seen from this computer: the first steps of a printer's ladder."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from agent.core.discovery.networks import Interface, own_networks
from agent.core.doctor.ladder import DoctorPart, DoctorStep, Fact, Verdict
from agent.core.messages import targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.core.model.access import Endpoint


def network_step(endpoint: Endpoint, interfaces: Sequence[Interface], source: str | None) -> DoctorStep:
    """Return which of this computer's networks leads to an address.

    `source` is the address that this computer would send from, None where it has no way there.
    """
    address = endpoint.address.partition("%")[0]
    if source is None:
        own = own_texts(interfaces)
        return _step(Verdict.FAILED, "no_route" if own else "no_network", {"own": ", ".join(own)})
    if ipaddress.ip_address(address).is_loopback or address in {_bare(one.address) for one in interfaces}:
        return _step(Verdict.OK, "this_computer", {})
    used = next((one for one in interfaces if _bare(one.address) == source), None)
    network = _network_with(address, interfaces)
    facts: dict[str, Fact] = {
        "interface": used.name if used else "?",
        "own": ", ".join(own_texts(interfaces)),
        "network": network or "",
    }
    if used and is_vpn(used):
        return _step(Verdict.WARNING, "through_vpn", facts)
    return _step(Verdict.OK, "same_network" if network else "other_network", facts)


def route_step(
    endpoint: Endpoint, interfaces: Sequence[Interface], source: str | None, *, has_default: bool | None
) -> DoctorStep:
    """Return whether this computer has a default route, and whether this address needs one.

    `source` is as network_step has it; `has_default`, of IPv4, is None where the system does not tell.
    """
    address = endpoint.address.partition("%")[0]
    near = ipaddress.ip_address(address).is_loopback or _network_with(address, interfaces) is not None
    facts: dict[str, Fact] = {"own": ", ".join(own_texts(interfaces))}
    if near:
        return _of_route(Verdict.OK, "route_not_needed", facts)
    if has_default is None or endpoint.is_ipv6 or not facts["own"]:
        return _of_route(Verdict.NOT_TRIED, "route_unknown", facts)
    if has_default:
        return _of_route(Verdict.OK, "default_route", facts)
    if source is not None:
        return _of_route(Verdict.OK, "own_route", facts)
    return _of_route(Verdict.WARNING, "no_default_route", facts)


def _of_route(verdict: Verdict, cause: str, facts: Mapping[str, Fact]) -> DoctorStep:
    return DoctorStep(DoctorPart.PRINTER, "route", verdict, cause, facts)


def is_vpn(interface: Interface) -> bool:
    """Tell whether an interface is a tunnel to another network."""
    return any(why == targets.ELSEWHERE["vpn"] for _, why in own_networks((interface,)).left_out)


def _step(verdict: Verdict, cause: str, facts: Mapping[str, Fact]) -> DoctorStep:
    return DoctorStep(DoctorPart.PRINTER, "network", verdict, cause, facts)


def own_texts(interfaces: Sequence[Interface]) -> tuple[str, ...]:
    """Return the networks of this computer that lead to others, as CIDR texts."""
    found = (_network(one) for one in interfaces if not ipaddress.ip_address(_bare(one.address)).is_loopback)
    return tuple(dict.fromkeys(str(one) for one in found if not one.is_link_local))


def _network_with(address: str, interfaces: Sequence[Interface]) -> str | None:
    parsed = ipaddress.ip_address(address)
    return next((str(_network(one)) for one in interfaces if parsed in _network(one)), None)


def _network(interface: Interface) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_interface(f"{_bare(interface.address)}/{interface.prefix}").network


def _bare(address: str) -> str:
    return address.partition("%")[0]
