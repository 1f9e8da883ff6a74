"""What is said of dealer profiles."""

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind

# Errors: what happened, and what to do about it.
CAN_NOT_BE_USED = ErrorKind("The profile {name}.toml has errors.", "{problems}")
UNKNOWN = ErrorKind(
    "The profile {name} doesn't exist.",
    "Available: {names}. To use your own, save it in {folder} as NAME.toml.",
)
NEEDS_FILE = ErrorKind(
    "--profile needs --csv with a file name.",
    "For example: 'meters report --csv FILE --profile NAME'.",
)


def called(name: str) -> str:
    """Return how a profile's file is called in a sentence."""
    return gettext("The profile {name}.toml", name=name)


def goes_without(name: str) -> str:
    """Return that the report leaves without the table that mail.profile asks for."""
    return gettext("The report is sent without {name}.csv. meters.csv is still attached.", name=name)


# What a line of a profile may be; each completes "expected ...".
PAIR = 'a pair ["Header", "Column of meters.csv"]'
DATES = 'a format of %Y %y %m %d %H %M %S %j %z with blanks, . - / : , or T between, or "" for ISO 8601'
DELIMITER = 'a separator between cells: ",", ";", "|" or "\\t"'
OTHER_HEADER = "a header that no other column has"
COLUMN = 'a column of meters.csv, or ""'
FORMULA = 'a formula such as "= MonoImpressions + 2 * LargeTotal"'


def pairs(most: int) -> str:
    """Return what the columns of a profile are."""
    return gettext('a list of 1 to {most} columns, each ["Header", "Column of meters.csv"]', most=most)


def header(length: int) -> str:
    """Return what a header is; `length` in characters."""
    return gettext(
        "a header of 1 to {length} characters on one line that doesn't start like a spreadsheet formula",
        length=length,
    )


def column_like(near: str) -> str:
    """Return which column was probably meant."""
    return gettext("a column of meters.csv (did you mean {near}?)", near=near)
