"""Why a question or a decision is not answered, for people; programs read the English of ProblemDetails."""

from __future__ import annotations

from agent.core.messages.catalogue import gettext, translated

_PROBLEMS = {
    400: ("This address or form is not valid", "Go back and try again."),
    403: ("Not allowed", "Your role doesn't include this. Ask an administrator of your company."),
    404: ("Not found", "It may have been removed, or the address is wrong."),
    409: ("Changed in the meantime", "Somebody else decided first. Check what they did, then decide again."),
    410: ("No longer stored", "Emails are deleted after their retention period. The readings are kept."),
    413: ("Too large", "The form is too large."),
}
_ONE_LINE = "Enter one line of at most 200 characters."
# What to enter, by the parameter that is wrong.
_HINTS = {
    "why": "Say in the note what was done.",
    "until": "Choose a day after today, within a year.",
    "name": _ONE_LINE,
    "contact": _ONE_LINE,
    "phone": _ONE_LINE,
    "mail": "Enter an email address such as orders@example.com.",
    "ship_to": "Enter at most 1,000 characters.",
    "zone": "Enter a time zone such as Europe/Berlin.",
    "threshold": "Enter a percentage from 0 to 99 and days from 0 to 365.",
    "url": "Enter an https address with a host name, without user name, port or #.",
}
_SITE_TAKEN = "There is already an office with this id."
_SITE_TOO_MANY = "These are too many printers for one table. Choose an office."
_YEAR_TOO_MANY = "These are too many entries for one table. Choose a year."


def problem(status: int) -> tuple[str, str]:
    """Return title and advice for a question that is not answered."""
    said = translated(_PROBLEMS)
    return said.get(status, said[400])


def hint(status: int, what: str) -> str:
    """Return what to do about `what` of a ProblemDetails, "" where nothing more is known."""
    match status, what:
        case 400, _:
            name = "threshold" if what.startswith("threshold_") else what
            return translated(_HINTS).get(name, "")
        case 409, "site":
            return gettext(_SITE_TAKEN)
        case 413, "site":
            return gettext(_SITE_TOO_MANY)
        case 413, "year":
            return gettext(_YEAR_TOO_MANY)
    return ""
