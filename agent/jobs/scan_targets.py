"""Where a scan looks: the targets of its order, or this computer's own networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.places.networks import own_networks
from agent.core.places.targets import Expansion, expand, names, parse_targets, split_targets
from agent.core.words import devices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.jobs.scan import Order, Tools


def texts_of(order: Order, tools: Tools) -> tuple[tuple[str, ...], list[str]]:
    """Return the target texts, exclusions among them, and what a person should know of them."""
    excluded = tuple(f"!{text.removeprefix('!')}" for text in split_targets(order.exclude))
    if any(not text.startswith("!") for text in split_targets(order.targets)):
        return (*order.targets, *excluded), []
    own = own_networks(tools.interfaces())
    if not own.targets:
        raise AgentError(devices.NO_NETWORK, devices.NO_NETWORK_ADVICE)
    return (*own.targets, *order.targets, *excluded), list(own.cut)


def expanded(texts: Sequence[str], order: Order, tools: Tools) -> Expansion:
    """Return the endpoints that these texts mean, names resolved; AgentError for what is no target."""
    targets = parse_targets(texts, order.port)
    return expand(targets, {name: tools.resolve(name) for name in names(targets)})
