"""The portal's questions as a dealer's programs ask them: parameters in, JSON values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from agent.core.reporting.columns import COLUMN_NAMES
from cloud.core.answers.problem import ProblemDetails
from cloud.core.orders.demand import HORIZONS, NO_PART, PartDemand
from cloud.core.orders.order import order_facts
from cloud.core.portal.fleet_select import show_of
from cloud.core.portal.row import FleetRow

if TYPE_CHECKING:
    from cloud.core.orders.orders_page import OrderRow
    from cloud.core.portal.fleet import FleetPage
    from cloud.core.portal.office import Offices

# The portal's questions, each with its parameters; those of the fleet are the fields of FleetQuery.
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "today": (),
    "fleet": ("q", "site", "state", "show", "sort", "page"),
    "story": ("device",),
    "offices": ("page",),
    "office": ("site",),
    "log": ("limit", "cursor"),
    "notify": (),
    "closings": (),
    "closing": ("sha256",),
    "orders": ("state", "site", "page"),
    "demand": (),
}
OFFICES = ORDERS = 200  # of a page
LONGEST = 1000  # characters of a parameter; a cursor may be longer


def check_parameters(path: str, given: Mapping[str, str]) -> None:
    """Raise ProblemDetails (400) for a parameter that a question does not take, or an empty or long one."""
    for name, value in given.items():
        if name not in PARAMETERS[path]:
            raise ProblemDetails(400, name[:40], f"{path} takes no {name[:40]}.")
        if not 0 < len(value) <= LONGEST and name != "cursor":
            raise ProblemDetails(400, name, f"{name} is empty or too long.")


def needed(given: Mapping[str, str], name: str) -> str:
    """Return a parameter; ProblemDetails (400) if it is missing."""
    if name not in given:
        raise ProblemDetails(400, name, f"{name} is missing.")
    return given[name]


def fleet_answer(page: FleetPage) -> dict[str, Any]:
    """Return a page of the fleet for programs."""
    return {
        "items": [row_answer(row, page.names.get(row.site, row.site)) for row in page.rows],
        "found": page.found,
        "page": page.query.page,
        "pages": page.pages,
        "whole": page.is_whole,
    }


def offices_answer(offices: Offices, page: int) -> dict[str, Any]:
    """Return a page of a dealer's offices for programs."""
    pages = max(1, -(-len(offices.rows) // OFFICES))
    first = OFFICES * (min(page, pages) - 1)
    shown = offices.rows[first : first + OFFICES]
    return {
        "items": [plain(row) for row in shown],
        "newest_version": offices.newest_version,
        "page": min(page, pages),
        "pages": pages,
    }


def orders_answer(rows: Sequence[OrderRow], page: int) -> dict[str, Any]:
    """Return a page of orders for programs."""
    pages = max(1, -(-len(rows) // ORDERS))
    first = ORDERS * (min(page, pages) - 1)
    items = [
        {**order_facts(row.order), "office": row.office, "version": row.version}
        for row in rows[first : first + ORDERS]
    ]
    return {"items": items, "found": len(rows), "page": min(page, pages), "pages": pages}


def demand_answer(lines: Iterable[PartDemand]) -> dict[str, Any]:
    """Return the demand of the next months for programs: by days, from least to most."""
    items = [
        {
            "part_number": None if line.part_number == NO_PART else line.part_number,
            "supply": line.supply,
            "without_forecast": line.without,
            "days": [
                {"days": days, **one._asdict()} for days, one in zip(HORIZONS, line.ranges, strict=True)
            ],
        }
        for line in lines
    ]
    return {"items": items}


def row_answer(row: FleetRow, office: str | None = None) -> dict[str, Any]:
    """Return a row of the fleet for programs: `columns` are those of meters.csv."""
    names = ("device", "site", "state", "presence", "per_day", "run_out", "run_out_supply", "read_at")
    proof = {name: getattr(row, name) for name in ("agent", "key", "run", "sha256")}
    return {
        **{name: getattr(row, name) for name in names},
        "office": office,
        "show": show_of(row),
        "retired_at": row.retired_at or None,
        "proof": proof,
        "columns": dict(zip(COLUMN_NAMES, row.cells, strict=True)),
    }


def plain(value: object) -> Any:  # noqa: ANN401 (any JSON)
    """Return a view value as JSON has it: names stay, times are ISO 8601."""
    if isinstance(value, FleetRow):
        return row_answer(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    named = _named(value)
    if named is not None:
        return {str(name): plain(one) for name, one in named.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(one) for one in value]
    return value


def _named(value: object) -> Mapping[Any, object] | None:
    """Return the part of a value under these names; None if it has none."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return dict(value._asdict())
    return value if isinstance(value, Mapping) else None
