"""The sentences in English: plain, short, kind, exact. Other languages follow them name by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import days

if TYPE_CHECKING:
    from datetime import datetime


def count(value: int, one: str, many: str | None = None) -> str:
    """Return "1 printer", "2 printers"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def number(value: float, decimals: int = 0) -> str:
    """Return "12,877" or, with one decimal, "429.2"."""
    return f"{value:,.{decimals}f}"


def moment(when: datetime) -> str:
    """Return a time as people write it in a list: 22 November 2026, 08:30."""
    return days.moment(when)
