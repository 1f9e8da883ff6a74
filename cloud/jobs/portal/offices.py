"""The offices of a dealer, and one of them with all that was set for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.core.portal.office import OfficeDetail, Offices
    from cloud.core.portal.person import Person
    from cloud.edge.table import Table


def offices_of(table: Table, person: Person, now: datetime) -> Offices:
    """Return all offices of the dealer."""
    raise NotImplementedError


def office_detail(table: Table, person: Person, site: str, now: datetime) -> OfficeDetail:
    """Return one office; Problem (404) if the dealer has none of that id."""
    raise NotImplementedError
