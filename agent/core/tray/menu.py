"""The icon's menu as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.tray.errands import action_on
from agent.core.words import tray as words

if TYPE_CHECKING:
    from agent.core.status import Status


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu. `action` names what a click does, empty for none.

    `checked` is None where there is no check mark. A line without a label separates.
    """

    label: str
    action: str = ""
    enabled: bool = True
    checked: bool | None = None
    default: bool = False


SEPARATOR = MenuItem("")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the menu stands: `system` is Windows, macOS or Linux, `autostart` its check mark.

    `scan_is_ours` says whether the scan that runs is the tray's own child, so that it can be stopped.
    """

    system: str
    autostart: bool = False
    scan_is_ours: bool = False


def menu_of(status: Status | None, tooltip: str, place: Place) -> tuple[MenuItem, ...]:
    """Return the menu; `status` is None before the first look."""
    has_report = status is not None and status.last_scan is not None
    has_letter = status is not None and status.mail_configured and status.has_letter
    matters = () if status is None else (*_stuck_letters(status), *_long_silent(status))
    return (
        MenuItem(tooltip, enabled=False),
        SEPARATOR,
        *_collecting(status, place),
        MenuItem(words.SHOW, "show", enabled=has_report),
        MenuItem(words.SEND_AGAIN, "again", enabled=has_letter),
        MenuItem(words.SAVE, "save", enabled=has_report),
        SEPARATOR,
        *((*matters, SEPARATOR) if matters else ()),
        MenuItem(words.SETTINGS, "settings"),
        MenuItem(words.start_with(place.system), "autostart", checked=place.autostart),
        MenuItem(words.ABOUT, "about"),
        SEPARATOR,
        MenuItem(words.QUIT, "quit"),
    )


def _stuck_letters(status: Status) -> tuple[MenuItem, ...]:
    """Return a line to end each report that does not leave, and where to correct to whom they go."""
    if not status.stuck:
        return ()
    ends = (
        MenuItem(
            words.end_report(one.made_at, is_refused=one.is_refused), action_on("cancel", one.run_number)
        )
        for one in status.stuck
    )
    return (*ends, MenuItem(words.OTHER_ADDRESS, "mail"))


def _long_silent(status: Status) -> tuple[MenuItem, ...]:
    return tuple(
        MenuItem(words.retire(one.printer, one.address, one.since), action_on("retire", one.device_id))
        for one in status.long_silent
    )


def _collecting(status: Status | None, place: Place) -> tuple[MenuItem, ...]:
    """Return the default line; while a scan runs it counts, and a second line ends the scan."""
    running = status.running if status else None
    if running is None:
        return (MenuItem(words.COLLECT, "scan", enabled=status is not None, default=True),)
    counted = words.collecting(running.printers_read, running.printers_expected)
    return (
        MenuItem(counted, enabled=False, default=True),
        MenuItem(words.STOP, "stop", enabled=place.scan_is_ours),
    )
