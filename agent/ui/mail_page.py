"""A letter's HTML text and its pictures, as mail programs show them: tables, styles in place, no script.

Nothing depends on its <style>, which only darkens the paper where a mail program reads it; nothing on its
pictures, whose alt text says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.mail.html_view import MOST_NOTES, MOST_SUPPLIES, mail_view_of
from agent.core.mail.letter import searched
from agent.core.messages import current_language, days, fleet, mail, page
from agent.core.model.records import Illustrated
from agent.ui import mail_charts
from agent.ui.templates import template_of

if TYPE_CHECKING:
    from agent.core.history.past import Past
    from agent.core.mail.html_view import MailView
    from agent.core.report_format.report import Report


DOMAIN = "meters.invalid"  # a Content-ID is as unique as a Message-ID (RFC 2392), and no host is meant


def render_mail_page(report: Report, past: Past, before: Report | None, signed: bool) -> Illustrated:
    """Return the HTML text of a report's letter with its pictures; every text from a device is escaped.

    `past` are the readings by device id that the charts show, `before` is the report of the letter before.
    """
    mail_view = mail_view_of(report, past, before, signed=signed)
    pictures = {f"{name}.{report['report_id']}@{DOMAIN}": png for name, png in _pictures(mail_view).items()}
    html = template_of("agent.ui", "mail_page.html").render(
        mail_view=mail_view,
        report=report,
        origin=f"{report['report_id']}@{DOMAIN}",
        scan=report["scan"],
        searched=searched(report),
        shown=frozenset(pictures),
        most_supplies=MOST_SUPPLIES,
        most_notes=MOST_NOTES,
        language=current_language(),
        messages=mail,
        page_words=page,
        days=days,
        fleet=fleet,
    )
    return Illustrated(html, pictures)


def _pictures(mail_view: MailView) -> dict[str, bytes]:
    """Return the pictures by name: "pages", and "pages-3" of the third printer."""
    pictures = {}
    if mail_view.office:
        office = mail_view.office
        pictures["pages"] = mail_charts.pages_picture(office.days, office.most, mail_charts.PAGES_HEIGHT)
    for number, line in enumerate(mail_view.printers, 1):
        if line.has_chart and (pages := line.card.pages):
            small = mail_charts.pages_picture(pages.days, pages.most, mail_charts.SMALL_HEIGHT)
            pictures[f"pages-{number}"] = small
    return pictures
