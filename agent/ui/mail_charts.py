"""A letter's charts as small PNG pictures (ISO/IEC 15948): what mail programs show where they show no SVG.

No text stands in them: their alt text says the same. Their ground is transparent, and their colours are
of middle lightness: they stand out from white paper and from dark. The same days give the same bytes with
the same Pillow.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from agent.core.history.series import Days

DAY = 12  # pixels a day; a mail program shows it at about half, so that a fine screen has its pixels
PAGES_HEIGHT, SMALL_HEIGHT = 160, 72
_BAR = 9  # of a day's pixels

_GROUND, _UNKNOWN, _BARS, _EDGE = range(4)
# Each is at least 3:1 against #ffffff and #15181c, the papers of mail_page.html (WCAG 2.2, 1.4.11).
PALETTE = ("#ffffff", "#8a929c", "#5b82ad", "#7d8590")


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
