"""Sentences that a person reads: plain, short, kind, exact."""

from __future__ import annotations


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 printer", "2 printers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
