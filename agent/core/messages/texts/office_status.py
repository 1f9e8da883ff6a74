"""The status: scans, reports, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext
from agent.core.messages.numbers import moment as written
from agent.core.messages.texts.reports import headline

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
    return gettext("Scan in progress: {read} of {expected} read.", read=read, expected=expected)


def last_scan(when: datetime, printers: int, needs: int) -> str:
    """Return the sentence on the last scan."""
    return f"{moment(when)}: {headline(printers, needs)}"


def known_printers(number: int, last_read: datetime) -> str:
    """Return that printers are known of whose values nothing is left."""
    return ngettext(
        "{count} known printer, last read on {when}. To read again: meters scan",
        "{count} known printers, last read on {when}. To read again: meters scan",
        number,
        when=moment(last_read),
    )


def more_unreadable(number: int) -> str:
    """Return how many more devices answered and could not be read."""
    return ngettext(
        "{count} more device could not be read.", "{count} more devices could not be read.", number
    )


def last_sent(when: datetime) -> str:
    """Return when the mail server last took a letter."""
    return gettext("The last report was sent on {when}.", when=moment(when))


def letter_waits(run_number: int, next_try: datetime, reason: str | None) -> str:
    """Return that a letter waits, why, and when it is tried again."""
    why = f" {reason}" if reason else ""
    return gettext(
        "Report {run_number} is waiting in the outbox. Next try: {next_try}.{why}",
        run_number=run_number,
        next_try=moment(next_try),
        why=why,
    )


def letter_refused(run_number: int, reason: str | None) -> str:
    """Return that a letter will not be taken."""
    why = (reason or gettext("no reason was given")).rstrip(".")
    return gettext(
        "Report {run_number} was not sent: {why}. To try again: meters send --again",
        run_number=run_number,
        why=why,
    )


def next_run(when: datetime | None) -> str:
    """Return when the next run begins."""
    if when is None:
        return gettext("No scan is planned: no day is selected in schedule.days.")
    return gettext("Next scan: {when}.", when=moment(when))


def condition(sentence: str, since: datetime) -> str:
    """Return what is wrong, and since when."""
    return gettext("! {sentence} (since {since})", sentence=sentence, since=moment(since))
