"""The fleet of a dealer, read from its packed rows: a few calls for ten thousand devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloud.core.portal.fleet import FleetPage, FleetQuery
    from cloud.core.portal.person import Person
    from cloud.edge.table import Table


def fleet_page(table: Table, person: Person, query: FleetQuery) -> FleetPage:
    """Return one page of what is asked of the fleet."""
    raise NotImplementedError


def fleet_csv(table: Table, person: Person, query: FleetQuery, columns: str = "seen") -> bytes:
    """Return all rows that a query finds as CSV, whatever its page.

    Its columns are those of the query ("seen"), all of meters.csv ("agent"), or those of one of the agent's
    profiles by its name. Problem (404) if there is no such profile.
    """
    raise NotImplementedError
