"""How much of the screen a window may take: all but the task bar and its own title bar."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tkinter as tk

    from agent.ui.window.theme import Look

LEAST_HEIGHT = 300  # pixels at 100 %
BAR = 48  # pixels at 100 % of the task bar where the system does not tell: Windows 11's; KDE has 44, GNOME 32
TITLE = 32  # pixels at 100 % of a title bar: Windows 11 has 31, GNOME 37 with its shadow, KDE 28

_GET_WORK_AREA = 0x30  # SPI_GETWORKAREA
# SM_CYCAPTION, SM_CYSIZEFRAME, SM_CXPADDEDBORDER: what Windows draws around a window, from top to bottom.
_CAPTION, _FRAME, _PADDING = 4, 33, 92


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the screen in pixels; `height` is that of a window without its title bar."""

    left: int
    top: int
    width: int
    height: int

    def place(self, width: int, height: int, left: int, top: int) -> str:
        """Return a window's place as Tk takes it: `left` and `top`, or as near as the area has it whole."""
        x = max(min(left, self.left + self.width - width), self.left)
        y = max(min(top, self.top + self.height - height), self.top)
        return f"+{x}+{y}"


def work_area(root: tk.Misc, look: Look) -> Area:
    """Return where windows may stand on the first screen.

    X tells no program through Tk where its bars are, so one bar's height is kept free.
    """
    if sys.platform == "win32":
        return _windows_area()
    free = look.px(BAR) + look.px(TITLE)
    return Area(0, 0, root.winfo_screenwidth(), root.winfo_screenheight() - free)


def _windows_area() -> Area:
    if sys.platform != "win32":
        return Area(0, 0, 0, 0)
    import ctypes
    from ctypes import wintypes

    user, found = ctypes.windll.user32, wintypes.RECT()
    user.SystemParametersInfoW(_GET_WORK_AREA, 0, ctypes.byref(found), 0)
    around = user.GetSystemMetrics(_CAPTION) + 2 * (
        user.GetSystemMetrics(_FRAME) + user.GetSystemMetrics(_PADDING)
    )
    return Area(found.left, found.top, found.right - found.left, found.bottom - found.top - around)


def put_in_the_middle(root: tk.Tk, *, look: Look, area: Area) -> None:
    """Give a window that is laid out its place and its bounds, as large as it asks for if there is room."""
    width, height = root.winfo_reqwidth(), min(root.winfo_reqheight(), area.height)
    left, top = (area.width - width) // 2, (area.height - height) // 3
    root.geometry(area.place(width, height, area.left + left, area.top + top))
    root.minsize(width, min(height, look.px(LEAST_HEIGHT)))
    root.maxsize(max(width, area.width), area.height)
    root.bind("<Configure>", lambda event: keep_inside(root, area) if event.widget is root else None)


def keep_inside(window: tk.Tk | tk.Toplevel, area: Area) -> None:
    """Move a window that has grown over the lower edge of the area back into it; called as it grows."""
    size, x, y = window.geometry().split("+")[:3]
    width, height = map(int, size.split("x"))
    place = area.place(width, height, int(x), int(y))
    if place != f"+{x}+{y}":
        window.after_idle(window.geometry, place)  # while it still grows Tk forgets where it shall go
