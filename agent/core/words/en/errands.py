"""What is told of the daily loop's children."""

from __future__ import annotations

_NAMES = {
    "scan": "The scan",
    "later round": "The later round",
    "send": "Sending the mail",
    "look": "Reading how things stand",
    "show": "Showing the printers",
    "save": "Saving the report",
    "settings": "The settings window",
    "autostart": "Changing the start with the session",
    "about": "Showing what this program is",
}
SECONDS_OF_A_MINUTE = 60


def ran_too_long(name: str, deadline: float) -> str:
    """Return that an errand was ended at its deadline (in seconds)."""
    minutes = round(deadline / SECONDS_OF_A_MINUTE)
    return f"{_NAMES[name]} did not end within {minutes} minutes and was stopped. It is tried again."


def failed(name: str) -> str:
    """Return that an errand met a mistake of this program."""
    return f"{_NAMES[name]} met a mistake of this program. It is tried again; the log says more."


def crashed(name: str, code: str) -> str:
    """Return that an errand ended otherwise than by itself; `code` is negative for a signal's number."""
    return f"{_NAMES[name]} crashed or was ended from outside (exit code {code})."
