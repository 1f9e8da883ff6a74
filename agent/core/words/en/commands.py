"""What the verbs of the command line say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import count

if TYPE_CHECKING:
    from collections.abc import Sequence

# Letters on their way.
MAIL_NOT_SET_UP_TITLE = "Mail is not set up."
MAIL_NOT_SET_UP_ADVICE = "Set mail.host, mail.sender and mail.recipients with 'meters settings set'."
LETTER_HELD = "No printer answered. The report is kept back, and the scan is repeated soon."
NOTHING_WAITS = "No report waits, so there was nothing to send."
ENDED_BEFORE_ADVICE = "A new report comes with the next scan: 'meters scan'."
NO_LETTER_YET = "There is no report yet that could be sent again."
NO_LETTER_YET_ADVICE = "Make one: 'meters scan'."
SEE_STATUS = "'meters status' tells which reports wait or were refused."
NO_ADDRESS_ADVICE = "Write it as name@example.com."
NOTHING_TO_REDIRECT = "No report waits or was refused: there is nothing to send elsewhere."
TEST_SUBJECT = "[meters] test"
TEST_TEXT = "This is a test mail of Meters Agent. Reports will reach you the same way.\n"
ANOTHER_SENDER = "Another run of Meters Agent is sending the reports now."
ANOTHER_SENDER_ADVICE = "Wait until it has ended; 'meters status' tells what is still waiting then."
NO_SCAN_YET_TITLE = "There is no report yet."
NO_SCAN_YET_ADVICE = "Make one: 'meters scan'."
PASSWORD_PROMPT = "Secret (it will not be shown): "  # noqa: S105 (a prompt)
NO_WORKING_FOLDER = "The folder that this command was started from is gone."
NO_WORKING_FOLDER_ADVICE = "Change into a folder that is there ('cd'), then try again."
OUR_MISTAKE = "This program made a mistake."
STOPPED = "Stopped. What was read so far is kept."


NOBODY_SLEPT = "No printer slept in the last run."


def our_mistake_advice(log: str) -> str:
    """Return what to do about a mistake of ours; `log` is the name of the log file."""
    return (
        f"Nothing that was stored is lost. Please send the log file to whoever supports this program: {log}"
    )


def woken(awake: int, asked: int) -> str:
    """Return how many of the printers that slept were read now."""
    return f"{awake} of {count(asked, 'printer')} that slept could be read now."


def sent(number: int, recipients: Sequence[str]) -> str:
    """Return that reports left, and to whom."""
    return f"{count(number, 'report')} sent to {', '.join(recipients)}."


def still_waiting(number: int) -> str:
    """Return that reports wait, and that nothing is lost."""
    return f"{count(number, 'report waits', 'reports wait')} in the outbox and will be tried again."


def nothing_to_cancel(run_number: int) -> str:
    """Return that a run has no letter that could be ended."""
    return f"Report {run_number} neither waits nor was refused: there is nothing to end."


def ended_before(run_number: int) -> str:
    """Return that a report was ended before, and so is not sent again."""
    return f"Report {run_number} was ended by a person, and later reports say so: it is not sent again."


def cancelled(run_number: int) -> str:
    """Return that a letter will not leave any more."""
    return f"Report {run_number} is ended: it is not sent any more, and the next report says so."


def no_address(text: str) -> str:
    """Return that a text is no mail address."""
    return f"{text!r} is no mail address."


def redirected(number: int, address: str) -> str:
    """Return that letters go elsewhere now."""
    return f"{count(number, 'report goes', 'reports go')} to {address} instead."


def test_sent(number: int) -> str:
    """Return how many got the test mail."""
    return f"The mail server took the test mail for {count(number, 'recipient')}."
