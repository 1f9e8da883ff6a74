"""Rows of a fleet found, sorted and cut into pages, as a question of the URL asks."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.portal.fleet import ALL, MANAGED, PAGE, RETIRED, UNMANAGED, FleetPage, FleetQuery
from cloud.core.portal.packs import folded
from cloud.core.portal.row import PLACE_OF_CELL, STATES, FleetRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

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
_BY_STATE, _SHOW, _FIRST = attrgetter("rank"), attrgetter("show"), itemgetter(0)
_OWN: dict[str, Callable[[FleetRow, Names], Value]] = {
    "Office": lambda row, names: names.get(row.site, row.site),
    "State": lambda row, _: row.state,
    "Managed": lambda row, _: row.is_managed,
    "PagesPerDay": lambda row, _: row.per_day,
    "RunOut": lambda row, _: row.run_out,
    "Presence": lambda row, _: row.presence,
}


class SearchableRow(NamedTuple):
    """A row and what each question looks at: which of fleet.SHOWN it is of, how bad its state is, its text.

    `text` is casefolded; the names of the offices, which change without their rows, are not in it.
    """

    row: FleetRow
    show: str
    rank: int
    text: str


def value_of(row: FleetRow, column: str, names: Names) -> Value:
    """Return the value in a column of fleet.COLUMNS; None = not readable."""
    own = _OWN.get(column)
    return own(row, names) if own else row.cell(column)


def show_of(row: FleetRow) -> str:
    """Return which of fleet.SHOWN a row is of, beside "all"."""
    if row.is_retired:
        return RETIRED
    return MANAGED if row.is_managed else UNMANAGED


def searchable(row: FleetRow) -> SearchableRow:
    """Return a row with what each question looks at."""
    text = "\n".join(str(cell) for cell in _SEARCHED(row.cells) if cell)
    return SearchableRow(row, show_of(row), _RANK.get(row.state, len(_RANK)), text.casefold())


def newest_of(rows: Sequence[SearchableRow]) -> list[SearchableRow]:
    """Return the newest row of each device; two offices may tell of one."""
    last = {one.row.device: one for one in rows}
    if len(last) == len(rows):
        return list(rows)
    newest = folded(one.row for one in rows)
    return [one for one in rows if newest[one.row.device] is one.row]


def selected(rows: Iterable[SearchableRow], query: FleetQuery, names: Names) -> list[FleetRow]:
    """Return the rows that a query finds, sorted, whatever its page."""
    found = [one for one in rows if query.show in {ALL, one.show}]
    if query.site:
        found = [one for one in found if one.row.site == query.site]
    if query.state:
        found = [one for one in found if one.row.state == query.state]
    for word in query.q.casefold().split():
        sites = {site for site in {one.row.site for one in found} if _names_it(word, site, names)}
        found = [one for one in found if word in one.text or one.row.site in sites]
    return [one.row for one in _sorted(found, query.sort, names)]


def page_of(rows: Collection[SearchableRow], query: FleetQuery, names: Names, *, is_whole: bool) -> FleetPage:
    """Return the page of a query; a page beyond the last one is the last."""
    found = selected(rows, query, names)
    pages = max(1, -(-len(found) // PAGE))
    at = min(query.page, pages)
    counts = Counter(map(_SHOW, rows))
    return FleetPage(
        query=query if at == query.page else query.with_(page=at),
        rows=tuple(found[PAGE * (at - 1) : PAGE * at]),
        found=len(found),
        pages=pages,
        counts={**{show: counts[show] for show in (MANAGED, UNMANAGED, RETIRED)}, ALL: len(rows)},
        names={row.site: names.get(row.site, row.site) for row in found[PAGE * (at - 1) : PAGE * at]},
        is_whole=is_whole,
    )


def _names_it(word: str, site: str, names: Names) -> bool:
    return word in site.casefold() or word in names.get(site, "").casefold()


def _sorted(found: list[SearchableRow], sort: str, names: Names) -> list[SearchableRow]:
    """Return rows in the order of a column; what is not readable stands last, whichever way."""
    called = {site: names.get(site, site).casefold() for site in {one.row.site for one in found}}
    places = {name: place for place, name in enumerate(sorted(set(called.values())))}
    place_of = {site: places[name] for site, name in called.items()}
    found.sort(key=lambda one: (place_of[one.row.site], one.row.device))
    if sort.removeprefix("-") in {"", "State"}:
        return sorted(found, key=_BY_STATE, reverse=sort.startswith("-"))
    return _by_value(found, sort.removeprefix("-"), names, falls=sort.startswith("-"))


def _by_value(found: list[SearchableRow], column: str, names: Names, *, falls: bool) -> list[SearchableRow]:
    pairs = [(value_of(one.row, column, names), one) for one in found]
    numbers = [(value, one) for value, one in pairs if isinstance(value, int | float)]
    texts = [(value.casefold(), one) for value, one in pairs if isinstance(value, str) and value]
    numbers.sort(key=_FIRST, reverse=falls)
    texts.sort(key=_FIRST, reverse=falls)
    known = [*texts, *numbers] if falls else [*numbers, *texts]
    return [*(one for _, one in known), *(one for value, one in pairs if value is None or value == "")]
