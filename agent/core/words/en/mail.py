"""The daily mail's own words, in its plain text and its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import count, days, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

READ_AGAIN = "it responds again"
NEW = "new"
FIXED = "Fixed"
NEEDS = "To do"
UNREADABLE = "Devices that could not be read"
PRINTERS = "Printers"
OFFICE_PAGES = "Pages per day, all printers"
PAGES = "Pages per day"
SUPPLIES = "Supplies, last 90 days"
NO_SUPPLIES = "Supplies not readable"
SHORTENED = "This email is shortened: the mail server does not accept larger ones. See the attached files."
UNKNOWN_DAYS = "Grey: no data"
PRINTER, USE, LOWEST = "Printer", "Pages", "Lowest supply"


def since(before: datetime, now: datetime, new: int, still: int, fixed: int) -> str:
    """Return the digest: what changed since the report of the scan that began at `before`."""
    when = _report_of(before, now)
    if not new and not fixed:
        rest = f" {count(still, 'problem')} still open." if still else ""
        return f"No change since {when}.{rest}"
    return f"Since {when}: {number(new)} new, {number(still)} still open, {number(fixed)} fixed."


def _report_of(before: datetime, now: datetime) -> str:
    if before.date() == now.date():
        return f"today's report of {before:%H:%M}"
    day = days.day(before) if before.year == now.year else days.day_and_year(before)
    return f"the report of {day}"


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


def levels_then(levels: Sequence[tuple[str, int, int]]) -> str:
    """Return what the chart of a printer's supplies shows: the percent left, first and last."""
    said = "; ".join(f"{name} from {first}% to {last}%" for name, first, last in levels)
    return f"{SUPPLIES}: {said}"


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
