"""The daily mail's own words, in its plain text and its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import count, days, number

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
UNKNOWN_DAYS = "Grey: no data"
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
        return "no printers found"
    if attention == 0:
        return f"{count(printers, 'printer')}, no problems"
    if printers == 1:
        return "1 printer needs attention"
    return f"{number(attention)} of {number(printers)} printers {_need(attention)} attention"


def _need(attention: int) -> str:
    return "needs" if attention == 1 else "need"


def news(before: datetime, now: datetime, new: int, fixed: int) -> str:
    """Return what changed since the report of the scan that began at `before`, as a part of a sentence."""
    when = _since(before, now)
    if new and fixed:
        return f"{count(new, 'new problem')}, {number(fixed)} solved {when}"
    if new:
        return f"{count(new, 'new problem')} {when}"
    return f"{count(fixed, 'problem')} solved {when}" if fixed else f"no change {when}"


def _since(before: datetime, now: datetime) -> str:
    if before.date() == now.date():
        return f"since {before:%H:%M} today"
    if (now.date() - before.date()).days == 1:
        return "since yesterday"
    return f"since {days.day(before) if before.year == now.year else days.day_and_year(before)}"


def counter(value: int) -> str:
    """Return what a counter says."""
    return number(value)


def engine(counted: str) -> str:
    """Return the engine life of a printer that has no billing counter."""
    return f"engine: {counted}"


def last_read(when: date) -> str:
    """Return from when the values of a printer are that was not read."""
    return f"last read {days.day(when)}"


def is_new(sentence: str) -> str:
    """Return a sentence that the report before did not have."""
    return f"{sentence} ({NEW})"


def fixed(printer: str, sentences: str) -> str:
    """Return one line of what is over."""
    return f"{FIXED}: {printer}: {sentences}."


def pages_since_before(pages: int) -> str:
    """Return the pages since the report before."""
    return f"{count(pages, 'page')} since the last report"


def partly(unknown: int) -> str:
    """Return that on so many days not every printer's pages are known."""
    are = "is" if unknown == 1 else "are"
    return f"{count(unknown, 'day')} {are} incomplete: some printers didn't respond."


def chart(name: str, first: date, last: date, description: str) -> str:
    """Return what a chart shows, for who can't see it."""
    return f"{name}, {days.span(first, last)}: {description}"


def more_needs(more: int) -> str:
    """Return that the list goes on in the plain text and the table."""
    needs = "needs" if more == 1 else "need"
    return f"{count(more, 'more printer')} {needs} attention. See meters.csv."


def more_unreadable(more: int) -> str:
    """Return that the list goes on in the report."""
    return f"{count(more, 'more device')}: see meters.json."


def more_printers(more: int) -> str:
    """Return that the table goes on in the attachment."""
    return f"{count(more, 'more printer')}: see meters.csv."
