"""A report's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import BySystem, gettext, ngettext, number
from agent.core.messages.texts import days

if TYPE_CHECKING:
    from datetime import datetime

UNSIGNED = BySystem(
    (
        "This report is not signed (unsigned): the keyring of the computer was not available when it was "
        "created."
    ),
    windows=(
        "This report is not signed (unsigned): Windows Credential Manager was not available when it was "
        "created."
    ),
    macos=(
        "This report is not signed (unsigned): the keychain of the computer was not available when it was "
        "created."
    ),
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


def headline_with_news(printers: int, attention: int, news: str) -> str:
    """Return the headline of an office that has printers, with what changed since the report before."""
    if attention == 0:
        return ngettext(
            "{count} printer, no problems ({news}).",
            "{count} printers, no problems ({news}).",
            printers,
            news=news,
        )
    if printers == 1:
        return gettext("1 printer needs attention ({news}).", news=news)
    return ngettext(
        "{count} of {printers} printers needs attention ({news}).",
        "{count} of {printers} printers need attention ({news}).",
        attention,
        printers=number(printers),
        news=news,
    )


def not_asked(printers: int) -> str:
    """Return how many known printers no target of a scan covers."""
    return ngettext("{count} known printer was not read.", "{count} known printers were not read.", printers)
