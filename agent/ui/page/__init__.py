"""The report page: one self-contained HTML file, no network, no script."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from agent.core.conditions.text import advice_of, most_urgent, of_report, title_of
from agent.core.doctor.why import place_of
from agent.core.mail.letter import headline, searched
from agent.core.messages import current_language, days, doctor, fleet, printers, reports, tray
from agent.core.messages import page as messages
from agent.core.model.shown_text import shortened
from agent.core.reporting.card import cards_of, has_history
from agent.core.reporting.fleet_table import fleet_rows
from agent.core.reporting.month_end import last_month_end, missing_word, month_end_rows
from agent.core.reporting.natural_order import natural_key
from agent.core.reporting.to_do import task_groups
from agent.ui.page import chart_paths
from agent.ui.templates import template_of

if TYPE_CHECKING:
    from agent.core.history.past import Past
    from agent.core.report_format.report import Report

SMALL = 12  # printers: an office whose cards are all open
LARGE = 100  # printers: from here on healthy ones have no charts, and no card on paper
FOLDED = 3  # lines of each kind that an office of more than SMALL printers sees at once


def render_page(report: Report, past: Past) -> str:
    """Return the HTML page of a report; every text from a device is escaped, cut and kept to itself.

    `past` are the readings by device id that the charts show; without any there are no charts.
    """
    rows = fleet_rows(report, past)
    drawn = {row.device_id for row in rows if row.kind != "fine" or len(rows) <= LARGE}
    cards = cards_of(report, {name: readings for name, readings in past.items() if name in drawn})
    day = datetime.fromisoformat(report["scan"]["began"])
    return template_of("agent.ui.page", "page.html").render(
        language=current_language(),
        title=reports.report_title(shortened(report["site"]["name"]), day),
        headline=headline(report),
        conditions=most_urgent(of_report(report)),
        title_of=title_of,
        advice_of=advice_of,
        why_of=lambda condition: doctor.why_on_page(place_of(condition).command),
        rows=rows,
        groups=task_groups(report, rows),
        folded=FOLDED if len(rows) > SMALL else len(rows),
        small=SMALL,
        large=LARGE,
        has_history=has_history(report),
        months=month_end_rows(report, past),
        month_end=last_month_end(report),
        missing_word=missing_word,
        searched=searched(report),
        endpoints=sorted(report["scan"]["endpoints_contacted"], key=natural_key),
        number=partial(printers.counted, unit=None),
        counted=printers.counted,
        cards=cards,
        report=report,
        scan=report["scan"],
        messages=messages,
        fleet=fleet,
        days=days,
        shapes=chart_paths,
    )


def render_way_to(target: str) -> bytes:
    """Return the page that leads to `target`, a file of the same folder with its fragment; UTF-8."""
    page = template_of("agent.ui.page", "way_to.html")
    return page.render(language=current_language(), target=target, label=tray.SHOW).encode()
