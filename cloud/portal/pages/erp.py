"""Files of orders for the dealer's own programs: download, mail, the dealer's profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from cloud.core.erp.erp_profile import brought_names, brought_text
from cloud.core.orders.order import APPROVED
from cloud.jobs.orders_erp import erp_view, file_name, orders_file
from cloud.portal.drawing import page
from cloud.portal.routes import Page

if TYPE_CHECKING:
    from cloud.portal.visit import Visit


def show(visit: Visit) -> Response:
    """Draw the profiles, where mails go, and for administrators the forms to change both."""
    view = erp_view(visit.portal.archive.table, visit.person)
    texts = {name: brought_text(name) for name in brought_names()}
    return page(visit, "erp.html", view=view, texts=texts)


def export(visit: Visit) -> Response:
    """Return the orders in a state, approved ones without one, as a file by the profile of the address."""
    given = visit.given
    state, name = given.get("state", APPROVED), given.get("profile", "")
    file, _ = orders_file(visit.portal.archive.table, visit.person, name, state)
    headers = {"content-disposition": f'attachment; filename="{file_name(file, visit.now)}"'}
    return Response(file.octets, media_type=file.media_type, headers=headers)


PAGES = (Page("/orders/files", "export", show), Page("/orders/file", "export", export))
