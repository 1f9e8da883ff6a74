"""What the tray needs of the outside world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.jobs.ports import StartChild


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
