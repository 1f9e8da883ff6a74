"""Days and moments as people read them; what machines read is ISO 8601 and does not come from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, pgettext, translated

if TYPE_CHECKING:
    from datetime import date, datetime

A_YEAR_OR_SO = 300  # days, from which on a day without its year may be mistaken
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """Return "22 November": for days whose year nobody has to be told."""
    return gettext("{day} {month}", day=when.day, month=translated(_MONTHS)[when.month - 1])


def short(when: date) -> str:
    """Return "22 Nov" for lines that are narrow."""
    month = translated(_SHORT_MONTHS, "short month")[when.month - 1]
    return pgettext("short day", "{day} {month}", day=when.day, month=month, when=when)


def short_span(first: date, last: date) -> str:
    """Return "15 Jan to 12 Feb"; both years only where it could be another's."""
    if (last - first).days > A_YEAR_OR_SO:
        return gettext("{first} to {last}", first=_short_with_year(first), last=_short_with_year(last))
    return gettext("{first} to {last}", first=short(first), last=short(last))


def _short_with_year(when: date) -> str:
    month = translated(_SHORT_MONTHS, "short month")[when.month - 1]
    return pgettext(
        "short day and year", "{day} {month} {year}", day=when.day, month=month, year=when.year, when=when
    )


def day_and_year(when: date) -> str:
    """Return "22 November 2026"."""
    return gettext("{day} {year}", day=day(when), year=when.year)


def month_and_year(when: date) -> str:
    """Return "November 2026"."""
    return gettext("{month} {year}", month=translated(_MONTHS, "alone")[when.month - 1], year=when.year)


def moment(when: datetime) -> str:
    """Return "22 November 2026, 08:30", by the clock of the office that reported."""
    return gettext("{day}, {when:%H:%M}", day=day_and_year(when), when=when)


def span(first: date, last: date) -> str:
    """Return "5 to 20 March" or "28 February to 3 March"; both years only where it could be another's."""
    if first == last:
        return day(first)
    if (last - first).days > A_YEAR_OR_SO:
        return gettext("{first} to {last}", first=day_and_year(first), last=day_and_year(last))
    if first.month != last.month:
        return gettext("{first} to {last}", first=day(first), last=day(last))
    return pgettext("days of one month", "{first} to {last}", first=first.day, last=day(last))
