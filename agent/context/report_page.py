"""The report page with its past from the store."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.model.ages import ONE_DAYS_WORK
from agent.core.model.retention import CHARTS_FOR
from agent.ui.page import render_page

if TYPE_CHECKING:
    from agent.core.history.past import Past
    from agent.core.report_format.report import Report
    from agent.edge.store import Store


def page_of(report: Report, store: Store) -> bytes:
    """Return the page of a report as a file, its charts from what the store remembers."""
    return render_page(report, past_of(report, store)).encode("utf-8", "replace")


def past_of(report: Report, store: Store) -> Past:
    """Return the readings of the days that the page shows, up to the report's own, by device id."""
    # A day more than is shown: the first day's pages are a difference too.
    began = datetime.fromisoformat(report["scan"]["began"])
    return store.readings.past(began - CHARTS_FOR - timedelta(days=1), began + ONE_DAYS_WORK)
