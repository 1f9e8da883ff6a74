"""Part and serial numbers that makers write into a supply's description."""

from __future__ import annotations

import re
from typing import NamedTuple

from agent.core.nothing import is_nothing
from agent.core.trade_marks import without_trade_marks

# What stands before a number: marks, and the words for them in the languages of panels.
_SERIAL_MARKS = (
    r"S/N\b|SN\b|(?<=;)SN(?=\w*\d)|ser(?:ial)?\.?[\s-]*(?:no\b|nr\b|num(?:ber)?\b|\#)|serien(?:nummer|-?nr)\b|"
    r"(?:n[°ºo]\.?|num[ée]ro)\s+de\s+s[ée]rie\b|n[úu]mero\s+de\s+serie\b|numero\s+di\s+serie\b|matricola\b"
)
_PART_MARKS = (
    r"P/N\b|PN\b|(?<=;)PN(?=\w*\d)|part[\s-]*(?:no\b|nr\b|num(?:ber)?\b|\#)|(?:teile|artikel|bestell)(?:nummer|-?nr)\b|"
    r"(?:order|item)[\s-]*(?:no\b|number\b|\#)|r[ée]f(?:[ée]rence)?\b(?=[.:\s]*\w*\d)|n[°º]\s+de\s+pi[èe]ce\b|"
    r"n[úu]mero\s+de\s+pieza\b|codice\s+(?:articolo|parte)\b|SKU\b"
)
_BEFORE = r"(?:^|[\s,;/(\[|]+)"
_NUMBER = r"[.:#=\s]*(?P<number>[^\s,;()\[\]|/]*(?:/[^\s,;()\[\]|/]+)*)"
_NOTE = r"(?:\([^()]*\)|\s*\(\s*\d{2,3}\s*V[^()]*\))?"  # "(110V)", and what else is glued to the number
# "... S/N:CRUM-1234", "..., PN 106R01234", "...;SN0123456789ABC": a mark, and what follows it if anything.
_SERIAL = re.compile(rf"{_BEFORE}(?:{_SERIAL_MARKS}){_NUMBER}{_NOTE}", re.IGNORECASE)
_PART = re.compile(rf"{_BEFORE}(?:{_PART_MARKS}){_NUMBER}{_NOTE}", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\s*[(\[]\s*[)\]]")
_ENDS = " ,;/|:"
_MINIMUM_LENGTH = 4


class SupplyText(NamedTuple):
    """A description without the numbers in it, and the numbers; several of a kind have ", " between them."""

    description: str | None
    part_number: str | None
    serial_number: str | None


def split_description(description: str | None) -> SupplyText:
    """Return a supply's description with part numbers (PN, P/N) and serial numbers (SN, S/N) taken out.

    A mark with nothing behind it is taken out too; a number has a digit in it and four characters.
    """
    if description is None:
        return SupplyText(None, None, None)
    plain = without_trade_marks(description)
    rest, serial = _taken(_SERIAL, plain)
    rest, part = _taken(_PART, rest)
    return SupplyText(rest or plain, part, serial)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str | None]:
    """Return a text without the marks of one kind, and their numbers."""
    numbers = [match["number"].strip(".:#") for match in pattern.finditer(text)]
    if not numbers:
        return text, None
    rest = " ".join(_EMPTY_BRACKETS.sub("", pattern.sub(" ", text)).split())
    for opening, closing in ("()", "[]"):
        if rest.count(closing) > rest.count(opening):  # the other one went with its mark
            rest = rest.replace(closing, " ", 1)
    rest = rest.strip(_ENDS)
    return rest, ", ".join(dict.fromkeys(filter(_is_number, numbers))) or None


def _is_number(text: str) -> bool:
    has_digit = any(character.isdigit() for character in text)
    return len(text) >= _MINIMUM_LENGTH and has_digit and not is_nothing(text)
