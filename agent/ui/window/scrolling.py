"""A page that scrolls: by wheel, bar, PageUp and PageDown, and to the field that gets the focus."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.ui.window.theme import Look

    Padding = tuple[int, int, int, int]  # pixels: left, top, right, bottom

REVEAL = "<<Reveal>>"  # a widget that gets this event is scrolled into view
_NOTCH = 60  # pixels at 100 % for a notch of the wheel: two rows
_AROUND = 34  # pixels at 100 % shown around a field: its heading, and what is wrong with it
_BAR_WIDTH = 12  # pixels at 100 %
_WHEEL = ("<MouseWheel>", "<Button-4>", "<Button-5>")
_UP, _DOWN = 4, 5  # the buttons that X has for the wheel
_NOTCH_OF_WINDOWS = 120  # WHEEL_DELTA


def let_pages_scroll(root: tk.Misc) -> None:
    """Take the wheel from fields, once for each window: it would change a choice instead of scrolling."""
    for kind in ("TCombobox", "Treeview"):
        for event in _WHEEL:
            root.unbind_class(kind, event)


class Scrolled:
    """A frame, `frame`, of any height, shown through `outer`, which asks for that height and takes less.

    `most` bounds what it asks for, in pixels. The frame is moved behind a window of its own: a canvas
    would draw its own ground below every page first.
    """

    def __init__(self, parent: tk.Misc, look: Look, padding: Padding = (0, 0, 0, 0), most: int = 0) -> None:
        self._look, self._most = look, most
        self.bar_width = look.px(_BAR_WIDTH)
        self._top, self._height = 0, 0
        self.outer = ttk.Frame(parent)
        self.frame = ttk.Frame(self.outer, padding=padding)
        # The bar's room is kept while there is none: nothing moves sideways when it comes.
        self.frame.place(x=0, y=0, relwidth=1, width=-self.bar_width)
        self._bar: ttk.Scrollbar | None = None  # made when it is needed: mostly all is in view
        self.frame.bind("<Configure>", lambda _: self._refit())
        self.outer.bind("<Configure>", lambda _: self._show_from(self._top))
        self._listen(parent.winfo_toplevel())

    @property
    def width(self) -> int:
        """How wide content and bar want to be, in pixels."""
        return self.frame.winfo_reqwidth() + self.bar_width

    def fit(self, width: int) -> None:
        """Ask for this width and the height that the content has now, or the most."""
        self.outer.configure(width=width, height=self._asked_height())

    def _asked_height(self) -> int:
        height = self.frame.winfo_reqheight()
        return min(height, self._most) if self._most else height

    def see(self, widget: tk.Misc) -> None:
        """Scroll until the widget is in view, and a little around it where there is room for that."""
        shown = self.outer.winfo_height()
        top, height = widget.winfo_rooty() - self.frame.winfo_rooty(), widget.winfo_height()
        room = min(self._look.px(_AROUND), max(shown - height, 0) // 2)
        first, last = top - room, top + height + room
        if first < self._top or last - first > shown:
            self._show_from(first)
        elif last > self._top + shown:
            self._show_from(last - shown)

    def _listen(self, window: tk.Misc) -> None:
        for event in _WHEEL:
            window.bind(event, self._on_wheel, add=True)
        window.bind("<Prior>", lambda event: self._on_page_key(event, -1), add=True)
        window.bind("<Next>", lambda event: self._on_page_key(event, 1), add=True)
        for name in ("<FocusIn>", REVEAL):
            window.bind(name, self._on_reveal, add=True)

    def _refit(self) -> None:
        """Follow the content: sentences come and go, and the field that is worked on stays in view."""
        if self._height == self.frame.winfo_reqheight():
            return  # it was only moved
        self._height = self.frame.winfo_reqheight()
        self.outer.configure(height=self._asked_height())
        self._show_from(self._top)
        focused = self.frame.focus_get()
        if focused is not None and self._has(focused):
            self.see(focused)

    def _show_from(self, top: int) -> None:
        """Show the content from this pixel on, or the last ones that fill the view."""
        shown, whole = self.outer.winfo_height(), self.frame.winfo_reqheight()
        self._top = max(min(top, whole - shown), 0)
        self.frame.place_configure(y=-self._top)
        self._show_bar(shown, whole)

    def _show_bar(self, shown: int, whole: int) -> None:
        """Show the bar where not all is in view."""
        if self._bar is None:
            if whole <= shown:
                return
            self._bar = ttk.Scrollbar(self.outer, command=self._on_bar, takefocus=False)
        self._bar.set(self._top / max(whole, 1), (self._top + shown) / max(whole, 1))
        if whole <= shown:
            self._bar.place_forget()
        else:
            self._bar.place(relx=1, y=0, anchor="ne", relheight=1)

    def _on_bar(self, how: str, much: str, unit: str = "") -> None:
        """Do what the bar asks for: Tk's "moveto FRACTION", "scroll NUMBER units" or "... pages"."""
        if how == "moveto":
            self._show_from(round(float(much) * self.frame.winfo_reqheight()))
        elif unit == "pages":
            self._scroll(round(float(much)) * self._page)
        else:
            self._scroll(round(float(much) * self._look.px(_NOTCH)))

    @property
    def _page(self) -> int:
        return self.outer.winfo_height() - self._look.px(_AROUND)

    def _has(self, widget: object) -> bool:
        """Return whether a widget stands here, and can be seen as soon as it is scrolled to."""
        return str(widget).startswith(f"{self.frame}.") and bool(self.outer.winfo_ismapped())

    def _on_reveal(self, event: tk.Event[tk.Misc]) -> None:
        if self._has(event.widget):
            self.outer.update_idletasks()  # where it stands once all that was changed is laid out
            self.see(event.widget)

    def _on_wheel(self, event: tk.Event[tk.Misc]) -> None:
        if not self._has(event.widget) and event.widget is not self.frame:
            return
        pixels = self._pixels(event)
        if isinstance(event.widget, ttk.Treeview) and _can_scroll(event.widget, pixels):
            event.widget.yview_scroll(1 if pixels > 0 else -1, "units")
        else:
            self._scroll(pixels)

    def _on_page_key(self, event: tk.Event[tk.Misc], direction: int) -> None:
        # A list has its own way with these keys.
        if self.outer.winfo_ismapped() and not isinstance(event.widget, ttk.Treeview):
            self._scroll(direction * self._page)

    def _scroll(self, pixels: int) -> None:
        self._show_from(self._top + pixels)

    def _pixels(self, event: tk.Event[tk.Misc]) -> int:
        """Return how far the wheel was turned, in pixels down."""
        notch = self._look.px(_NOTCH)
        if event.num in {_UP, _DOWN}:
            return notch if event.num == _DOWN else -notch
        is_mac = self.outer.tk.call("tk", "windowingsystem") == "aqua"
        return round(-event.delta * notch / (1 if is_mac else _NOTCH_OF_WINDOWS))


def _can_scroll(lines: ttk.Treeview, pixels: int) -> bool:
    """Return whether a list has more lines that way."""
    first, last = lines.yview()
    return last < 1 if pixels > 0 else first > 0
