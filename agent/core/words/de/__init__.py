"""The sentences in German, as an office in Germany expects them; names and arguments are those of `en`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def count(value: int, one: str, many: str | None = None) -> str:
    """Return "1 Drucker", "2 Drucker", "1 Adresse", "2 Adressen"; `many` is `one` where it is not given."""
    return f"{number(value)} {one if value == 1 else many or one}"


def number(value: int) -> str:
    """Return "1.234"."""
    return f"{value:,}".replace(",", ".")


def decimal(value: float) -> str:
    """Return "0,5"."""
    return f"{value:g}".replace(".", ",")


def moment(when: datetime) -> str:
    """Return a time as people write it in a list: 22.11.2026 08:30."""
    return f"{when:%d.%m.%Y %H:%M}"
