"""Rows of a fleet found, sorted and cut into pages, as a question of the URL asks."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from cloud.core.portal.fleet import ALL, MANAGED, PAGE, RETIRED, UNMANAGED, FleetPage, FleetQuery
from cloud.core.portal.row import PLACE_OF_CELL, STATES, FleetRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    Names = Mapping[str, str]
    Value = str | int | float | bool | None

_RANK = {state: place for place, state in enumerate(STATES)}
_SEARCHED = itemgetter(
    *(
        PLACE_OF_CELL[name]
        for name in (
            *("SerialNumber", "Manufacturer", "Model", "AssetNumber", "DeviceName", "Location"),
            *("IPAddress", "MACAddress"),
        )
    )
)
_OWN: dict[str, Callable[[FleetRow, Names], Value]] = {
    "Office": lambda row, names: names.get(row.site, row.site),
    "State": lambda row, _: row.state,
    "Managed": lambda row, _: row.is_managed,
    "PagesPerDay": lambda row, _: row.per_day,
    "RunOut": lambda row, _: row.run_out,
    "Presence": lambda row, _: row.presence,
}


def value_of(row: FleetRow, column: str, names: Names) -> Value:
    """Return the value in a column of fleet.COLUMNS; None = not readable."""
    own = _OWN.get(column)
    return own(row, names) if own else row.cell(column)


def show_of(row: FleetRow) -> str:
    """Return which of fleet.SHOWN a row is of, beside "all"."""
    if row.is_retired:
        return RETIRED
    return MANAGED if row.is_managed else UNMANAGED


def selected(rows: Iterable[FleetRow], query: FleetQuery, names: Names) -> list[FleetRow]:
    """Return the rows that a query finds, sorted, whatever its page."""
    words = query.q.casefold().split()
    found = [
        row
        for row in rows
        if (query.show in {ALL, show_of(row)})
        and (not query.site or row.site == query.site)
        and (not query.state or row.state == query.state)
        and (not words or _has(row, words, names))
    ]
    return _sorted(found, query.sort, names)


def page_of(rows: Collection[FleetRow], query: FleetQuery, names: Names, *, is_whole: bool) -> FleetPage:
    """Return the page of a query; a page beyond the last one is the last."""
    found = selected(rows, query, names)
    pages = max(1, -(-len(found) // PAGE))
    at = min(query.page, pages)
    counts = dict.fromkeys((MANAGED, UNMANAGED, RETIRED), 0)
    for row in rows:
        counts[show_of(row)] += 1
    return FleetPage(
        query=query if at == query.page else query.with_(page=at),
        rows=tuple(found[PAGE * (at - 1) : PAGE * at]),
        found=len(found),
        pages=pages,
        counts={**counts, ALL: len(rows)},
        names={row.site: names.get(row.site, row.site) for row in found[PAGE * (at - 1) : PAGE * at]},
        is_whole=is_whole,
    )


def _has(row: FleetRow, words: list[str], names: Names) -> bool:
    texts = filter(None, (*_SEARCHED(row.cells), row.site, names.get(row.site)))
    text = "\n".join(map(str, texts)).casefold()
    return not [word for word in words if word not in text]  # a list is quicker than all() of a generator


def _sorted(found: list[FleetRow], sort: str, names: Names) -> list[FleetRow]:
    """Return rows in the order of a column; what is not readable stands last, whichever way."""
    found.sort(key=lambda row: (names.get(row.site, row.site).casefold(), row.device))
    if not sort:
        return sorted(found, key=lambda row: _RANK.get(row.state, len(_RANK)))
    column = sort.removeprefix("-")
    values = [(_order(row, column, names), row) for row in found]
    known = [(value, row) for value, row in values if value is not None]
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [*(row for _, row in known), *(row for value, row in values if value is None)]


def _order(row: FleetRow, column: str, names: Names) -> tuple[int, float, str] | None:
    if column == "State":
        return 0, _RANK.get(row.state, len(_RANK)), ""
    value = value_of(row, column, names)
    if value is None or value == "":
        return None
    return (1, 0, value.casefold()) if isinstance(value, str) else (0, value, "")
