"""What is said of the daily loop's children."""

from __future__ import annotations

from agent.core.messages.en import count

_NAMES = {
    "scan": "The scan",
    "later round": "The repeat scan",
    "send": "Sending the report",
    "look": "Reading the status",
    "show": "Showing the printers",
    "save": "Saving the report",
    "cancel": "Cancelling the report",
    "retire": "Retiring the printer",
    "settings": "The settings window",
    "about": "Opening About",
}
SECONDS_OF_A_MINUTE = 60


def ran_too_long(name: str, deadline: float) -> str:
    """Return that an task was ended at its deadline (in seconds)."""
    minutes = count(round(deadline / SECONDS_OF_A_MINUTE), "minute")
    return f"{_NAMES[name]} did not finish within {minutes} and was stopped. It will be tried again."


def failed(name: str) -> str:
    """Return that an task met a mistake of this program."""
    return f"{_NAMES[name]} failed because of an error in Meters Agent. It will be tried again. See the log."


def crashed(name: str, code: str) -> str:
    """Return that an task ended otherwise than by itself; `code` is negative for a signal's number."""
    return f"{_NAMES[name]} stopped unexpectedly (exit code {code})."
