"""The words of the window that saves a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Save the report"
NO_WINDOW = "The window can't be opened here."
NO_WINDOW_ADVICE = "Enter the file instead: 'meters report --html FILE', --csv, --json or --text."
KINDS = (
    ("Page for a browser", ".html"),
    ("Table for a spreadsheet", ".csv"),
    ("Report with signature, for the receiver", ".json"),
    ("Text", ".txt"),
)


def saved(path: str) -> str:
    """Return where the report is now."""
    return gettext("Report saved: {path}", path=path)


def end_it_in(suffixes: Sequence[str]) -> str:
    """Return the endings that there are."""
    return gettext("Use one of these endings: {suffixes}", suffixes=", ".join(suffixes))


def unknown_kind(suffix: str) -> str:
    """Return that a file name has an ending that no form of the report has."""
    if suffix:
        return gettext("A report can't be saved as {suffix}.", suffix=suffix)
    return gettext("The file name has no ending.")
