"""A letter's HTML text and its pictures, as mail programs show them: tables, styles in place, no script.

Nothing depends on its <style>, which only darkens the paper where a mail program reads it; nothing on its
pictures, whose alt text says the same. They are small PNGs (ISO/IEC 15948), since mail programs show no SVG.
Their ground is transparent, and their colours are of middle lightness: they stand out from white paper and
from dark. The same days give the same bytes with the same Pillow.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from agent.core.mail.html_view import MOST_NOTES, MOST_SUPPLIES, MailView, mail_view_of
from agent.core.mail.letter import searched
from agent.core.messages import current_language, days, fleet, mail, page
from agent.core.model.records import Illustrated
from agent.ui.templates import template_of

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from agent.core.history.past import Past
    from agent.core.history.series import Days
    from agent.core.report_format.report import Report

DOMAIN = "meters.invalid"  # a Content-ID is as unique as a Message-ID (RFC 2392), and no host is meant
DAY = 12  # pixels a day; a mail program shows it at about half, so that a fine screen has its pixels
PAGES_HEIGHT, SMALL_HEIGHT = 160, 72
_BAR = 9  # of a day's pixels

_GROUND, _UNKNOWN, _BARS, _EDGE = range(4)
# Each is at least 3:1 against #ffffff and #15181c, the papers of mail_page.html (WCAG 2.2, 1.4.11).
PALETTE = ("#ffffff", "#8a929c", "#5b82ad", "#7d8590")


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
        pictures["pages"] = pages_picture(office.days, office.most, PAGES_HEIGHT)
    for number, line in enumerate(mail_view.printers, 1):
        if line.has_chart and (pages := line.card.pages):
            small = pages_picture(pages.days, pages.most, SMALL_HEIGHT)
            pictures[f"pages-{number}"] = small
    return pictures


def pages_picture(days: Days, most: int, height: int) -> bytes:
    """Return a bar for each day, as high as the picture at `most`; a thin line where none is known."""
    image, draw = _begin(len(days), height)
    for place, number in enumerate(days):
        left = place * DAY
        if number is None:
            _unknown(draw, left, 0, height - 2)
        else:
            top = height - 1 - max(round(number / most * (height - 4)) if most else 0, 2)
            draw.rectangle((left + 1, top, left + _BAR, height - 2), fill=_BARS)
    draw.line((0, height - 1, image.width, height - 1), fill=_EDGE)
    return _png(image)


def _unknown(draw: ImageDraw.ImageDraw, left: int, top: int, bottom: int) -> None:
    """Draw a thin line for a day that is not known: many of them make a band."""
    draw.rectangle((left + 4, top, left + 5, bottom), fill=_UNKNOWN)


def _begin(days: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    from PIL import Image, ImageColor, ImageDraw

    image = Image.new("P", (days * DAY, height), _GROUND)
    image.putpalette([part for colour in PALETTE for part in ImageColor.getrgb(colour)])
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, format="PNG", optimize=True, transparency=_GROUND)
    return file.getvalue()
