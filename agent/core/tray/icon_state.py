"""What the icon says of the office at a glance, and in one sentence."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import RULES, ConditionKind
from agent.core.conditions.text import most_urgent, title_of
from agent.core.messages import office_status
from agent.core.messages import tray as messages
from agent.core.model.ages import REPORT_LATE_AFTER, REPORT_MISSING_AFTER, is_within

if TYPE_CHECKING:
    from agent.core.office_status.status import Status

ONE_DAY = timedelta(days=1)


class IconState(Enum):
    """The state that the icon draws."""

    OK = "ok"
    SCANNING = "scanning"
    ATTENTION = "attention"
    TROUBLE = "trouble"
    NOT_CONFIGURED = "not configured"


def icon_state_of(status: Status, now: datetime) -> IconState:
    """Return the icon's state: OK only where nothing is wrong and a report was accepted in time."""
    if status.running:
        return IconState.SCANNING
    is_trouble = any(RULES[condition.kind].is_trouble for condition in status.conditions)
    if is_trouble or mail_is_late(status, now, REPORT_MISSING_AFTER):
        return IconState.TROUBLE
    if not status.mail_configured:
        return IconState.NOT_CONFIGURED
    is_sent = status.last_sent is not None and not mail_is_late(status, now, REPORT_LATE_AFTER)
    is_delayed = any(one.last_error for one in status.waiting)
    if status.conditions or status.needs or status.refused or is_delayed or not is_sent:
        return IconState.ATTENTION
    return IconState.OK


def mail_is_late(status: Status, now: datetime, limit: timedelta) -> bool:
    """Return whether no mail was accepted for longer than `limit`, days without a run not counted.

    Where none was ever accepted, the time counts from the first letter that waits or was refused.
    """
    if not status.mail_configured:
        return False
    if status.last_sent:
        expected = status.mail_expected
        return expected is not None and not is_within(max(status.last_sent, expected - ONE_DAY), now, limit)
    return any(not is_within(one.queued_at, now, limit) for one in (*status.waiting, *status.refused))


def tooltip_of(status: Status, now: datetime) -> str:
    """Return the one sentence of the icon that matters most, short enough for Windows (128 characters)."""
    return messages.clipped(_sentence(status, now))


def _sentence(status: Status, now: datetime) -> str:
    if status.running:
        return messages.collecting(status.running.printers_read, status.running.printers_expected)
    # That mail is late is only a sign of what else is wrong.
    wrong = [one for one in most_urgent(status.conditions) if one.kind is not ConditionKind.MAIL_LATE]
    if wrong:
        return title_of(wrong[0])
    if mail_is_late(status, now, REPORT_LATE_AFTER):
        return messages.no_mail_since(status.last_sent, now)
    failed = next((one for one in status.waiting if one.last_error), None)
    if status.mail_configured and failed:
        at = failed.next_try_at.astimezone(now.tzinfo)
        return messages.not_sent(at, failed.last_error or "")
    return _of_printers(status, now)


def _of_printers(status: Status, now: datetime) -> str:
    if status.last_scan is None:
        return messages.NO_SCAN_YET
    if status.has_only_valueless and status.valueless_read:
        return office_status.known_printers(status.valueless, status.valueless_read)
    needs = [need.sentences for need in status.needs]
    found = messages.found(status.printers, needs, len(needs) + status.more_needs)
    lacks_mail = status.mail_configured and status.last_sent is None
    not_sent = f" {messages.NO_REPORT_YET}" if lacks_mail else ""
    return f"{messages.day_and_time(status.last_scan, now)}: {found}{not_sent}"
