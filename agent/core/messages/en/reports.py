"""A report's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import count, days, number

if TYPE_CHECKING:
    from datetime import datetime

UNSIGNED = (
    "This report is not signed (unsigned): the keyring of the computer was not available when it was created."
)


def report_title(site: str, day: datetime) -> str:
    """Return the first line of a report: "Printers of Example Ltd on 22 November 2026"."""
    date = days.day_and_year(day)
    return f"Printers of {site} on {date}" if site else f"Printers on {date}"


def headline(printers: int, attention: int) -> str:
    """Return how an office's printers are, in one sentence."""
    if printers == 0:
        return "No printers found."
    if attention == 0:
        return f"{count(printers, 'printer')}, no problems."
    if printers == 1:
        return "1 printer needs attention."
    needs = "needs" if attention == 1 else "need"
    return f"{number(attention)} of {count(printers, 'printer')} {needs} attention."


def not_asked(printers: int) -> str:
    """Return how many known printers no target of a scan covers."""
    return f"{count(printers, 'known printer was', 'known printers were')} not read."
