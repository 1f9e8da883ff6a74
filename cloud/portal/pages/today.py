"""Today: what needs a person, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core import messages
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.today import ORDER, TodayRow
from cloud.jobs.portal.today import today_of
from cloud.portal.drawing import page
from cloud.portal.routes import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.responses import Response

    from cloud.portal.visit import Visit


MOST_ROWS, MOST_PUT_OFF = 66, 20  # of one page: it stays below 150 kB


def show(visit: Visit) -> Response:
    """Draw what needs this person today, `kind` of the address alone where it names one."""
    kind = visit.given.get("kind", "")
    if kind and kind not in ORDER:
        raise ProblemDetails(400, "kind", f"kind is one of {', '.join(ORDER)}.")
    portal = visit.portal
    service = portal.alarms.told_to(visit.person, visit.now)
    today = today_of(portal.archive.table, visit.person, visit.now, service)
    rows = [row for row in today.rows if kind in {"", row.kind}]
    return page(
        visit,
        "today.html",
        today=today,
        kind=kind,
        kinds=ORDER,
        by_kind=by_kind(rows[:MOST_ROWS]),
        more=max(0, len(rows) - MOST_ROWS) + (0 if kind else today.more),
        most_put_off=MOST_PUT_OFF,
    )


def by_kind(rows: Iterable[TodayRow]) -> dict[str, list[TodayRow]]:
    """Return the rows of each kind, in their order."""
    found: dict[str, list[TodayRow]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    return found


PAGES = (Page("/", "today", show, title=lambda: messages.today.TITLE, place=1),)
