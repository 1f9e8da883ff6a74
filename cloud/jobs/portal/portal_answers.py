"""The portal's questions answered to a dealer's programs, by the functions that draw its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud.core.answers.portal import (
    check_parameters,
    demand_answer,
    fleet_answer,
    needed,
    offices_answer,
    orders_answer,
    plain,
)
from cloud.core.answers.questions import limit_of
from cloud.core.portal.fleet_query import page_number, query_of
from cloud.jobs.closings.closing_answers import closing_answer, closings_answer
from cloud.jobs.orders_view import demand_now, order_rows
from cloud.jobs.portal.device import device_detail
from cloud.jobs.portal.fleet import fleet_page
from cloud.jobs.portal.log import log_page
from cloud.jobs.portal.notify import notify_view
from cloud.jobs.portal.offices import office_detail, offices_of
from cloud.jobs.portal.today import today_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from cloud.core.portal.person import Person
    from cloud.edge.table import Table

    Given = Mapping[str, str]


def portal_answer(table: Table, person: Person, path: str, given: Given, now: datetime) -> dict[str, Any]:
    """Return the answer to one of answers.portal.PARAMETERS; Problem if there is none."""
    check_parameters(path, given)
    return _ANSWERS[path](table, person, given, now)


def _log(table: Table, person: Person, given: Given, _now: datetime) -> dict[str, Any]:
    page = log_page(table, person, given.get("cursor"), limit_of(given))
    return {"items": plain(page.entries), "next": page.next}


_ANSWERS: dict[str, Callable[[Table, Person, Given, datetime], dict[str, Any]]] = {
    "today": lambda table, person, _, now: plain(today_of(table, person, now)),
    "fleet": lambda table, person, given, _: fleet_answer(fleet_page(table, person, query_of(given))),
    "story": lambda table, person, given, now: plain(
        device_detail(table, person, needed(given, "device"), now)
    ),
    "offices": lambda table, person, given, now: offices_answer(
        offices_of(table, person, now), page_number(given)
    ),
    "office": lambda table, person, given, now: plain(
        office_detail(table, person, needed(given, "site"), now)
    ),
    "log": _log,
    "notify": lambda table, person, _given, _now: plain(notify_view(table, person)),
    "closings": lambda table, person, _given, _now: closings_answer(table, person),
    "closing": lambda table, person, given, _now: closing_answer(table, person, needed(given, "sha256")),
    "orders": lambda table, person, given, _: orders_answer(
        order_rows(table, person, given.get("state", ""), given.get("site", "")), page_number(given)
    ),
    "demand": lambda table, person, _given, _now: demand_answer(demand_now(table, person)),
}
