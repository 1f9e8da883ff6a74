"""What the commands of the command line say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Sequence

# Sending reports.
MAIL_NOT_SET_UP_TITLE = "Email is not set up."
MAIL_NOT_SET_UP_ADVICE = "Set mail.host, mail.sender and mail.recipients with 'meters settings set'."
LETTER_HELD = "No printer responded. The scan will be repeated soon, and the report is sent after that."
NOTHING_WAITS = "No reports to send."
ENDED_BEFORE_ADVICE = "The next scan creates a new report: 'meters scan'."
NO_LETTER_YET = "There is no report to send yet."
NO_LETTER_YET_ADVICE = "Create one: 'meters scan'."
SEE_STATUS = "To see waiting and rejected reports: 'meters status'."
NO_ADDRESS_ADVICE = "Enter it as name@example.com."
NOTHING_TO_REDIRECT = "There are no waiting or rejected reports."
TEST_SUBJECT = "[meters] test"
TEST_TEXT = "This is a test email from Meters Agent. Reports will be sent the same way.\n"
ANOTHER_SENDER = "Meters Agent is already sending the reports."
ANOTHER_SENDER_ADVICE = "Wait until it has finished. To see what is still waiting: 'meters status'."
NO_SCAN_YET_TITLE = "There is no report yet."
NO_SCAN_YET_ADVICE = "Create one: 'meters scan'."
PASSWORD_PROMPT = "Password (not shown): "  # noqa: S105 (a prompt)
NO_WORKING_FOLDER = "The current folder no longer exists."
NO_WORKING_FOLDER_ADVICE = "Change to another folder ('cd') and try again."
OUR_MISTAKE = "Something went wrong in Meters Agent."
STOPPED = "Cancelled. Printers read so far are saved."


NOBODY_SLEPT = "All printers responded in the last scan."


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


def nothing_to_cancel(run_number: int) -> str:
    """Return that a run has no letter that could be ended."""
    return gettext(
        "Report {run_number} is neither waiting nor rejected, so it can't be cancelled.",
        run_number=run_number,
    )


def ended_before(run_number: int) -> str:
    """Return that a report was ended before, and so is not sent again."""
    return gettext(
        "Report {run_number} was cancelled, and later reports list it as cancelled. It can't be sent again.",
        run_number=run_number,
    )


def cancelled(run_number: int) -> str:
    """Return that a letter will not leave any more."""
    return gettext(
        "Report {run_number} is cancelled. It won't be sent, and the next report lists it as cancelled.",
        run_number=run_number,
    )


def no_address(text: str) -> str:
    """Return that a text is no mail address."""
    return gettext("{text!r} is not an email address.", text=text)


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
