"""The log of decisions, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core import messages
from cloud.jobs.portal.log import log_csv, log_page
from cloud.portal.drawing import page
from cloud.portal.pages.fleet import csv_file
from cloud.portal.routes import Page

if TYPE_CHECKING:
    from starlette.responses import Response

    from cloud.portal.visit import Visit


def show(visit: Visit) -> Response:
    """Draw a page of the log."""
    found = log_page(visit.portal.archive.table, visit.person, visit.given.get("cursor"))
    return page(visit, "log.html", log=found)


def export(visit: Visit) -> Response:
    """Return the whole log as CSV."""
    return csv_file(log_csv(visit.portal.archive.table, visit.person), f"log-{visit.now:%Y-%m-%d}.csv")


PAGES = (
    Page("/log", "log", show, title=lambda: messages.log.TITLE, place=8),
    Page("/log.csv", "export", export),
)
