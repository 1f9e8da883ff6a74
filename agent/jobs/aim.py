"""Where a scan looks: the targets that somebody named, else the networks that this computer is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.places.networks import own_networks
from agent.core.places.targets import split_targets
from agent.core.words import devices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.core.access import Secret, User
    from agent.core.places.networks import Interface


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be scanned and with which rights. No targets, or exclusions alone = the own networks.

    `notes` is what a person should know of it already. `goes_without_network`: a computer that is in no
    office network asks nobody, instead of being an error.
    """

    targets: tuple[str, ...]
    exclude: tuple[str, ...]
    port: int
    communities: tuple[Secret, ...]
    users: tuple[User, ...]
    timeout: float
    notes: tuple[str, ...] = ()
    goes_without_network: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a scan looks: target texts, exclusions among them, and what a person should know of them."""

    texts: tuple[str, ...]
    notes: tuple[str, ...] = ()
    networks_left_out: tuple[tuple[str, str], ...] = ()


def aim_of(order: Order, interfaces: Callable[[], Sequence[Interface]]) -> Aim:
    """Return where to look; AgentError where there is no network and one is needed."""
    excluded = tuple(f"!{text.removeprefix('!')}" for text in split_targets(order.exclude))
    if any(not text.startswith("!") for text in split_targets(order.targets)):
        return Aim((*order.targets, *excluded))
    own = own_networks(interfaces())
    if not own.targets:
        if order.goes_without_network:
            return Aim((), (devices.NO_NETWORK,), own.doubtful)
        raise AgentError(devices.NO_NETWORK, devices.no_network_advice(own.doubtful))
    return Aim((*own.targets, *order.targets, *excluded), own.cut, own.doubtful)
