"""In which zone an office's times are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.portal.office_form import settings_in

if TYPE_CHECKING:
    from cloud.core.portal.person import Person
    from cloud.edge.table import Table


def zone_of_office(table: Table, person: Person, site: str, reported: str) -> str:
    """Return the IANA zone that the dealer set for an office, else the offset of `reported` (ISO 8601)."""
    item = table.get(keys.site_key(person.dealer, site))
    zone = settings_in(item).zone if item else ""
    return zone or (reported[-6:] if reported[-6:-5] in {"+", "-"} else "")
