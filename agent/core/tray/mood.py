"""What the icon says of the office at a glance, and in one sentence."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from agent.core.words import tray as words

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.status import Status

# A mail is late two hours after the next one was expected, and never before these.
LATE = timedelta(hours=26)
VERY_LATE = timedelta(days=3)
ONE_DAY = timedelta(days=1)


class Mood(Enum):
    """The state that the icon draws."""

    OK = "ok"
    SCANNING = "scanning"
    ATTENTION = "attention"
    TROUBLE = "trouble"
    NOT_CONFIGURED = "not configured"


def mood_of(status: Status, trouble: str | None, now: datetime) -> Mood:
    """Return the icon's state; `trouble` is what the loop has to tell of a child that failed."""
    if status.running:
        return Mood.SCANNING
    if not status.mail_configured:
        return Mood.NOT_CONFIGURED
    if mail_is_late(status, now, VERY_LATE):
        return Mood.TROUBLE
    if trouble or status.needs or status.refused or mail_is_late(status, now, LATE):
        return Mood.ATTENTION
    return Mood.OK


def mail_is_late(status: Status, now: datetime, limit: timedelta) -> bool:
    """Return whether no mail was accepted for longer than `limit`, days without a run not counted.

    Where none was ever accepted, the time counts from the first letter that waits or was refused.
    """
    if not status.mail_configured:
        return False
    if status.last_sent:
        expected = status.mail_expected
        return expected is not None and now - max(status.last_sent, expected - ONE_DAY) > limit
    queued = [delivery.queued_at for delivery in (*status.waiting, *status.refused)]
    return bool(queued) and now - min(queued) > limit


def tooltip_of(status: Status, trouble: str | None, now: datetime) -> str:
    """Return the one sentence of the icon, short enough for Windows (128 characters)."""
    return words.clipped(_sentence(status, trouble, now))


def _sentence(status: Status, trouble: str | None, now: datetime) -> str:
    if status.running:
        return words.collecting(status.running.printers_read, status.running.printers_expected)
    if mail_is_late(status, now, LATE):
        return words.no_mail_since(status.last_sent, now)
    if trouble:
        return trouble
    if status.last_scan is None:
        return words.NO_SCAN_YET
    found = words.found(status.printers, [need.sentences for need in status.needs])
    return f"{words.day_and_time(status.last_scan, now)}: {found}"
