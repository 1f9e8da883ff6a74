"""What the tray needs of the outside world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.core.schedule.tasks import Task
    from agent.core.tray.icon_view import IconView
    from agent.jobs.watch import ChildResult


class ChildHandle(Protocol):
    """A child that runs."""

    def end(self) -> None:
        """Ask it to end, and see to it that it does; returns at once."""


class Starts(Protocol):
    """What starts a child and calls back, from any thread, when it has ended."""

    def __call__(self, task: Task, when_ended: Callable[[ChildResult], None], /) -> ChildHandle:
        """Start it; AgentError where that fails."""


class Screen(Protocol):
    """Where faces are drawn."""

    def show(self, icon_view: IconView) -> float | None:
        """Draw the face; return in how many seconds to try again where a part of it has to wait."""

    def tell(self, text: str) -> None:
        """Show a notification."""


@dataclass(frozen=True, slots=True)
class TrayAdapters:
    """What the tray needs of the outside world.

    `start` starts a child; `fingerprint` changes with settings and store; `set_autostart` makes the system
    start the tray at log-on, or not.
    """

    start: Starts
    fingerprint: Callable[[], object]
    set_autostart: Callable[[bool], None]
    now: Callable[[], datetime]
    hides_new_icons: bool
