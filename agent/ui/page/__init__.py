"""The report page: one self-contained HTML file, no network, no script."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.core.condition_text import advice_of, most_urgent, of_report, title_of
from agent.core.mail.letter import headline
from agent.core.reporting.attention import needs_of
from agent.core.reporting.card import cards_of
from agent.core.reporting.shown import shortened
from agent.core.words import days, reports, spoken
from agent.core.words import page as words
from agent.ui.page import shapes
from agent.ui.templates import template_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.history.past import Past


def render_page(report: Mapping[str, Any], past: Past) -> str:
    """Return the HTML page of a report; every text from a device is escaped, cut and kept to itself.

    `past` are the readings by device id that the charts show; without any there are no charts.
    """
    cards = cards_of(report, past)
    day = datetime.fromisoformat(report["scan"]["began"])
    return template_of("agent.ui.page", "page.html").render(
        language=spoken(),
        title=reports.report_title(shortened(report["site"]["name"]), day),
        headline=headline(report),
        conditions=most_urgent(of_report(report)),
        title_of=title_of,
        advice_of=advice_of,
        needs=needs_of(report),
        cards=cards,
        anchors={device_id: f"p{number}" for number, device_id in enumerate(cards, 1)},
        report=report,
        scan=report["scan"],
        words=words,
        days=days,
        shapes=shapes,
    )
