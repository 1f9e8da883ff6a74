"""What the window needs to search networks for printers; each method may take its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.discovery.network_counts import SearchedNetwork
    from agent.core.model.access import Endpoint


class NetworkSearch(Protocol):
    """One search at a time; every method but `stop` may raise AgentError."""

    def networks(self, targets: Sequence[str], port: int) -> tuple[SearchedNetwork, ...]:
        """Return what each target covers, names resolved."""

    def run(self, targets: Sequence[str]) -> None:
        """Search and return at the end; without targets as the saved settings say.

        Where a scan runs already, that one is waited for.
        """

    def found(self) -> tuple[Endpoint, ...]:
        """Return the printers that the search has read so far."""

    def stop(self) -> None:
        """End the search that this window began, if one runs."""
