"""The daily mail's own words, in its plain text and its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, number
from agent.core.messages.texts import days

if TYPE_CHECKING:
    from datetime import date, datetime

READ_AGAIN = "it responds again"
NEW = "new"
DETAILS = "Supplies and use"
FIXED = "Solved"
NEEDS = "To do"
UNREADABLE = "Devices that could not be read"
PRINTERS = "Printers"
OFFICE_PAGES = "Pages per day, all printers"
PAGES = "Pages per day"
NO_SUPPLIES = "Supplies not readable"
SHORTENED = "This email is shortened: the mail server does not accept larger ones. See the attached files."
# The kinds of need of agent/core/mail/needs.py, as short as a badge.
PRINTER, SERIAL, MONO, COLOUR, TOTAL = "Printer", "Serial no.", "Mono", "Colour", "Total"
MONTH_SHORT, LOWEST, READ = "This month", "Lowest supply", "Last read"
DATA_FOLLOWS = "Data for programs follows."


def subject(office: str, state: str, day: date) -> str:
    """Return what stands in an inbox: whose printers, how they are, and when. `office` may be empty."""
    said = f"{state}, {days.day_and_year(day)}"
    return f"{office}: {said}" if office else said


def office_state(printers: int, attention: int) -> str:
    """Return how an office's printers are, as a part of a sentence."""
    if printers == 0:
        return gettext("no printers found")
    if attention == 0:
        return ngettext("{count} printer, no problems", "{count} printers, no problems", printers)
    if printers == 1:
        return gettext("1 printer needs attention")
    return ngettext(
        "{count} of {printers} printers needs attention",
        "{count} of {printers} printers need attention",
        attention,
        printers=number(printers),
    )


def news(before: datetime, now: datetime, new: int, fixed: int) -> str:
    """Return what changed since the report of the scan that began at `before`, as a part of a sentence."""
    when = _since(before, now)
    if new and fixed:
        problems = ngettext("{count} new problem", "{count} new problems", new)
        return gettext("{problems}, {fixed} solved {when}", problems=problems, fixed=number(fixed), when=when)
    if new:
        return ngettext("{count} new problem {when}", "{count} new problems {when}", new, when=when)
    if fixed:
        return ngettext("{count} problem solved {when}", "{count} problems solved {when}", fixed, when=when)
    return gettext("no change {when}", when=when)


def _since(before: datetime, now: datetime) -> str:
    if before.date() == now.date():
        return gettext("since {before:%H:%M} today", before=before)
    if (now.date() - before.date()).days == 1:
        return gettext("since yesterday")
    day = days.day(before) if before.year == now.year else days.day_and_year(before)
    return gettext("since {day}", day=day)


def counter(value: int) -> str:
    """Return what a counter says."""
    return number(value)


def engine(counted: str) -> str:
    """Return the engine life of a printer that has no billing counter."""
    return gettext("engine: {counted}", counted=counted)


def last_read(when: date) -> str:
    """Return from when the values of a printer are that was not read."""
    return gettext("last read {when}", when=days.day(when))


def is_new(sentence: str) -> str:
    """Return a sentence that the report before did not have."""
    return f"{sentence} ({gettext(NEW)})"


def fixed(printer: str, sentences: str) -> str:
    """Return one line of what is over."""
    return f"{gettext(FIXED)}: {printer}: {sentences}."


def pages_since_before(pages: int) -> str:
    """Return the pages since the report before."""
    return ngettext("{count} page since the last report", "{count} pages since the last report", pages)


def partly(unknown: int) -> str:
    """Return that on so many days not every printer's pages are known."""
    return ngettext(
        "{count} day is incomplete: some printers didn't respond.",
        "{count} days are incomplete: some printers didn't respond.",
        unknown,
    )


def chart(name: str, first: date, last: date, description: str) -> str:
    """Return what a chart shows, for who can't see it."""
    return f"{name}, {days.span(first, last)}: {description}"


def more_needs(more: int) -> str:
    """Return that the list goes on in the plain text and the table."""
    return ngettext(
        "{count} more printer needs attention. See meters.csv.",
        "{count} more printers need attention. See meters.csv.",
        more,
    )


def more_unreadable(more: int) -> str:
    """Return that the list goes on in the report."""
    return ngettext("{count} more device: see meters.json.", "{count} more devices: see meters.json.", more)


def more_printers(more: int) -> str:
    """Return that the table goes on in the attachment."""
    return ngettext("{count} more printer: see meters.csv.", "{count} more printers: see meters.csv.", more)
