"""Where a scan looks: the targets of its order, or this computer's own networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.discovery.networks import own_networks
from agent.core.discovery.targets import Expansion, expand, names, parse_targets, split_targets
from agent.core.messages import devices
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.jobs.scan import Order, ScanAdapters


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a scan looks: target texts, exclusions among them, and what a person should know of them."""

    texts: tuple[str, ...]
    notes: tuple[str, ...] = ()
    networks_left_out: tuple[tuple[str, str], ...] = ()


def aim_of(order: Order, adapters: ScanAdapters) -> Aim:
    """Return where to look; AgentError where there is no network and one is needed."""
    excluded = tuple(f"!{text.removeprefix('!')}" for text in split_targets(order.exclude))
    if any(not text.startswith("!") for text in split_targets(order.targets)):
        return Aim((*order.targets, *excluded))
    own = own_networks(adapters.interfaces())
    if not own.targets:
        if order.goes_without_network:
            return Aim((), (devices.NO_NETWORK,), own.doubtful)
        if own.doubtful:
            left_out = "; ".join(f"{name} ({why})" for name, why in own.doubtful)
            raise AgentError(devices.ONLY_OTHER_NETWORKS, {"left_out": left_out})
        raise AgentError(devices.NOT_CONNECTED)
    return Aim((*own.targets, *order.targets, *excluded), own.cut, own.doubtful)


def expanded(texts: Sequence[str], order: Order, adapters: ScanAdapters) -> Expansion:
    """Return the endpoints that these texts mean, names resolved; AgentError for no target, and none left."""
    targets = parse_targets(texts, order.port)
    expansion = expand(targets, {name: adapters.resolve(name) for name in names(targets)})
    if order.is_named and not (expansion.endpoints or expansion.unresolved):
        raise AgentError(devices.NOTHING_LEFT_TO_ASK)
    return expansion
