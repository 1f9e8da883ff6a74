"""How a service stands, in its service manager's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import service as messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class ServiceState:
    """Whether it is set up, runs, and starts with the computer.

    `result` is the service manager's word for how it ended last, `code` its exit code; `restarts` counts how
    often it had to be started anew since it was last started by hand.
    """

    is_installed: bool
    is_active: bool = False
    is_starting: bool = False
    starts_at_boot: bool = False
    result: str = ""
    code: int = 0
    restarts: int = 0


PROPERTIES = ("LoadState", "ActiveState", "UnitFileState", "Result", "ExecMainStatus", "NRestarts")


def of_systemd(properties: Mapping[str, str]) -> ServiceState:
    """Return the state from PROPERTIES, as `systemctl show` prints them (org.freedesktop.systemd1(5))."""
    active = properties.get("ActiveState", "")
    is_enabled = properties.get("UnitFileState") == "enabled"
    # A package brings the unit; it is no service before somebody has set it up.
    is_idle = active == "inactive" and not is_enabled
    return ServiceState(
        is_installed=properties.get("LoadState") == "loaded" and not is_idle,
        is_active=active == "active",
        is_starting=active in {"activating", "reloading"},
        starts_at_boot=is_enabled,
        result=properties.get("Result", ""),
        code=_number(properties.get("ExecMainStatus", "")),
        restarts=_number(properties.get("NRestarts", "")),
    )


def lines_of(state: ServiceState) -> Iterator[str]:
    """Yield the state in sentences, one a line."""
    if not state.is_installed:
        yield messages.NOT_INSTALLED
        return
    if state.is_active:
        yield messages.RUNS
    elif state.is_starting:
        yield messages.STARTING
    else:
        yield messages.stopped(state.result, state.code)
        yield messages.WHY_NOT
    yield messages.STARTS_AT_BOOT if state.starts_at_boot else messages.STARTS_BY_HAND
    if state.restarts:
        yield messages.restarted(state.restarts)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
