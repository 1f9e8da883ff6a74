"""Part and serial numbers that makers write into a supply's description."""

import re
from typing import NamedTuple

from agent.core.mib.placeholders import is_nothing
from agent.core.mib.trade_marks import without_trade_marks

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
# What goes on behind a number: one in groups up to the next sign ("AB 12 CD"), and others of its kind
# ("..., 108R01149 (220V)") which the mark need not stand before again.
_GROUPS = re.compile(r"(?:[ ][A-Z0-9]{1,6})+(?=\s*(?:$|[,;/()\[\]|]))")
_NEXT = re.compile(
    r"\s*(?:[,;/&+]|\b(?:or|and|oder|und|ou|et|o|y|e)\b)\s*(?P<number>[A-Z0-9][\w.-]*)"
    r"(?P<note>\s*\(\s*\d{2,3}\s*V[^()]*\))?(?=\s*(?:$|[,;/()\[\]|]|(?:or|and|oder|und|ou|et)\b))"
)
_LONGEST_GROUP = 4
_EMPTY_BRACKETS = re.compile(r"\s*[(\[]\s*[)\]]")
_BLANK_BEFORE_SIGN = re.compile(r"\s+(?=[,;])")
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
    numbers: list[str] = []
    rest, at = "", 0
    while match := pattern.search(text, at):
        found, end = _with_what_follows(match["number"].strip(".:#"), text, match.end())
        numbers += found
        rest, at = f"{rest}{text[at : match.start()]} ", end
    if not numbers:
        return text, None
    rest = " ".join(_EMPTY_BRACKETS.sub("", rest + text[at:]).split())
    for opening, closing in ("()", "[]"):
        if rest.count(closing) > rest.count(opening):  # the other one went with its mark
            rest = rest.replace(closing, " ", 1)
    rest = _BLANK_BEFORE_SIGN.sub("", rest).strip(_ENDS)
    return rest, ", ".join(dict.fromkeys(filter(_is_number, numbers))) or None


def _with_what_follows(number: str, text: str, end: int) -> tuple[list[str], int]:
    """Return a number with its further groups, those of its kind behind it, and where they end."""
    groups = _GROUPS.match(text, end)
    if groups and _goes_on(number, groups[0].split()):
        return [number + groups[0]], groups.end()
    numbers = [number]
    while (following := _NEXT.match(text, end)) and _is_number(number):
        other = following["number"]
        if not _is_number(other) or not (following["note"] or len(other) == len(number)):
            break
        numbers.append(other)
        end = following.end()
    return numbers, end


def _goes_on(number: str, groups: list[str]) -> bool:
    """Return whether a short number goes on in groups: a whole one only in such as have a digit.

    "AB 12 CD" is one number; "AB12 K" is one and a colour; a mark such as PN begins another.
    """
    if not number or len(number) > _LONGEST_GROUP or {"PN", "SN"} & set(groups):
        return False
    with_digits = [group for group in groups if any(map(str.isdigit, group))]
    return bool(with_digits) and (with_digits == groups or not _is_number(number))


def _is_number(text: str) -> bool:
    has_digit = any(character.isdigit() for character in text)
    return len(text) >= _MINIMUM_LENGTH and has_digit and not is_nothing(text)
