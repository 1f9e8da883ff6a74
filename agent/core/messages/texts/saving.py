"""The words of the window that saves a report."""

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind

TITLE = "Save the report"
KINDS = (
    ("Page for a browser", ".html"),
    ("Table for a spreadsheet", ".csv"),
    ("Report with signature, for the receiver", ".json"),
    ("Text", ".txt"),
)


# Errors: what happened, and what to do about it.
UNKNOWN_SUFFIX = ErrorKind(
    "A report can't be saved as {suffix}.",
    "Use one of these endings: {suffixes}",
)
NO_SUFFIX = ErrorKind(
    "The file name has no ending.",
    "Use one of these endings: {suffixes}",
)
NO_WINDOW = ErrorKind(
    "The window can't be opened here.",
    "Enter the file instead: 'meters report --html FILE', --csv, --json or --text.",
    icon="Open it in a desktop session.",
)


def saved(path: str) -> str:
    """Return where the report is now."""
    return gettext("Report saved: {path}", path=path)
