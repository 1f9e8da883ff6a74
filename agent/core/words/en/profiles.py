"""What is said of dealer profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDS_FILE = "--profile shapes the table of --csv, and no file is named for it."
NEEDS_FILE_ADVICE = "Name it: 'meters report --csv FILE --profile NAME'."


def called(name: str) -> str:
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


# What a line of a profile may be; each completes "expected ...".
PAIR = 'a pair ["Header", "Column of meters.csv"]'
DATES = 'a format of %Y %y %m %d %H %M %S %j %z with blanks, . - / : , or T between, or "" for ISO 8601'
DELIMITER = 'what stands between two cells: ",", ";", "|" or "\\t"'
OTHER_HEADER = "a header that no other column has"
COLUMN = 'a column of meters.csv, or ""'


def pairs(most: int) -> str:
    """Return what the columns of a profile are."""
    return f'a list of 1 to {most} columns, each ["Header", "Column of meters.csv"]'


def header(length: int) -> str:
    """Return what a header is; `length` in characters."""
    return f"a header of 1 to {length} characters on one line that no spreadsheet takes for a formula"


def column_like(near: str) -> str:
    """Return which column was probably meant."""
    return f"a column of meters.csv (did you mean {near}?)"
