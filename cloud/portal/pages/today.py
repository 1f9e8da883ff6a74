"""Today: what needs a person, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core.portal.today import ORDER
from cloud.jobs.portal.today import today_of
from cloud.portal.drawing import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.responses import Response

    from cloud.core.portal.today import TodayRow
    from cloud.portal.visit import Visit


def show(visit: Visit) -> Response:
    """Draw what needs this person today."""
    today = today_of(visit.portal.archive.table, visit.person, visit.now)
    return page(visit, "today.html", today=today, kinds=ORDER, by_kind=by_kind(today.rows))


def by_kind(rows: Iterable[TodayRow]) -> dict[str, list[TodayRow]]:
    """Return the rows of each kind, in their order."""
    found: dict[str, list[TodayRow]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    return found
