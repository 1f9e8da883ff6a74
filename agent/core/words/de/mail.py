"""The daily mail's own words, in its plain text and its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import count, days, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

READ_AGAIN = "er wird wieder gelesen"
NEW = "neu"
FIXED = "Behoben"
NEEDS = "Was Hilfe braucht"
UNREADABLE = "Was nicht gelesen werden konnte"
PRINTERS = "Die Drucker"
OFFICE_PAGES = "Seiten pro Tag, alle Drucker"
PAGES = "Seiten pro Tag"
SUPPLIES = "Verbrauchsmaterial, letzte 90 Tage"
NO_SUPPLIES = "Verbrauchsmaterial nicht lesbar"
SHORTENED = "Diese Mail ist kurz, weil der Mailserver keine größere annimmt: Alles steht in den Anhängen."
UNKNOWN_DAYS = "Ein graues Band: nicht bekannt."
PRINTER, USE, LOWEST = "Drucker", "Seiten", "Niedrigster Stand"


def subject(office: str, state: str, day: date) -> str:
    """Return what stands in an inbox: whose printers, how they are, and when. `office` may be empty."""
    said = f"{state}, {days.day_and_year(day)}"
    return f"{office}: {said}" if office else said


def office_state(printers: int, attention: int) -> str:
    """Return how an office's printers are, as a part of a sentence."""
    if printers == 0:
        return "keine Drucker gefunden"
    if attention == 0:
        return f"{number(printers)} Drucker, keine Probleme"
    if printers == 1:
        return "1 Drucker braucht Aufmerksamkeit"
    if attention == printers:
        return f"alle {number(printers)} Drucker brauchen Aufmerksamkeit"
    return f"{number(attention)} von {number(printers)} Druckern {_need(attention)} Aufmerksamkeit"


def _need(attention: int) -> str:
    return "braucht" if attention == 1 else "brauchen"


def since(before: datetime, now: datetime, new: int, still: int, fixed: int) -> str:
    """Return the digest: what changed since the report of the scan that began at `before`."""
    when = _report_of(before, now)
    if not new and not fixed:
        rest = f": {number(still)} weiterhin offen" if still else ""
        return f"Nichts Neues seit {when}{rest}."
    return f"Seit {when}: {number(new)} neu, {number(still)} weiterhin offen, {number(fixed)} behoben."


def _report_of(before: datetime, now: datetime) -> str:
    if before.date() == now.date():
        return f"dem heutigen Bericht von {before:%H:%M}"
    day = days.day(before) if before.year == now.year else days.day_and_year(before)
    return f"dem Bericht vom {day}"


def is_new(sentence: str) -> str:
    """Return a sentence that the report before did not tell."""
    return f"{sentence} ({NEW})"


def fixed(printer: str, sentences: str) -> str:
    """Return one line of what is over."""
    return f"{FIXED}: {printer}: {sentences}."


def pages_since_before(pages: int) -> str:
    """Return the pages since the report before."""
    return f"{count(pages, 'Seite', 'Seiten')} seit dem letzten Bericht"


def partly(unknown: int) -> str:
    """Return that on so many days not every printer's pages are known."""
    on_days = "An 1 Tag" if unknown == 1 else f"An {number(unknown)} Tagen"
    return f"{on_days} sind die Seiten mancher Drucker nicht bekannt und nicht mitgezählt."


def chart(name: str, first: date, last: date, description: str) -> str:
    """Return what a chart shows, for who can't see it."""
    return f"{name}, {days.span(first, last)}: {description}"


def levels_then(levels: Sequence[tuple[str, int, int]]) -> str:
    """Return what the chart of a printer's supplies shows: the percent left, first and last."""
    said = "; ".join(f"{name} von {first} % auf {last} %" for name, first, last in levels)
    return f"{SUPPLIES}: {said}"


def more_needs(more: int) -> str:
    """Return that the list goes on in the plain text and the table."""
    return f"Und {_more(more)} mit etwas: Alle stehen in der angehängten meters.csv."


def more_unreadable(more: int) -> str:
    """Return that the list goes on in the report."""
    what = "1 weiteres Gerät" if more == 1 else f"{number(more)} weitere Geräte"
    return f"Und {what}: Alle stehen in der angehängten meters.json."


def more_printers(more: int) -> str:
    """Return that the table goes on in the attachment."""
    return f"Und {_more(more)}: Alle stehen in der angehängten meters.csv."


def _more(more: int) -> str:
    return f"{count(more, 'weiterer', 'weitere')} Drucker"
