"""A report's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, number
from agent.core.messages.texts import days

if TYPE_CHECKING:
    from datetime import datetime

UNSIGNED = (
    "This report is not signed (unsigned): the keyring of the computer was not available when it was created."
)


def report_title(site: str, day: datetime) -> str:
    """Return the first line of a report: "Printers of Example Ltd on 22 November 2026"."""
    date = days.day_and_year(day)
    return (
        gettext("Printers of {site} on {date}", site=site, date=date)
        if site
        else gettext("Printers on {date}", date=date)
    )


def headline(printers: int, attention: int) -> str:
    """Return how an office's printers are, in one sentence."""
    if printers == 0:
        return gettext("No printers found.")
    if attention == 0:
        return ngettext("{count} printer, no problems.", "{count} printers, no problems.", printers)
    if printers == 1:
        return gettext("1 printer needs attention.")
    return ngettext(
        "{count} of {printers} printers needs attention.",
        "{count} of {printers} printers need attention.",
        attention,
        printers=number(printers),
    )


def not_asked(printers: int) -> str:
    """Return how many known printers no target of a scan covers."""
    return ngettext("{count} known printer was not read.", "{count} known printers were not read.", printers)
