"""What the commands of the command line say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, number
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.texts import conditions

if TYPE_CHECKING:
    from collections.abc import Sequence

# Sending reports.
LETTER_HELD = "No printer responded. The scan will be repeated soon, and the report is sent after that."
NOTHING_WAITS = "No reports to send."
TEST_SUBJECT = "[meters] test"
TEST_TEXT = "This is a test email from Meters Agent. Reports will be sent the same way.\n"
PASSWORD_PROMPT = "Password (not shown): "  # noqa: S105 (a prompt)
NO_WORKING_FOLDER = "The current folder no longer exists."
NO_WORKING_FOLDER_ADVICE = "Change to another folder ('cd') and try again."
OUR_MISTAKE = "Something went wrong in Meters Agent."
STOPPED = "Cancelled. Printers read so far are saved."


NOBODY_SLEPT = "All printers responded in the last scan."


# Errors: what happened, and what to do about it.
ANOTHER_SENDER = ErrorKind(
    "Meters Agent is already sending the reports.",
    "Wait until it has finished. To see what is still waiting: 'meters status'.",
    icon="Try again when it has finished.",
)
NO_SCAN_YET = ErrorKind(
    "There is no report yet.",
    "Create one: 'meters scan'.",
    icon='Choose "Read printers now".',
)
PRINTERS_LOST = ErrorKind("{title}", "Create one: 'meters scan'.", icon='Choose "Read printers now".')
MAIL_NOT_SET_UP = ErrorKind(
    "Email is not set up.",
    "Set mail.host, mail.sender and mail.recipients with 'meters settings set'.",
    window=("Email is not set up.", "Enter server, sender and recipients in Settings > Email."),
    icon='Choose "Set up email…".',
)
MAIL_NOT_CONFIRMED = ErrorKind(
    "Nothing was sent: nobody has checked the mail settings yet.",
    conditions.ADVICE["mail_unconfirmed"],
    window=(
        "Nothing was sent: nobody has checked the mail settings yet.",
        conditions.WINDOW_ADVICE["mail_unconfirmed"],
    ),
)
NO_LETTER_YET = ErrorKind(
    "There is no report to send yet.",
    "Create one: 'meters scan'.",
    icon='Choose "Send report".',
)
ENDED_BEFORE = ErrorKind(
    "Report {run_number} was cancelled, and later reports list it as cancelled. It can't be sent again.",
    "The next scan creates a new report: 'meters scan'.",
    icon="The next scan creates a new report.",
)
NOTHING_TO_CANCEL = ErrorKind(
    "Report {run_number} is neither waiting nor rejected, so it can't be cancelled.",
    "To see waiting and rejected reports: 'meters status'.",
    icon="It was sent or cancelled meanwhile.",
)
NOTHING_TO_REDIRECT = ErrorKind(
    "There are no waiting or rejected reports.",
    "To see waiting and rejected reports: 'meters status'.",
)
NO_ADDRESS = ErrorKind(
    "{text!r} is not an email address.",
    "Enter it as name@example.com.",
)


def our_mistake_advice(log: str) -> str:
    """Return what to do about a mistake of ours; `log` is the name of the log file."""
    return gettext(
        "Your saved data is safe. Please send the log file to your support contact: {log}", log=log
    )


def woken(awake: int, asked: int) -> str:
    """Return how many of the printers that did not respond were read now."""
    if asked == 1:
        return gettext("{awake} of 1 printer that didn't respond earlier was read.", awake=number(awake))
    return ngettext(
        "{count} of {asked} printers that didn't respond earlier was read.",
        "{count} of {asked} printers that didn't respond earlier were read.",
        awake,
        asked=number(asked),
    )


def sent(number: int, recipients: Sequence[str]) -> str:
    """Return that reports left, and to whom."""
    return ngettext(
        "{count} report sent to {recipients}.",
        "{count} reports sent to {recipients}.",
        number,
        recipients=", ".join(recipients),
    )


def still_waiting(number: int) -> str:
    """Return that reports wait, and that nothing is lost."""
    return ngettext(
        "{count} report is waiting in the outbox and will be sent later.",
        "{count} reports are waiting in the outbox and will be sent later.",
        number,
    )


def cancelled(run_number: int) -> str:
    """Return that a letter will not leave any more."""
    return gettext(
        "Report {run_number} is cancelled. It won't be sent, and the next report lists it as cancelled.",
        run_number=run_number,
    )


def redirected(number: int, address: str) -> str:
    """Return that letters go elsewhere now."""
    return ngettext(
        "{count} report will be sent to {address} instead.",
        "{count} reports will be sent to {address} instead.",
        number,
        address=address,
    )


def test_sent(number: int) -> str:
    """Return how many got the test mail."""
    return ngettext(
        "The mail server accepted the test email for {count} recipient.",
        "The mail server accepted the test email for {count} recipients.",
        number,
    )
