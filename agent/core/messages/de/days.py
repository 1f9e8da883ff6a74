"""Days and moments as people read them; what machines read is ISO 8601 and does not come from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en.days import A_YEAR_OR_SO

if TYPE_CHECKING:
    from datetime import date, datetime

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def day(when: date) -> str:
    """Return "22. November": for days whose year nobody has to be told."""
    return f"{when.day}. {_MONTHS[when.month - 1]}"


def short(when: date) -> str:
    """Return "22.11." for lines that are narrow."""
    return f"{when:%d.%m.}"


def short_span(first: date, last: date) -> str:
    """Return "15.01. bis 12.02."; both years only where it could be another's."""
    if (last - first).days > A_YEAR_OR_SO:
        return f"{first:%d.%m.%Y} bis {last:%d.%m.%Y}"
    return f"{short(first)} bis {short(last)}"


def day_and_year(when: date) -> str:
    """Return "22. November 2026"."""
    return f"{day(when)} {when.year}"


def month_and_year(when: date) -> str:
    """Return "November 2026"."""
    return f"{_MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime) -> str:
    """Return "22. November 2026, 08:30", by the clock of the office that reported."""
    return f"{day_and_year(when)}, {when:%H:%M}"


def span(first: date, last: date) -> str:
    """Return "5. bis 20. März" or "28. Februar bis 3. März"; both years only where it could be another's."""
    if first == last:
        return day(first)
    if (last - first).days > A_YEAR_OR_SO:
        return f"{day_and_year(first)} bis {day_and_year(last)}"
    if first.month != last.month:
        return f"{day(first)} bis {day(last)}"
    return f"{first.day}. bis {day(last)}"
