"""The fleet of a dealer, read from its packed rows: a few calls for ten thousand devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.layout import FIRST
from cloud.core.portal.fleet_csv import SEEN, csv_of_rows
from cloud.core.portal.fleet_select import newest_of, page_of, selected
from cloud.core.portal.person import Person, check
from cloud.jobs.dealers import layout_of_dealer, listed
from cloud.jobs.portal.kept_packs import KeptPacks, read_packs

if TYPE_CHECKING:
    from cloud.core.portal.fleet import FleetPage, FleetQuery
    from cloud.core.portal.fleet_select import SearchableRow
    from cloud.edge.table import Table

KEPT = KeptPacks()  # of this process


def fleet_page(table: Table, person: Person, query: FleetQuery, kept: KeptPacks = KEPT) -> FleetPage:
    """Return one page of what is asked of the fleet."""
    check(person, "fleet")
    rows, is_whole = fleet_rows(table, person.dealer, query.site, kept)
    return page_of(rows, query, office_names(table, person.dealer), is_whole=is_whole)


def fleet_csv(table: Table, person: Person, query: FleetQuery, columns: str = SEEN) -> bytes:
    """Return all rows that a query finds as CSV, whatever its page.

    Its columns are those of the query ("seen"), all of meters.csv ("agent"), or those of one of the agent's
    profiles by its name. ProblemDetails (404) if there is no such profile, (413) if the fleet is too large
    for one table: half a table would look like a whole one.
    """
    check(person, "export")
    names = office_names(table, person.dealer)
    rows, is_whole = fleet_rows(table, person.dealer, query.site)
    if not is_whole:
        raise ProblemDetails(413, "site", "The fleet is too large for one table. Choose an office.")
    return csv_of_rows(selected(rows, query, names), columns, query.columns, names)


def fleet_rows(
    table: Table, dealer: str, site: str = "", kept: KeptPacks = KEPT
) -> tuple[list[SearchableRow], bool]:
    """Return the rows of a dealer, or of one office, and whether these are all."""
    packs, is_whole = (
        read_packs(table, dealer, f"{keys.part(site)}#") if site else kept.of_fleet(table, dealer)
    )
    return newest_of([row for pack in packs.values() for row in pack.rows]), is_whole


def office_names(table: Table, dealer: str) -> dict[str, str]:
    """Return the names of a dealer's offices by site."""
    layout = layout_of_dealer(table, dealer) or FIRST
    sites = listed(table, keys.shards_of(dealer, layout.lists, "sites"), only=("site", "name"))
    return {item["site"]: item["name"] for item in sites}
