"""A report's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import count, days

if TYPE_CHECKING:
    from collections.abc import Iterator
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


def signed_by(key: str | None, *, run_number: int | None, proven: bool) -> Iterator[str]:
    """Yield what a valid signature tells; `proven` = by the key that was named or remembered."""
    run = f"Report {run_number}" if run_number is not None else "This report (outside the chain)"
    yield f"{run} is as it was signed."
    if proven:
        yield "It was signed by the expected key."
    else:
        yield f"It was signed by the key that stands in it: {key}"
        yield "That proves that nothing was changed, not who sent it: name the sender's key with --key."
