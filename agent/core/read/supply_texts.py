"""Part and serial numbers that makers write into a supply's description."""

from __future__ import annotations

import re
from typing import NamedTuple

# "... S/N:CRUM-1234", "..., PN 106R01234", "...;SN0123456789ABC": a mark, and what follows it if anything.
_SERIAL = re.compile(r"[\s,;]+(?:S/N\b|SN\b|(?<=;)SN(?=\w*\d))[:\s]*(?P<number>[^\s,;]*)", re.IGNORECASE)
_PART = re.compile(r"[\s,;]+(?:P/N\b|PN\b|(?<=;)PN(?=\w*\d))[:\s]*(?P<number>[^\s,;]*)", re.IGNORECASE)
_MINIMUM_LENGTH = 4


class SupplyText(NamedTuple):
    """A description without the numbers in it, and the numbers."""

    description: str | None
    part_number: str | None
    serial_number: str | None


def split_description(description: str | None) -> SupplyText:
    """Return a supply's description with the part number (PN, P/N) and serial number (SN, S/N) taken out.

    A mark with nothing behind it is taken out too; a number has a digit in it and four characters.
    """
    if description is None:
        return SupplyText(None, None, None)
    rest, serial = _taken(_SERIAL, description)
    rest, part = _taken(_PART, rest)
    return SupplyText(rest.strip(" ,;") or description, part, serial)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str | None]:
    match = pattern.search(text)
    if match is None:
        return text, None
    number = match["number"]
    is_number = len(number) >= _MINIMUM_LENGTH and any(character.isdigit() for character in number)
    return text[: match.start()] + text[match.end() :], number if is_number else None
