"""The icon's drawing: a printer, and a badge whose shape alone tells how things stand.

Every shape is a list of points on a grid of 32 by 32, drawn eight times too large and made smaller.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from agent.core.tray.icon_state import IconState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

GRID = 32
FINER = 8  # times larger while it is drawn: no jagged edge at 16 pixels


Color = tuple[int, int, int, int]
CLEAR: Color = (0, 0, 0, 0)
INK: Mapping[bool, Color] = {False: (43, 49, 58, 255), True: (240, 243, 247, 255)}  # by dark taskbar
PAPER: Mapping[bool, Color] = {False: (255, 255, 255, 255), True: (54, 62, 74, 255)}
GREEN: Color = (46, 158, 82, 255)
BLUE: Color = (41, 121, 220, 255)
AMBER: Color = (245, 166, 13, 255)
RED: Color = (216, 50, 47, 255)
WHITE: Color = (255, 255, 255, 255)
BLACK: Color = (30, 30, 30, 255)


class Pen:
    """Draws in units of the grid."""

    def __init__(self, surface: ImageDraw, unit: float) -> None:
        self._surface = surface
        self._unit = unit

    def _scaled(self, points: Sequence[float]) -> list[float]:
        return [value * self._unit for value in points]

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> list[float]:
        # Pillow draws the last pixel too: a shape ends one before the next unit begins.
        left, top, right, bottom = self._scaled((x0, y0, x1, y1))
        return [left, top, right - 1, bottom - 1]

    def box(self, *box: float, fill: Color, radius: float = 0) -> None:
        """Fill a rectangle x0, y0, x1, y1 with corners rounded by `radius`."""
        self._surface.rounded_rectangle(self._box(*box), radius * self._unit, fill)

    def disc(self, x: float, y: float, radius: float, fill: Color) -> None:
        """Fill a circle."""
        self._surface.ellipse(self._box(x - radius, y - radius, x + radius, y + radius), fill)

    def shape(self, *points: float, fill: Color) -> None:
        """Fill a polygon x, y, x, y ..."""
        self._surface.polygon(self._scaled(points), fill)

    def line(self, *points: float, width: float, fill: Color) -> None:
        """Draw a line with round ends."""
        self._surface.line(self._scaled(points), fill, round(width * self._unit), joint="curve")
        for x, y in (points[:2], points[-2:]):
            self.disc(x, y, width / 2, fill)


def draw(icon_state: IconState, size: int, *, dark: bool | None) -> Image:
    """Return the icon as an RGBA image of `size` pixels square.

    `dark` is the bar behind it; where nobody knows (None), a rim makes it stand out on any.
    """
    from PIL import Image, ImageDraw

    large = Image.new("RGBA", (size * FINER, size * FINER), CLEAR)
    pen = Pen(ImageDraw.Draw(large), size * FINER / GRID)
    if dark is None:
        _rim_of_the_printer(pen)
    _printer(pen, dark=bool(dark), hollow=icon_state is IconState.NOT_CONFIGURED)
    _BADGES[icon_state](pen)
    return large.resize((size, size), Image.Resampling.BOX)


def png_of(image: Image) -> bytes:
    """Return the image as a PNG file."""
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def ico_of(images: Sequence[Image]) -> bytes:
    """Return a Windows icon with each of these images as it was drawn for its size (PNG entries)."""
    files = [png_of(image) for image in images]
    place = 6 + 16 * len(files)
    head, body = struct.pack("<HHH", 0, 1, len(files)), b""
    for image, file in zip(images, files, strict=True):
        side = image.width % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(file), place + len(body))
        body += file
    return head + body


def _printer(pen: Pen, *, dark: bool, hollow: bool) -> None:
    ink, paper = INK[dark], PAPER[dark]
    pen.box(8, 2, 24, 12, fill=ink)
    pen.box(10, 4, 22, 12, fill=paper)
    pen.box(2, 10, 30, 24, fill=ink, radius=3)
    if hollow:
        pen.box(4, 12, 28, 22, fill=CLEAR, radius=1)
    pen.box(8, 18, 24, 30, fill=ink)
    pen.box(10, 20, 22, 28, fill=paper)


def _rim_of_the_printer(pen: Pen) -> None:
    for box, radius in (((7, 1, 25, 12), 1), ((1, 9, 31, 25), 4), ((7, 18, 25, 31), 1)):
        pen.box(*box, fill=WHITE, radius=radius)


def _rim(pen: Pen) -> None:
    """Cut the badge's place out of the printer, so that it stands free on any ground."""
    pen.disc(22, 22, 11, CLEAR)


def _ok(pen: Pen) -> None:
    del pen  # a plain printer: nothing to look at


def _scanning(pen: Pen) -> None:
    """Draw three dots in a row: something is under way."""
    pen.box(6, 20, 32, 32, fill=CLEAR)
    for x in (11, 19, 27):
        pen.disc(x, 26, 3, BLUE)


def _attention(pen: Pen) -> None:
    """Draw a triangle with an exclamation mark."""
    pen.shape(20, 7, 34, 34, 6, 34, fill=CLEAR)
    pen.shape(20, 10, 31, 31, 9, 31, fill=AMBER)
    pen.box(18.7, 17, 21.3, 24.6, fill=BLACK)
    pen.box(18.7, 26.4, 21.3, 29, fill=BLACK)


def _trouble(pen: Pen) -> None:
    """Draw a disc with a cross."""
    _rim(pen)
    pen.disc(22, 22, 9.6, RED)
    pen.line(18, 18, 26, 26, width=2.8, fill=WHITE)
    pen.line(26, 18, 18, 26, width=2.8, fill=WHITE)


def _not_configured(pen: Pen) -> None:
    """Draw a square with a plus, on a hollow printer: something has to be filled in."""
    pen.box(12, 12, 32, 32, fill=CLEAR, radius=3)
    pen.box(14, 14, 31, 31, fill=GREEN, radius=2.5)
    pen.box(21, 17, 24, 28, fill=WHITE)
    pen.box(17, 21, 28, 24, fill=WHITE)


_BADGES: Mapping[IconState, Callable[[Pen], None]] = {
    IconState.OK: _ok,
    IconState.SCANNING: _scanning,
    IconState.ATTENTION: _attention,
    IconState.TROUBLE: _trouble,
    IconState.NOT_CONFIGURED: _not_configured,
}
