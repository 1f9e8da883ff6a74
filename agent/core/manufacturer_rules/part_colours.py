"""Colours that stand in a maker's part numbers alone: by a code inside, or by the place in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.colours import colour_of_code

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    PartColours = Callable[[Sequence[str | None]], tuple[str | None, ...]]

# In a row of four numbers that follow each other: the last digit -> the colour.
_ROW = {0: "black", 1: "cyan", 2: "yellow", 3: "magenta"}


def no_part_colours(texts: Sequence[str | None]) -> tuple[str | None, ...]:
    """Return no colour for each description: most makers' numbers tell none."""
    return (None,) * len(texts)


def by_code(pattern: str, codes: Mapping[str, str] | None = None) -> PartColours:
    """Return the function that reads the colour from the code in group 1 of a maker's part numbers.

    `codes` are those that mean something else with this maker.
    """
    compiled, special = re.compile(pattern, re.IGNORECASE), codes or {}

    def colour(text: str | None) -> str | None:
        match = compiled.search(text or "")
        code = next(filter(None, match.groups()), "").upper() if match else ""
        return special.get(code) or (colour_of_code(code) if code else None)

    return lambda texts: tuple(map(colour, texts))


def by_list(pattern: str, black: Collection[str], series: Collection[str]) -> PartColours:
    """Return the function that reads the colour of numbers that are listed.

    Group 1 is the number. `black` are those of black cartridges; `series`, without the last digit, those
    that count black, cyan, yellow, magenta from 0 to 3. Two colours in one description are none.
    """
    compiled = re.compile(pattern, re.IGNORECASE)

    def one(number: str) -> str | None:
        if number in black:
            return "black"
        return _ROW.get(int(number[-1])) if number[:-1] in series else None

    def colour(text: str | None) -> str | None:
        named = {one(number.upper()) for number in compiled.findall(text or "")}
        return named.pop() if len(named) == 1 else None

    return lambda texts: tuple(map(colour, texts))


def first_of(*readers: PartColours) -> PartColours:
    """Return the function that asks each of several readers until one tells a colour."""

    def colours(texts: Sequence[str | None]) -> tuple[str | None, ...]:
        named = zip(*(reader(texts) for reader in readers), strict=True)
        return tuple(next(filter(None, each), None) for each in named)

    return colours


def by_row(pattern: str) -> PartColours:
    """Return the function that reads the colour from four numbers in a row: black, cyan, yellow, magenta.

    Group 1 is the series, group 2 the last digit. Only all four together tell: single numbers are
    given to black cartridges of monochrome printers too.
    """
    compiled = re.compile(pattern, re.IGNORECASE)

    def colours(texts: Sequence[str | None]) -> tuple[str | None, ...]:
        found = [compiled.search(text or "") for text in texts]
        digits: dict[str, set[int]] = {}
        for match in filter(None, found):
            digits.setdefault(match[1].upper(), set()).add(int(match[2]))
        whole = {series for series, seen in digits.items() if seen >= set(_ROW)}
        return tuple(_ROW.get(int(m[2])) if m and m[1].upper() in whole else None for m in found)

    return colours
