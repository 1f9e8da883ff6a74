"""The daily mail's own words, in its plain text and its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import count, days, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

READ_AGAIN = "wieder erreichbar"
NEW = "neu"
FIXED = "Behoben"
NEEDS = "Zu erledigen"
UNREADABLE = "Geräte, die nicht gelesen werden konnten"
PRINTERS = "Drucker"
OFFICE_PAGES = "Seiten pro Tag, alle Drucker"
PAGES = "Seiten pro Tag"
SUPPLIES = "Verbrauchsmaterial, letzte 90 Tage"
NO_SUPPLIES = "Verbrauchsmaterial nicht lesbar"
SHORTENED = "Diese E-Mail ist gekürzt, weil der Mailserver keine größere annimmt. Details in den Anhängen."
UNKNOWN_DAYS = "Grau: keine Daten"
PRINTER, USE, LOWEST = "Drucker", "Seiten", "Niedrigster Stand"


def since(before: datetime, now: datetime, new: int, still: int, fixed: int) -> str:
    """Return the digest: what changed since the report of the scan that began at `before`."""
    when = _report_of(before, now)
    if not new and not fixed:
        rest = f" {count(still, 'Problem', 'Probleme')} weiterhin offen." if still else ""
        return f"Keine Änderung seit {when}.{rest}"
    return f"Seit {when}: {number(new)} neu, {number(still)} weiterhin offen, {number(fixed)} behoben."


def _report_of(before: datetime, now: datetime) -> str:
    if before.date() == now.date():
        return f"dem heutigen Bericht von {before:%H:%M}"
    day = days.day(before) if before.year == now.year else days.day_and_year(before)
    return f"dem Bericht vom {day}"


def is_new(sentence: str) -> str:
    """Return a sentence that the report before did not have."""
    return f"{sentence} ({NEW})"


def fixed(printer: str, sentences: str) -> str:
    """Return one line of what is over."""
    return f"{FIXED}: {printer}: {sentences}."


def pages_since_before(pages: int) -> str:
    """Return the pages since the report before."""
    return f"{count(pages, 'Seite', 'Seiten')} seit dem letzten Bericht"


def partly(unknown: int) -> str:
    """Return that on so many days not every printer's pages are known."""
    days = count(unknown, "Tag", "Tage")
    return f"{days} unvollständig: Einige Drucker waren nicht erreichbar."


def chart(name: str, first: date, last: date, description: str) -> str:
    """Return what a chart shows, for who can't see it."""
    return f"{name}, {days.span(first, last)}: {description}"


def levels_then(levels: Sequence[tuple[str, int, int]]) -> str:
    """Return what the chart of a printer's supplies shows: the percent left, first and last."""
    said = "; ".join(
        f"{name} von {first}\N{NO-BREAK SPACE}% auf {last}\N{NO-BREAK SPACE}%" for name, first, last in levels
    )
    return f"{SUPPLIES}: {said}"


def more_needs(more: int) -> str:
    """Return that the list goes on in the plain text and the table."""
    return f"{_more(more)} {'ist' if more == 1 else 'sind'} zu prüfen, siehe meters.csv."


def more_unreadable(more: int) -> str:
    """Return that the list goes on in the report."""
    what = "1 weiteres Gerät" if more == 1 else f"{number(more)} weitere Geräte"
    return f"{what}: siehe meters.json."


def more_printers(more: int) -> str:
    """Return that the table goes on in the attachment."""
    return f"{_more(more)}: siehe meters.csv."


def _more(more: int) -> str:
    return f"{count(more, 'weiterer', 'weitere')} Drucker"
