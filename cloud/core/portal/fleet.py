"""The fleet as a table: what is asked stands in the URL, what is answered is one page of rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.reporting.columns import COLUMN_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.core.portal.row import FleetRow

PAGE = 100  # rows of a page
LONGEST = 200  # characters of a search or a filter
# Columns: those of meters.csv under their names there, and these of the portal.
OWN_COLUMNS = ("Office", "State", "Managed", "PagesPerDay", "RunOut", "Presence")
COLUMNS = (*OWN_COLUMNS, *COLUMN_NAMES)
USUAL_COLUMNS = ("State", "Office", "Model", "SerialNumber", "Location", "TotalLife", "BlackPct", "RunOut")
MANAGED, UNMANAGED, RETIRED, ALL = "managed", "unmanaged", "retired", "all"
SHOWN = (MANAGED, UNMANAGED, RETIRED, ALL)


@dataclass(frozen=True, slots=True)
class FleetQuery:
    """What is asked of the fleet; each field is a parameter of the URL under its own name.

    `q` searches serial, model, office, address, asset and location; every word has to be there. `show` is
    one of SHOWN. `sort` is one of COLUMNS, with "-" before it the greatest first, "" the worst state first.
    `page` counts from 1.
    """

    q: str = ""
    site: str = ""
    state: str = ""
    show: str = MANAGED
    sort: str = ""
    columns: tuple[str, ...] = USUAL_COLUMNS
    page: int = 1

    def with_(self, **changed: object) -> FleetQuery:
        """Return the query with some fields changed; all but a change of the page goes back to page 1."""
        return replace(self, **{"page": 1, **changed})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class FleetPage:
    """One page. `found` rows match in all, `counts` are the rows of each of SHOWN before the search.

    `names` are the offices' names by site, `pages` how many pages there are (one at least). `is_whole` is
    false where the fleet has more rows than one page may read: then only those of the first offices are
    searched, and the page has to say so.
    """

    query: FleetQuery
    rows: tuple[FleetRow, ...]
    found: int
    pages: int
    counts: Mapping[str, int]
    names: Mapping[str, str]
    is_whole: bool = True
