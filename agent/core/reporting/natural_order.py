"""The order in which people expect names with numbers: Warehouse 5 before Warehouse 13."""

import re

_NUMBER = re.compile(r"([0-9]+)")
NaturalKey = tuple[tuple[int, int, str], ...]


def natural_key(text: str) -> NaturalKey:
    """Return the key to sort a text by: its parts in turn, a number by its value, words without case.

    A number is compared by its length and digits: names come from devices, and may hold any number of them.
    """
    return tuple(_part(part) for part in _NUMBER.split(text) if part)


def _part(part: str) -> tuple[int, int, str]:
    if not _NUMBER.fullmatch(part):
        return 1, 0, part.casefold()
    digits = part.lstrip("0")
    return 0, len(digits), digits
