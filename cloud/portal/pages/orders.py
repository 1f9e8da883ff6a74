"""Orders of supplies by state, decided a parcel at a time; the parcel's label; the demand."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from cloud.core import messages
from cloud.core.answers.problem import ProblemDetails
from cloud.core.orders.demand import HORIZONS, NO_PART
from cloud.core.orders.order import APPROVED, ASKED, SENT
from cloud.core.orders.orders_page import TABS
from cloud.core.portal.decision import Conflict, Request
from cloud.core.portal.person import ORDER_DEEDS
from cloud.jobs.orders_view import orders_page, parcel_label
from cloud.jobs.portal.decide import decide
from cloud.portal.drawing import page
from cloud.portal.routes import Page
from cloud.portal.visit import Visit, path_here

TAKE = "take "  # how the name of a supply's field begins; its value is the version that was seen
MOST_PARCELS, MOST_PARTS = 50, 100  # of one page
_LABELLED = (APPROVED, SENT)


def show(visit: Visit) -> Response:
    """Draw the orders in the state that the address names, those that are asked for without one."""
    given = visit.given
    found = orders_page(
        visit.portal.archive.table, visit.person, given.get("state", ASKED), given.get("site", "")
    )
    return page(
        visit,
        "orders.html",
        orders=replace(found, parcels=found.parcels[:MOST_PARCELS], demand=found.demand[:MOST_PARTS]),
        more=max(0, len(found.parcels) - MOST_PARCELS),
        tabs=TABS,
        site=given.get("site", ""),
        horizons=HORIZONS,
        no_part=NO_PART,
        labelled=_LABELLED,
        take=TAKE,
    )


def label(visit: Visit) -> Response:
    """Draw the label of a parcel: what is in it, for which office, for which printer at which place."""
    given = visit.given
    table, device, site = visit.portal.archive.table, given.get("device", ""), given.get("site", "")
    parcel = parcel_label(table, visit.person, device, site)
    return page(visit, "parcel_label.html", label=parcel)


def decided(visit: Visit) -> Response:
    """Decide the chosen orders of one printer one after another; a conflict shows who was first."""
    fields, what = visit.form, visit.form.get("what", "")
    chosen = {name.removeprefix(TAKE): seen for name, seen in fields.items() if name.startswith(TAKE)}
    if what not in ORDER_DEEDS:
        raise ProblemDetails(400, "what", f"what is one of {', '.join(ORDER_DEEDS)}.")
    if not chosen:
        raise ProblemDetails(400, "take", "No order is selected.")
    back = path_here(fields.get("back", "/orders"))
    for place, seen in chosen.items():
        about = {"device": fields.get("device", ""), "place": place, "tracking": fields.get("tracking", "")}
        request = Request(what, about, seen, fields.get("why", "").strip())
        try:
            decide(visit.portal.archive, visit.person, request, visit.now)
        except Conflict as conflict:
            return page(visit, "conflict.html", conflict.status, last=conflict.last, back=back)
    return RedirectResponse(back, status_code=303)


PAGES = (
    Page("/orders", "orders", show, title=lambda: messages.orders.TITLE, place=5),
    Page("/orders/label", "orders", label),
    Page("/orders/decide", "orders", decided, method="POST"),
)
