"""Where new findings go: a webhook, a mail address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core import messages
from cloud.core.analysis.finding import KINDS
from cloud.jobs.portal.notify import notify_view
from cloud.portal.drawing import page
from cloud.portal.routes import Page

if TYPE_CHECKING:
    from starlette.responses import Response

    from cloud.portal.visit import Visit


def show(visit: Visit) -> Response:
    """Draw where findings go."""
    view = notify_view(visit.portal.archive.table, visit.person)
    return page(visit, "notifications.html", view=view, kinds=KINDS)


PAGES = (Page("/notifications", "notify", show, title=lambda: messages.notifications.TITLE, place=9),)
