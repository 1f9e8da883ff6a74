"""The digest of a day and the mail of new findings."""

from datetime import date

from agent.core.messages import days
from agent.core.messages.catalogue import gettext, ngettext, number
from cloud.core.messages.texts import today

FIGURES = "At a glance"
KIND, PRINTER, WHAT, SINCE, LAST_REPORT = "Kind", "Printer", "What", "Since", "Last report"
SEND_BY, LEFT, PART, EMPTY = "Ship by", "Left", "Part number", "Empty"
TODAY = "today"
STRANGERS_WHY = "Signed, but not assigned to an office. Their readings aren't counted until you confirm them."
SENDER, CALLS_ITSELF, KEY = "Agent", "Stated office", "Key"
HEARD, SPEAKS_FOR = "Reported on", "Evidence"
REFUSALS = "Emails rejected in the last day"
ARRIVED, WHY, MAIL = "Received", "Reason", "Stored as"
FOOTER = (
    "Times of an office are in its time zone, those of emails in UTC. "
    "Dates of empty supplies are forecasts: four of five fall within their range."
)
_NO_FORECAST = "no forecast"


def title(dealer: str, day: date) -> str:
    """Return the title of a dealer's digest."""
    return gettext("{dealer}, {day}", dealer=dealer, day=days.day_and_year(day))


def headline(offices: int, printers: int, silent_offices: int) -> str:
    """Return how the dealer's day looks in one line."""
    if not offices:
        return gettext("No offices yet.")
    of = today.offices_with(offices, printers)
    if not silent_offices:
        return gettext("{offices}. All have reported.", offices=of)
    return ngettext(
        "{offices}. {count} office reported in time, {late} did not.",
        "{offices}. {count} offices reported in time, {late} did not.",
        offices - silent_offices,
        offices=of,
        late=number(silent_offices),
    )


def more(rows: int) -> str:
    """Return that a section is cut short."""
    return gettext("{count} more: see the table.", count=number(rows))


def strangers_more(agents: int) -> str:
    """Return how many unconfirmed agents are not listed."""
    return ngettext(
        "{count} more agent is unconfirmed. It did not report on more days.",
        "{count} more agents are unconfirmed. None of them reported on more days.",
        agents,
    )


def heard(on_days: int) -> str:
    """Return on how many days an agent reported."""
    return ngettext("{count} day", "{count} days", on_days)


def shown_day(iso: str) -> str:
    """Return a day of a finding as people read it."""
    return days.day(date.fromisoformat(iso))


def empty_between(earliest: str | None, latest: str | None) -> str:
    """Return between which ISO days a supply will be empty."""
    if not (earliest and latest):
        return gettext(_NO_FORECAST)
    return days.span(date.fromisoformat(earliest), date.fromisoformat(latest))


def too_large(lies_at: str) -> str:
    """Return the line of a digest that no email can hold; `lies_at` is its key in the bucket."""
    return gettext("This report is too large for an email. Ask your operator for {lies_at}.", lies_at=lies_at)


def new_findings(findings: int) -> str:
    """Return the subject of a mail with new findings."""
    return ngettext("{count} new finding", "{count} new findings", findings)
