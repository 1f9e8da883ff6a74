"""Numbers, units and moments as the language writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, number, pgettext, translated
from agent.core.messages.texts import days

if TYPE_CHECKING:
    from datetime import datetime

# prtMarkerCounterUnit and PrtMediaUnitTC; a name is the same for one and for many.
UNITS = {
    "impressions": "impressions",
    "sheets": "sheets",
    "characters": "characters",
    "lines": "lines",
    "dotRow": "dotRow",
    "hours": "hours",
    "feet": "feet",
    "meters": "meters",
    "micrometers": "micrometers",
    "items": "items",
}
# What a unit of length is in metres.
_METRES = {"feet": 0.3048, "meters": 1.0, "micrometers": 1e-6, "tenThousandthsOfInches": 2.54e-6}
_PER_INCH = 10_000


def decimal(value: float) -> str:
    """Return "0.5", "30", with the separator of the language."""
    return f"{value:g}".replace(".", pgettext("decimal separator", "."))


def moment(when: datetime) -> str:
    """Return a time as people write it in a list: 22 November 2026, 08:30."""
    return pgettext("moment in a list", "{moment}", moment=days.moment(when), when=when)


def unit_name(name: str | None) -> str:
    """Return a unit of the Printer-MIB as an office says it; one that is not known as it is."""
    return translated(UNITS, "unit").get(name or "", name or "")


def measured(value: int, unit: str | None) -> str:
    """Return a count of a unit of the Printer-MIB: "18,450 impressions"; lengths as the language has it."""
    # An offices' language measures lengths in metres alone, or in what printers report.
    if pgettext("lengths: as reported, or in metres", "as reported") != "as reported" and unit in _METRES:
        return gettext("{count} m", count=number(value * _METRES[unit]))
    if unit == "tenThousandthsOfInches":
        return gettext("{count} inches", count=number(value // _PER_INCH))
    return f"{number(value)} {unit_name(unit)}".strip()


def pages(count: int) -> str:
    """Return "1 page", "1,204 pages"."""
    return ngettext("{count} page", "{count} pages", count)
