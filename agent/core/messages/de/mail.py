"""The daily mail's own words, in its plain text and its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import count, days, number

if TYPE_CHECKING:
    from datetime import date, datetime

READ_AGAIN = "wieder erreichbar"
NEW = "neu"
DETAILS = "Verbrauchsmaterial und Nutzung"
FIXED = "Gelöst"
NEEDS = "Zu erledigen"
UNREADABLE = "Geräte, die nicht gelesen werden konnten"
PRINTERS = "Drucker"
OFFICE_PAGES = "Seiten pro Tag, alle Drucker"
PAGES = "Seiten pro Tag"
NO_SUPPLIES = "Verbrauchsmaterial nicht lesbar"
SHORTENED = "Diese E-Mail ist gekürzt, weil der Mailserver keine größere annimmt. Details in den Anhängen."
UNKNOWN_DAYS = "Grau: keine Daten"
# The kinds of need of agent/core/mail/needs.py, as short as a badge.
PRINTER, SERIAL, MONO, COLOUR, TOTAL = "Drucker", "Seriennr.", "S/W", "Farbe", "Gesamt"
MONTH_SHORT, LOWEST, READ = "Im Monat", "Niedrigster Stand", "Gelesen"
DATA_FOLLOWS = "Es folgen Daten für Programme."


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
    return f"{number(attention)} von {number(printers)} Druckern {_need(attention)} Aufmerksamkeit"


def _need(attention: int) -> str:
    return "braucht" if attention == 1 else "brauchen"


def news(before: datetime, now: datetime, new: int, fixed: int) -> str:
    """Return what changed since the report of the scan that began at `before`, as a part of a sentence."""
    when = _since(before, now)
    if new and fixed:
        return f"{_new_problems(new)}, {number(fixed)} gelöst {when}"
    if new:
        return f"{_new_problems(new)} {when}"
    return f"{count(fixed, 'Problem', 'Probleme')} gelöst {when}" if fixed else f"keine Änderung {when}"


def _new_problems(new: int) -> str:
    return count(new, "neues Problem", "neue Probleme")


def _since(before: datetime, now: datetime) -> str:
    if before.date() == now.date():
        return f"seit heute {before:%H:%M}"
    if (now.date() - before.date()).days == 1:
        return "seit gestern"
    return f"seit dem {days.day(before) if before.year == now.year else days.day_and_year(before)}"


def counter(value: int) -> str:
    """Return what a counter says."""
    return number(value)


def engine(counted: str) -> str:
    """Return the engine life of a printer that has no billing counter."""
    return f"Druckwerk: {counted}"


def last_read(when: date) -> str:
    """Return from when the values of a printer are that was not read."""
    return f"zuletzt gelesen am {days.day(when)}"


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
