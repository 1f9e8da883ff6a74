"""The fleet: one row a device, and what is seen as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from cloud.core import messages
from cloud.core.portal.fleet import COLUMNS, SHOWN, USUAL_COLUMNS, FleetQuery
from cloud.core.portal.fleet_query import address_of, query_of
from cloud.core.portal.row import STATES
from cloud.jobs.portal.fleet import fleet_csv, fleet_page
from cloud.portal.drawing import page
from cloud.portal.routes import Page

if TYPE_CHECKING:
    from cloud.portal.visit import Visit

MOST_OPTIONS = 200  # offices to choose from: of more a search finds them
NUMBERS = (
    "PagesPerDay",
    *(name for name in COLUMNS if name.endswith(("Total", "Impressions", "Mono", "Color", "Life"))),
)


def show(visit: Visit) -> Response:
    """Draw the rows that the address asks for."""
    query = query_of(visit.given)
    found = fleet_page(visit.portal.archive.table, visit.person, query)
    return page(
        visit,
        "fleet.html",
        fleet=found,
        query=query,
        address=_address,
        sorted_by=lambda column: _address(query.with_(sort=_next(query.sort, column))),
        columns=COLUMNS,
        usual_columns=USUAL_COLUMNS,
        shows=SHOWN,
        states=STATES,
        numbers=NUMBERS,
        most_options=MOST_OPTIONS,
    )


def export(visit: Visit) -> Response:
    """Return the rows that the address asks for as CSV: the columns that are seen, or those named by `as`."""
    given = visit.given
    columns = given.pop("as", "seen")
    octets = fleet_csv(visit.portal.archive.table, visit.person, query_of(given), columns)
    return csv_file(octets, f"fleet-{visit.now:%Y-%m-%d}.csv")


def csv_file(octets: bytes, name: str) -> Response:
    """Return a CSV for download."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(octets, media_type="text/csv; charset=utf-8", headers=headers)


def _address(query: FleetQuery, path: str = "/fleet") -> str:
    parameters = address_of(query)
    return f"{path}?{parameters}" if parameters else path


def _next(now: str, column: str) -> str:
    """Return how a click on a column's head sorts: up, then down, then as usual."""
    return {column: f"-{column}", f"-{column}": ""}.get(now, column)


PAGES = (
    Page("/fleet", "fleet", show, title=lambda: messages.fleet.TITLE, place=2),
    Page("/fleet.csv", "export", export),
)
