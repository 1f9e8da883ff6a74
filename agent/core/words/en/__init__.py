"""The sentences in English: plain, short, kind, exact. Other languages follow them name by name."""

from __future__ import annotations


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 printer", "2 printers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
