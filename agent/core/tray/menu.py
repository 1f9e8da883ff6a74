"""The icon's menu as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import ConditionKind
from agent.core.conditions.text import most_urgent, title_of
from agent.core.doctor.why import place_of
from agent.core.messages import first_run
from agent.core.messages import tray as messages
from agent.core.model.ages import is_within
from agent.core.office_status.open_matters import MOST_MATTERS
from agent.core.tray.actions import action_on, why_action

if TYPE_CHECKING:
    from agent.core.office_status.status import Status


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
ONE_HOUR = timedelta(hours=1)
MENDED_IN_SETTINGS = frozenset(
    {ConditionKind.MAIL_REFUSED, ConditionKind.RECIPIENT_REFUSED, ConditionKind.SETTINGS_UNUSABLE}
)


@dataclass(frozen=True, slots=True)
class MenuContext:
    """When the menu is drawn, None before the first look.

    `scan_is_ours` says whether the scan that runs is the tray's own child, so that it can be stopped;
    `of_service` whether a service of the computer does the work, whose settings are the administrator's.
    """

    now: datetime | None = None
    scan_is_ours: bool = False
    of_service: bool = False


def menu_of(status: Status | None, tooltip: str, place: MenuContext) -> tuple[MenuItem, ...]:
    """Return the menu; `status` is None before the first look."""
    if status is not None and place.of_service:
        return _menu_of_service(status, tooltip, place)
    has_report = status is not None and status.last_scan is not None
    lacks_mail = status is not None and not status.mail_configured
    matters = () if status is None else (*_stuck_letters(status), *_long_silent(status))
    return (
        _what_matters(status, tooltip, has_report=has_report),
        *_whys(status),
        SEPARATOR,
        *((MenuItem(messages.SET_UP_MAIL, "set_up", default=not has_report),) if lacks_mail else ()),
        MenuItem(messages.SHOW, "show", enabled=has_report, default=has_report or not lacks_mail),
        *_collecting(status, place),
        *_sending(status, place),
        MenuItem(messages.SAVE, "save", enabled=has_report),
        SEPARATOR,
        *((*matters, SEPARATOR) if matters else ()),
        MenuItem(messages.SETTINGS, "settings"),
        MenuItem(first_run.MENU, "steps"),
        MenuItem(messages.WHY, "why"),
        MenuItem(messages.ABOUT, "about"),
        SEPARATOR,
        MenuItem(messages.QUIT, "quit"),
    )


def _menu_of_service(status: Status, tooltip: str, place: MenuContext) -> tuple[MenuItem, ...]:
    """Return the lines for a user where a service does the work: its report, and what may be asked of it."""
    has_report = status.last_scan is not None
    again = (MenuItem(messages.SEND_AGAIN, "again"),) if status.refused else ()
    return (
        MenuItem(tooltip, "show", enabled=has_report),
        SEPARATOR,
        MenuItem(messages.SHOW, "show", enabled=has_report, default=True),
        _collecting(status, place)[0],
        *again,
        SEPARATOR,
        MenuItem(messages.ABOUT, "about"),
        MenuItem(messages.QUIT, "quit"),
    )


def _what_matters(status: Status | None, tooltip: str, *, has_report: bool) -> MenuItem:
    """Return the first line: a click opens the page, or the settings where those mend it."""
    if status and any(one.kind in MENDED_IN_SETTINGS for one in most_urgent(status.conditions)[:1]):
        return MenuItem(tooltip, "mail")
    return MenuItem(tooltip, "show", enabled=has_report)


def _whys(status: Status | None) -> tuple[MenuItem, ...]:
    """Return a line for each condition, the most urgent ones, that opens the doctor where it is explained."""
    standing = most_urgent(status.conditions) if status else ()
    return tuple(
        MenuItem(messages.why(title_of(one)), why_action(place_of(one))) for one in standing[:MOST_MATTERS]
    )


def _sending(status: Status | None, place: MenuContext) -> tuple[MenuItem, ...]:
    """Return the lines that mail a report; within an hour of the last one one line asks for another."""
    if status is None or not status.mail_configured:
        return ()
    can_run = status.running is None
    again = (MenuItem(messages.SEND_AGAIN, "again"),) if status.refused or status.stuck else ()
    times = [one.queued_at for one in status.waiting]
    last = max((*times, *((status.last_sent,) if status.last_sent else ())), default=None)
    if last is None or place.now is None or not is_within(last, place.now, ONE_HOUR):
        return (MenuItem(messages.SEND, "report", enabled=can_run), *again)
    return (
        MenuItem(messages.sent_at(last.astimezone(place.now.tzinfo)), enabled=False),
        MenuItem(messages.SEND_ANYWAY, "report", enabled=can_run),
        *again,
    )


def _stuck_letters(status: Status) -> tuple[MenuItem, ...]:
    """Return a line to end each report that does not leave, and where to correct to whom they go."""
    if not status.stuck:
        return ()
    ends = (
        MenuItem(
            messages.end_report(one.made_at, is_refused=one.is_refused), action_on("cancel", one.run_number)
        )
        for one in status.stuck
    )
    return (*ends, MenuItem(messages.OTHER_ADDRESS, "mail"))


def _long_silent(status: Status) -> tuple[MenuItem, ...]:
    return tuple(
        MenuItem(messages.retire(one.printer, one.address, one.since), action_on("retire", one.device_id))
        for one in status.long_silent
    )


def _collecting(status: Status | None, place: MenuContext) -> tuple[MenuItem, ...]:
    """Return the line that reads; while a scan runs it counts, and a second line ends the scan."""
    running = status.running if status else None
    if running is None:
        return (MenuItem(messages.COLLECT, "scan", enabled=status is not None),)
    counted = messages.collecting(running.printers_read, running.printers_expected)
    return (
        MenuItem(counted, enabled=False),
        MenuItem(messages.STOP, "stop", enabled=place.scan_is_ours),
    )
