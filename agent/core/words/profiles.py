"""What is said of dealer profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = "a header of 1 to 100 characters on one line that no spreadsheet takes for a formula"
HEADER_ONCE = "a header that no other column has"
DELIMITER = 'what stands between two cells: ",", ";", "|" or "\\t"'
DATE_FORMAT = 'a format of %Y %y %m %d %H %M %S %j %z with blanks, . - / : , or T between, or "" for ISO 8601'
COLUMNS = 'a list of 1 to 200 columns, each ["Header", "Column of meters.csv"]'
COLUMN = 'a pair ["Header", "Column of meters.csv"]'
NEEDS_FILE = "--profile shapes the table of --csv, and no file is named for it."
NEEDS_FILE_ADVICE = "Name it: 'meters report --csv FILE --profile NAME'."


def a_column(near: str | None) -> str:
    """Return what the second part of a pair is."""
    return f"a column of meters.csv (did you mean {near}?)" if near else 'a column of meters.csv, or ""'


def place(path: Sequence[str | int]) -> str:
    """Return where in a profile something stands, such as columns[2]: items count from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else ascii(part)[1:-1] for part in path)


def file(name: str) -> str:
    """Return how a profile's file is called in a sentence."""
    return f"The profile {name}.toml"


def can_not_be_used(name: str) -> str:
    """Return that a profile has mistakes."""
    return f"The profile {name}.toml can't be used."


def unknown(name: str) -> str:
    """Return that there is no profile of that name."""
    return f"There is no profile {ascii(name)[1:-1][:60]}."


def choose_one_of(names: Sequence[str], folder: str) -> str:
    """Return which profiles there are, and where one's own would lie."""
    return f"There are {', '.join(names)}; one of your own lies in {folder} as NAME.toml."


def goes_without(name: str) -> str:
    """Return that the report leaves without the table that mail.profile asks for."""
    return f"The report goes without {name}.csv; meters.csv is there as ever."
