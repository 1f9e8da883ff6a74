"""What the jobs need of the outside world: its adapters fit these, in agent/edge and agent/ui."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from agent.core.discovery.network_counts import SearchedNetwork
    from agent.core.model.access import Access, Endpoint, Secret
    from agent.core.schedule.tasks import Task
    from agent.core.service.service_state import ServiceState
    from agent.core.tray.icon_view import IconView
    from agent.edge.snmp import Session


class SecretStore(Protocol):
    """Where the secrets of an agent lie, by name. Every call may raise AgentError."""

    def get(self, name: str) -> Secret | None:
        """Return the secret of this name, None where there is none."""

    def set(self, name: str, secret: Secret) -> None:
        """Keep the secret under this name, in place of an earlier one."""

    def delete(self, name: str) -> None:
        """Forget the secret of this name; one that is not there is fine."""


class ListedSecrets(SecretStore, Protocol):
    """The same where their names can be listed, too, as far as the keyring lets us."""

    def names(self) -> Sequence[str]:
        """Return the names that are kept, none where the keyring can't list them."""


class SystemService(Protocol):
    """The service manager of this computer. Every call may raise AgentError; most need an administrator."""

    def may_change(self) -> bool:
        """Return whether this user may do more than look."""
        ...

    def install(self, command: Sequence[str]) -> Iterable[str]:
        """Set the service up for this command and start it; yield what was made, in sentences."""

    def remove(self, *, is_all: bool) -> Iterable[str]:
        """Undo `install`, with data and secrets where `is_all`; yield what is gone, in sentences."""

    def state(self) -> ServiceState:
        """Return how the service stands."""
        ...

    def keep_secret(self, name: str, secret: Secret) -> None:
        """Keep a secret where the service alone finds it."""

    def use_secrets(self) -> str:
        """Let a running service read its secrets anew; return a sentence on that."""
        ...

    def next_key(self, signs_now: str | None) -> bool:
        """Make the key that follows the one that signs now (base64); False where one waits already."""
        ...


class ChildResult(Protocol):
    """How a child process ended; `code` is None where it had to be killed."""

    @property
    def code(self) -> int | None:
        """The exit code."""

    @property
    def timed_out(self) -> bool:
        """Whether it was ended at its deadline."""

    @property
    def output(self) -> str:
        """The last of what it said."""


class ChildHandle(Protocol):
    """A child that runs."""

    def end(self) -> None:
        """Ask it to end, and see to it that it does; returns at once."""


class StartChild(Protocol):
    """What starts a child and calls back, from any thread, when it has ended."""

    def __call__(self, task: Task, when_ended: Callable[[ChildResult], None], /) -> ChildHandle:
        """Start it; AgentError where that fails."""


class IconDisplay(Protocol):
    """The icon beside the clock."""

    def show(self, icon_view: IconView) -> float | None:
        """Draw it; return in how many seconds to try again where a part of it has to wait."""

    def tell(self, text: str) -> None:
        """Show a notification."""


class ReaderLease(Protocol):
    """A reader for as long as one device is read; `lost` says how it was lost, None if it was not."""

    @property
    def lost(self) -> str | None:
        """How the reader was lost: "crashed" or "hung"."""

    def open_session(self, endpoint: Endpoint, access: Access) -> Session:
        """Return a session with one device."""
        ...


class ReaderSource(Protocol):
    """Where devices are asked; see agent.edge.snmp.readers."""

    def shared(self) -> AbstractContextManager[ReaderLease]:
        """Yield a reader that others share; it raises ReaderLostError when it is lost."""
        ...

    def alone(self) -> AbstractContextManager[ReaderLease]:
        """Yield a reader of one's own, for a short while; it tells when it is lost."""
        ...


class NetworkSearch(Protocol):
    """What the window needs to search networks for printers, one search at a time.

    Every method but `stop` may raise AgentError.
    """

    def networks(self, targets: Sequence[str], port: int) -> tuple[SearchedNetwork, ...]:
        """Return the cover of each target, names resolved."""

    def run(self, targets: Sequence[str]) -> None:
        """Search and return at the end; without targets as the saved settings say.

        Where a scan runs already, that one is waited for.
        """

    def found(self) -> tuple[Endpoint, ...]:
        """Return the printers that the search has read so far."""

    def stop(self) -> None:
        """End the search that this window began, if one runs."""


@dataclass(frozen=True, slots=True)
class TrayAdapters:
    """What the tray needs of the outside world.

    `start` starts a child; `fingerprint` changes with settings and store; `set_autostart` makes the system
    start the tray at log-on, or not.
    """

    start: StartChild
    fingerprint: Callable[[], object]
    set_autostart: Callable[[bool], None]
    now: Callable[[], datetime]
    hides_new_icons: bool
