"""Formulas over the columns of a table: a profile's column may count what an importer wants counted.

`= MonoImpressions + 2 * LargeTotal` is a formula: whole numbers, columns, and a whole number of times a
column, added and subtracted. A page of A3 that is billed as two is one more of `LargeTotal`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SIGN = "="  # a column's source that begins so is a formula
LONGEST = 400  # characters
_TERM = re.compile(
    r"(?:(?P<times>[0-9]{1,6})\s*\*\s*)?(?P<column>[A-Za-z][A-Za-z0-9]*)|(?P<number>[0-9]{1,9})"
)
_OPERATOR = re.compile(r"\s*([+-])\s*")


class Term(NamedTuple):
    """A column so many times, or a number alone (without a column)."""

    times: int
    column: str = ""


class Formula(NamedTuple):
    """A sum of terms."""

    terms: tuple[Term, ...]

    def of(self, row: Mapping[str, object]) -> int | None:
        """Return the value for a row; None where a column of it was not readable: that is never 0."""
        values = [row.get(term.column) if term.column else 1 for term in self.terms]
        if not all(type(value) is int for value in values):
            return None
        return sum(term.times * int(str(value)) for term, value in zip(self.terms, values, strict=True))


def is_formula(source: str) -> bool:
    """Return whether a column's source is a formula, well formed or not."""
    return source.startswith(SIGN)


@lru_cache(256)
def formula_of(source: str) -> Formula:
    """Return the formula of a source such as "= A + 2 * B - 1"; ValueError where it is none."""
    text = source[len(SIGN) :].strip()
    if not is_formula(source) or not 0 < len(text) <= LONGEST:
        raise ValueError(f"no formula: {source[:40]!r}")
    signs, texts = _split(text)
    return Formula(tuple(_term(sign, one) for sign, one in zip(signs, texts, strict=True)))


def unknown_columns(formula: Formula, columns: Collection[str]) -> list[str]:
    """Return the columns of a formula that there are not, in its order."""
    return [term.column for term in formula.terms if term.column and term.column not in columns]


def _split(text: str) -> tuple[list[str], list[str]]:
    first = "-" if text.startswith("-") else "+"
    parts = _OPERATOR.split(text.removeprefix("-").strip())
    return [first, *parts[1::2]], parts[::2]


def _term(sign: str, text: str) -> Term:
    found = _TERM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"no term of a formula: {text[:40]!r}")
    factor = -1 if sign == "-" else 1
    if found["number"]:
        return Term(factor * int(found["number"]))
    return Term(factor * int(found["times"] or 1), found["column"])
