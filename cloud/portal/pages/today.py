"""Today: what needs a person, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.jobs.portal.today import today_of
from cloud.portal.drawing import page

if TYPE_CHECKING:
    from starlette.responses import Response

    from cloud.portal.visit import Visit


def show(visit: Visit) -> Response:
    """Draw what needs this person today."""
    today = today_of(visit.portal.archive.table, visit.person, visit.now)
    return page(visit, "today.html", today=today)
