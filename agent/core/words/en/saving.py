"""The words of the window that saves a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Save the report"
NO_WINDOW = "No window can be opened here."
NO_WINDOW_ADVICE = "Name the file instead: 'meters report --html FILE', --csv, --json or --text."
KINDS = (
    ("Page for a browser", ".html"),
    ("Table for a spreadsheet", ".csv"),
    ("Report with its signature, for the receiver", ".json"),
    ("Text", ".txt"),
)


def saved(path: str) -> str:
    """Return where the report is now."""
    return f"The report is saved: {path}"


def end_it_in(suffixes: Sequence[str]) -> str:
    """Return the endings that there are."""
    return f"End it in {', '.join(suffixes)}."


def unknown_kind(suffix: str) -> str:
    """Return that a file name has an ending that no form of the report has."""
    return f"A report can't be saved as {suffix}." if suffix else "The name of the file has no ending."
