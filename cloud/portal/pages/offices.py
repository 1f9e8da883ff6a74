"""All offices, and one of them with its settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud.core import messages
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.office import DEFAULT_THRESHOLD, SUPPLY_KINDS
from cloud.jobs.portal.offices import office_detail, offices_of
from cloud.portal.drawing import page
from cloud.portal.routes import Page

if TYPE_CHECKING:
    from starlette.responses import Response

    from cloud.portal.visit import Visit


MOST_ROWS = 100  # of one page
LONGEST = 200  # characters of a search


def show(visit: Visit) -> Response:
    """Draw the offices that the address asks for, the worst first."""
    wanted, number = visit.given.get("q", ""), visit.given.get("page", "1")
    if len(wanted) > LONGEST or not re.fullmatch("[1-9][0-9]{0,4}", number, re.ASCII):
        raise ProblemDetails(400, "page", "page is a whole number, q a text of 200 characters at most.")
    offices = offices_of(visit.portal.archive.table, visit.person, visit.now)
    words = wanted.casefold().split()
    rows = [row for row in offices.rows if all(word in f"{row.name} {row.site}".casefold() for word in words)]
    first = (int(number) - 1) * MOST_ROWS
    return page(
        visit,
        "offices.html",
        offices=offices,
        rows=rows[first : first + MOST_ROWS],
        found=len(rows),
        wanted=wanted,
        number=int(number),
        pages=max(1, -(-len(rows) // MOST_ROWS)),
    )


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
    )


PAGES = (
    Page("/offices", "offices", show, title=lambda: messages.offices.TITLE, place=3),
    Page("/office", "offices", show_one),
)
