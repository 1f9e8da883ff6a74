"""The status: scans, reports, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import count
from agent.core.messages.en import moment as written
from agent.core.messages.en.reports import headline

if TYPE_CHECKING:
    from datetime import datetime

NO_SCAN_YET = "No scan has finished yet. Run: meters scan"
MAIL_NOT_SET_UP = (
    "Email is not set up. Run: meters settings set mail.host SERVER, then set "
    "mail.sender and mail.recipients."
)
CARRY = "To hand reports over on a USB stick: meters report --to DIR"
REPORTS_WAIT = "Reports are waiting and will be sent as soon as the mail server accepts them."
NONE_WAITS = "No report is waiting. To create one: meters scan"


def moment(when: datetime) -> str:
    """Return a time as people write it in a list, by this computer's clock."""
    return written(when.astimezone())


def scan_running(read: int, expected: int) -> str:
    """Return that a scan is going on and how far it is."""
    return f"Scan in progress: {read} of {expected} read."


def last_scan(when: datetime, printers: int, needs: int) -> str:
    """Return the sentence on the last scan."""
    return f"{moment(when)}: {headline(printers, needs)}"


def known_printers(number: int, last_read: datetime) -> str:
    """Return that printers are known of whose values nothing is left."""
    return f"{count(number, 'known printer')}, last read on {moment(last_read)}. To read again: meters scan"


def last_sent(when: datetime) -> str:
    """Return when the mail server last took a letter."""
    return f"The last report was sent on {moment(when)}."


def letter_waits(run_number: int, next_try: datetime, reason: str | None) -> str:
    """Return that a letter waits, why, and when it is tried again."""
    why = f" {reason}" if reason else ""
    return f"Report {run_number} is waiting in the outbox. Next try: {moment(next_try)}.{why}"


def letter_refused(run_number: int, reason: str | None) -> str:
    """Return that a letter will not be taken."""
    why = (reason or "no reason was given").rstrip(".")
    return f"Report {run_number} was not sent: {why}. To try again: meters send --again"


def next_run(when: datetime | None) -> str:
    """Return when the next run begins."""
    return (
        f"Next scan: {moment(when)}." if when else "No scan is planned: no day is selected in schedule.days."
    )


def condition(sentence: str, since: datetime) -> str:
    """Return what is wrong, and since when."""
    return f"! {sentence} (since {moment(since)})"
