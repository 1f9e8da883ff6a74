"""Days and moments as people read them; what machines read is ISO 8601 and does not come from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def day(when: date) -> str:
    """Return "22 November": for days whose year nobody has to be told."""
    return f"{when.day} {_MONTHS[when.month - 1]}"


def short(when: date) -> str:
    """Return "22 Nov" for lines that are narrow."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]}"


def short_span(first: date, last: date) -> str:
    """Return "15 Jan to 12 Feb"; both years only where it could be another's."""
    if (last - first).days > A_YEAR_OR_SO:
        return f"{short(first)} {first.year} to {short(last)} {last.year}"
    return f"{short(first)} to {short(last)}"


def day_and_year(when: date) -> str:
    """Return "22 November 2026"."""
    return f"{day(when)} {when.year}"


def month_and_year(when: date) -> str:
    """Return "November 2026"."""
    return f"{_MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime) -> str:
    """Return "22 November 2026, 08:30", by the clock of the office that reported."""
    return f"{day_and_year(when)}, {when:%H:%M}"


def span(first: date, last: date) -> str:
    """Return "5 to 20 March" or "28 February to 3 March"; both years only where it could be another's."""
    if first == last:
        return day(first)
    if (last - first).days > A_YEAR_OR_SO:
        return f"{day_and_year(first)} to {day_and_year(last)}"
    if first.month != last.month:
        return f"{day(first)} to {day(last)}"
    return f"{first.day} to {day(last)}"
