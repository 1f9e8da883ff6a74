"""A report's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import count, days, number

if TYPE_CHECKING:
    from datetime import datetime

UNSIGNED = (
    "Dieser Bericht ist nicht signiert (unsigned): Der Schlüsselbund des Computers war bei der Erstellung "
    "nicht verfügbar."
)


def report_title(site: str, day: datetime) -> str:
    """Return the first line of a report: "Drucker am 22. November 2026: Büro Nord"."""
    date = days.day_and_year(day)
    return f"Drucker am {date}: {site}" if site else f"Drucker am {date}"


def headline(printers: int, attention: int) -> str:
    """Return how an office's printers are, in one sentence."""
    if printers == 0:
        return "Keine Drucker gefunden."
    if attention == 0:
        return f"{count(printers, 'Drucker')}, keine Probleme."
    if printers == 1:
        return "1 Drucker braucht Aufmerksamkeit."
    return f"{number(attention)} von {number(printers)} Druckern {_need(attention)} Aufmerksamkeit."


def _need(attention: int) -> str:
    return "braucht" if attention == 1 else "brauchen"


def not_asked(printers: int) -> str:
    """Return how many known printers no target of a scan covers."""
    return f"{count(printers, 'bekannter Drucker wurde', 'bekannte Drucker wurden')} nicht abgefragt."
