"""The sentences in German, as an office in Germany expects them; names and arguments are those of `en`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


# prtMarkerCounterUnit and PrtMediaUnitTC; a name is the same for one and for many.
_UNITS = {
    "impressions": "Seiten",
    "sheets": "Blatt",
    "characters": "Zeichen",
    "lines": "Zeilen",
    "dotRow": "Punktzeilen",
    "hours": "Stunden",
    "feet": "Fuß",
    "meters": "Meter",
    "micrometers": "Mikrometer",
    "items": "Stück",
}
# What a unit of length is in metres; offices in Germany measure in no other.
_METRES = {"feet": 0.3048, "meters": 1.0, "micrometers": 1e-6, "tenThousandthsOfInches": 2.54e-6}
_GERMAN = str.maketrans(",.", ".,")


def count(value: int, one: str, many: str | None = None) -> str:
    """Return "1 Drucker", "2 Drucker", "1 Adresse", "2 Adressen"; `many` is `one` where it is not given."""
    return f"{number(value)} {one if value == 1 else many or one}"


def number(value: float, decimals: int = 0) -> str:
    """Return "12.877" or, with one decimal, "429,2"."""
    return f"{value:,.{decimals}f}".translate(_GERMAN)


def decimal(value: float) -> str:
    """Return "0,5"."""
    return f"{value:g}".replace(".", ",")


def moment(when: datetime) -> str:
    """Return a time as people write it in a list: 22.11.2026 08:30."""
    return f"{when:%d.%m.%Y %H:%M}"


def measured(value: int, unit: str | None) -> str:
    """Return a count of a unit of the Printer-MIB: "18.450 Seiten"; lengths in metres: "5.624 m"."""
    if unit in _METRES:
        return f"{number(value * _METRES[unit])} m"
    return f"{number(value)} {unit_name(unit)}".strip()


def unit_name(name: str | None) -> str:
    """Return a unit of the Printer-MIB as an office says it; one that is not known as it is."""
    return _UNITS.get(name or "", name or "")
