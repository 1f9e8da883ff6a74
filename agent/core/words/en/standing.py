"""How things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import count
from agent.core.words.en import moment as written
from agent.core.words.en.reports import headline

if TYPE_CHECKING:
    from datetime import datetime

# How things stand.
NO_SCAN_YET = "No scan came to its end yet: 'meters scan' makes one now."
MAIL_NOT_SET_UP = (
    "Mail is not set up: 'meters settings set mail.host SERVER', then mail.sender and mail.recipients."
)
CARRY = "What can't be mailed can be carried: 'meters report --to DIR' writes it to a USB stick."
REPORTS_WAIT = "Reports wait and are sent as soon as the server takes them."
NONE_WAITS = "No report waits: see that this computer makes them ('meters scan')."


def moment(when: datetime) -> str:
    """Return a time as people write it in a list, by this computer's clock."""
    return written(when.astimezone())


def scan_running(read: int, expected: int) -> str:
    """Return that a scan is going on and how far it is."""
    return f"A scan is going on: {read} of {expected} read."


def last_scan(when: datetime, printers: int, needs: int) -> str:
    """Return the sentence on the last scan."""
    return f"{moment(when)}: {headline(printers, needs)}"


def known_printers(number: int, last_read: datetime) -> str:
    """Return that printers are known of whose values nothing is left."""
    return f"{count(number, 'known printer')}, last read at {moment(last_read)}. 'meters scan' reads again."


def last_sent(when: datetime) -> str:
    """Return when the mail server last took a letter."""
    return f"The last report left at {moment(when)}."


def letter_waits(run_number: int, next_try: datetime, reason: str | None) -> str:
    """Return that a letter waits, why, and when it is tried again."""
    why = f" {reason}" if reason else ""
    return f"Report {run_number} waits in the outbox; next try at {moment(next_try)}.{why}"


def letter_refused(run_number: int, reason: str | None) -> str:
    """Return that a letter will not be taken."""
    why = (reason or "no reason was given").rstrip(".")
    return f"Report {run_number} was refused for good: {why}. 'meters send --again' queues it once more."


def next_run(when: datetime | None) -> str:
    """Return when the next run begins."""
    return f"Next run: {moment(when)}." if when else "No run is planned: no day is chosen in schedule.days."


def condition(sentence: str, since: datetime) -> str:
    """Return what is wrong, and since when."""
    return f"! {sentence} (since {moment(since)})"
