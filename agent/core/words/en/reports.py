"""A report's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import count, days

if TYPE_CHECKING:
    from datetime import datetime

UNSIGNED = (
    "This report is not signed: the keyring of the computer could not be used when it was made (unsigned)."
)


def report_title(site: str, day: datetime) -> str:
    """Return the first line of a report: "Printers of Example Ltd on 22 November 2026"."""
    date = days.day_and_year(day)
    return f"Printers of {site} on {date}" if site else f"Printers on {date}"


def headline(printers: int, attention: int) -> str:
    """Return how an office's printers are, in one sentence."""
    if printers == 0:
        return "No printer was found."
    if attention == 0:
        return f"{count(printers, 'printer')}, all fine."
    return f"{count(printers, 'printer')}: {count(attention, 'needs', 'need')} a hand."


def not_asked(number: int) -> str:
    """Return how many known printers no target of a scan covers."""
    return f"{count(number, 'known printer was', 'known printers were')} not asked."
