"""What is said of the daily loop's children."""

from agent.core.messages.catalogue import gettext, ngettext, translated

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
    minutes = round(deadline / SECONDS_OF_A_MINUTE)
    return ngettext(
        "{task} did not finish within {count} minute and was stopped. It will be tried again.",
        "{task} did not finish within {count} minutes and was stopped. It will be tried again.",
        minutes,
        task=translated(_NAMES)[name],
    )


def failed(name: str) -> str:
    """Return that an task met a mistake of this program."""
    return gettext(
        "{names} failed because of an error in Meters Agent. It will be tried again. See the log.",
        names=translated(_NAMES)[name],
    )


def crashed(name: str, code: str) -> str:
    """Return that an task ended otherwise than by itself; `code` is negative for a signal's number."""
    return gettext(
        "{names} stopped unexpectedly (exit code {code}).", names=translated(_NAMES)[name], code=code
    )
