"""Why a question or a decision is not answered, for people; programs read the English of ProblemDetails."""

from agent.core.messages.catalogue import gettext, translated
from cloud.core.messages.texts import closings, decisions, erp, notifications, offices, orders

_PROBLEMS = {
    400: ("This address or form is not valid", "Go back and try again."),
    403: ("Not allowed", "Your role doesn't include this. Ask an administrator of your company."),
    404: ("Not found", "It may have been removed, or the address is wrong."),
    409: ("Changed in the meantime", "Somebody else decided first. Check what they did, then decide again."),
    410: ("No longer stored", "Emails are deleted after their retention period. The readings are kept."),
    503: ("Not available now", "Nothing was changed. Please try again in a few minutes."),
    413: ("Too large", "The form is too large."),
}
_ONE_LINE = "Enter one line of at most 200 characters."
_THRESHOLD = "Enter a percentage from 0 to 99 and days from 0 to 365."
# By the parameter that is wrong: the field's label, and what to enter.
_FIELDS = {
    "why": (decisions.NOTE, "Say what was done."),
    "held": (decisions.NOTE, "This order is on hold. Say why it is to be sent all the same."),
    "profile_name": (erp.NAME, "Enter a new name of small letters, digits and hyphens."),
    "take": (orders.SELECT, "Select at least one supply."),
    "tracking": (orders.TRACKING, _ONE_LINE),
    "until": (decisions.UNTIL, "Choose a day after today, within a year."),
    "name": (offices.NAME, _ONE_LINE),
    "contact": (offices.CONTACT, _ONE_LINE),
    "phone": (offices.PHONE, _ONE_LINE),
    "mail": (offices.MAIL, "Enter an email address such as orders@example.com."),
    "ship_to": (offices.SHIP_TO, "Enter at most 1,000 characters."),
    "zone": (offices.ZONE, "Enter a time zone such as Europe/Berlin."),
    "url": (notifications.URL, "Enter an https address with a host name, without user name, port or #."),
    **{f"threshold_{kind}": (label, _THRESHOLD) for kind, label in offices.KINDS.items()},
}
_OF_ORDERS = {
    "order": "The order is further on by now. Open the page again.",
    "removed": "The printer was removed. Ignore its order, or take the removal back first.",
}
_SITE_TAKEN = "There is already an office with this id."
_SITE_TOO_MANY = "These are too many printers for one table. Choose an office."
_YEAR_TOO_MANY = "These are too many entries for one table. Choose a year."


def problem(status: int) -> tuple[str, str]:
    """Return title and advice for a question that is not answered."""
    said = translated(_PROBLEMS)
    return said.get(status, said[400])


def hint(status: int, what: str) -> str:
    """Return the advice on `what` of a ProblemDetails, "" where nothing more is known."""
    match status, what:
        case 400, _ if what in _FIELDS:
            field, advice = translated(_FIELDS)[what]
            return gettext("{field}: {advice}", field=field, advice=advice)
        case 409, _ if what in _OF_ORDERS:
            return str(translated(_OF_ORDERS)[what])
        case 409, "site":
            return gettext(_SITE_TAKEN)
        case 413, "site":
            return gettext(_SITE_TOO_MANY)
        case 413, "year":
            return gettext(_YEAR_TOO_MANY)
    return closings.hint(status, what)
