"""How the window looks: light or dark, and as large as the screen asks for."""

import sys
import tkinter as tk
from dataclasses import dataclass
from tkinter import font, ttk
from typing import Any

from agent.ui.window.pictures import enlarge_pictures
from agent.ui.window.sun_valley import use_theme

ORDINARY_DPI = 96  # dots per inch of a screen at 100 %
LARGEST_SCALE = 3.0
_SYSTEM_AWARE = -2  # DPI_AWARENESS_CONTEXT_SYSTEM_AWARE; for one thread since Windows 10 1607
GREY = {False: "#5f5f5f", True: "#a8a8a8"}
RED = {False: "#b3261e", True: "#ff8f87"}
GREEN = {False: "#0f6b2f", True: "#7bd88f"}

_FONT_SIZES = {"Caption": 12, "Body": 14, "BodyStrong": 14}  # pixels at 100 %, of sv_ttk's own fonts
_QUARTERS = 4  # screens are scaled in steps of a quarter


@dataclass(frozen=True, slots=True)
class Look:
    """The window's measure and colours: `scale` is 1.0 at 100 %."""

    scale: float
    is_dark: bool

    def px(self, pixels: int) -> int:
        """Return a length of the design, which is made at 100 %, in pixels of this screen."""
        return round(pixels * self.scale)

    def tell(self, label: ttk.Label, flaw: str, hint: str) -> None:
        """Show in a label what is wrong, else the hint; without either its line stays, and nothing jumps."""
        label.configure(text=flaw or hint, foreground=self.red if flaw else self.grey)

    @property
    def grey(self) -> str:
        """The colour of what explains."""
        return GREY[self.is_dark]

    @property
    def red(self) -> str:
        """The colour of what is wrong."""
        return RED[self.is_dark]

    @property
    def green(self) -> str:
        """The colour of what went well."""
        return GREEN[self.is_dark]


def see_real_pixels() -> None:
    """Have Windows leave the scaling to us, before the first window: stretched letters are blurred.

    To a screen of another scale Windows stretches the window itself: Tk 8.6 does not listen where the
    exe's manifest promises to.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.SetThreadDpiAwarenessContext(ctypes.c_void_p(_SYSTEM_AWARE))


def scale_of(root: tk.Misc) -> float:
    """Return how large the screen wants its windows; 1.0 is 100 %."""
    chosen = _resource("Xft", "dpi") if root.tk.call("tk", "windowingsystem") == "x11" else ""
    try:
        dpi = float(chosen or root.winfo_fpixels("1i"))
    except ValueError:
        dpi = ORDINARY_DPI
    # A screen that tells a few dots more or less than usual is an ordinary one.
    steps = round(dpi / ORDINARY_DPI * _QUARTERS)
    return min(max(steps / _QUARTERS, 1.0), LARGEST_SCALE)


def dress(root: tk.Tk, *, is_dark: bool) -> Look:
    """Put the theme on a window and return its look."""
    look = Look(scale_of(root), is_dark)
    root.tk.call("tk", "scaling", look.scale * ORDINARY_DPI / 72)
    use_theme(root, is_dark=is_dark)
    _set_fonts(root, look)
    if look.scale > 1:
        enlarge_pictures(root, look.scale, is_dark=is_dark)
    _set_spaces(root, look)
    _set_icon(root)
    return look


def _set_icon(root: tk.Tk) -> None:
    """Let every window of the Windows exe carry the exe's own icon in place of Tk's feather."""
    if sys.platform == "win32" and getattr(sys, "frozen", False):
        root.tk.call("wm", "iconbitmap", root, "-default", sys.executable)


def _resource(application: str, name: str) -> str:
    """Return a value of the X resources, such as Xft.dpi, where desktops on X say how large all should be."""
    # Tk looks up its own application's resources alone, so one of that name is asked.
    asking = tk.Tk(className=application)
    asking.withdraw()
    found = str(asking.tk.call("option", "get", ".", name, name.capitalize()))
    asking.destroy()
    return found


def _set_fonts(root: tk.Tk, look: Look) -> None:
    # sv_ttk counts in pixels and wants the letters of Windows 11; elsewhere the system's own are used.
    there = set(font.families(root))
    own = font.nametofont("TkDefaultFont", root=root).actual("family")
    for name, pixels in _FONT_SIZES.items():
        drawn = font.nametofont(f"SunValley{name}Font", root=root)
        wanted = str(drawn.cget("family"))
        family = wanted if wanted in there else own
        is_strong = name == "BodyStrong" and family != wanted
        drawn.configure(size=-look.px(pixels), family=family, weight="bold" if is_strong else "normal")
    for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont"):
        body = font.nametofont("SunValleyBodyFont", root=root).actual()
        font.nametofont(name, root=root).configure(family=body["family"], size=-look.px(_FONT_SIZES["Body"]))


def _set_spaces(root: tk.Tk, look: Look) -> None:
    style = ttk.Style(root)
    side, line = look.px(8), look.px(2)
    for button in ("TButton", "Accent.TButton", "Toolbutton"):
        style.configure(button, padding=(side, line, side, line + 1))
    style.configure("TEntry", padding=(look.px(6), look.px(1), look.px(4), line))
    style.configure("TCombobox", padding=(look.px(6), look.px(1), 0, line))
    style.configure("TCheckbutton", padding=look.px(4))
    style.configure("TRadiobutton", padding=look.px(4))
    style.configure("TNotebook.Tab", padding=(look.px(12), look.px(4)))
    style.configure("List.Treeview", rowheight=look.px(24))
    # No colours in styles: the theme gives every label a foreground of its own, which wins over them.
    style.configure("Caption.TLabel", font="SunValleyCaptionFont")
    style.configure("Strong.TLabel", font="SunValleyBodyStrongFont")
    # Without the room for the arrow that opens a branch: a list has none.
    text: Any = ("Treeitem.text", {"sticky": "nswe"})
    style.layout("List.Treeview.Item", [("Treeitem.padding", {"sticky": "nswe", "children": [text]})])
