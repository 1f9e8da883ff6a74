"""All offices, and one of them with its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core.portal.office import DEFAULT_THRESHOLD, LANGUAGES, SUPPLY_KINDS
from cloud.jobs.portal.offices import office_detail, offices_of
from cloud.portal.drawing import page

if TYPE_CHECKING:
    from starlette.responses import Response

    from cloud.portal.visit import Visit


def show(visit: Visit) -> Response:
    """Draw all offices, the worst first."""
    offices = offices_of(visit.portal.archive.table, visit.person, visit.now)
    return page(visit, "offices.html", offices=offices)


def show_one(visit: Visit) -> Response:
    """Draw one office."""
    office = office_detail(visit.portal.archive.table, visit.person, visit.given.get("site", ""), visit.now)
    zone = office.settings.zone or office.row.offset
    return page(
        visit,
        "office.html",
        office=office,
        zone=zone,
        form_mark=visit.portal.random(8).hex(),
        kinds=SUPPLY_KINDS,
        usual=DEFAULT_THRESHOLD,
        office_languages=LANGUAGES,
    )
