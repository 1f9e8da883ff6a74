"""A small window above the large one, which waits for it. Enter takes it, Escape leaves it."""

from __future__ import annotations

import itertools
import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import window as messages
from agent.ui.window.screen import keep_inside, work_area
from agent.ui.window.scrolling import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.ui.window.theme import Look

WIDTH = 380  # pixels at 100 % of a sentence


class Dialog:
    """A dialog while it is built: a grid of labels and fields, `frame`, and two buttons below."""

    def __init__(self, parent: tk.Misc, title: str, look: Look) -> None:
        self._owner = parent.winfo_toplevel()
        self._before = self._owner.focus_get()
        self.look = look
        self.default: ttk.Button | None = None
        self.window = tk.Toplevel(self._owner)
        self.window.withdraw()
        self.window.title(title)
        self.window.resizable(width=False, height=False)
        self.window.transient(self._owner)
        self._area = work_area(self._owner, look)
        self.window.maxsize(self._area.width, self._area.height)
        outer = ttk.Frame(self.window, padding=(look.px(20), look.px(20), look.px(8), look.px(20)))
        outer.pack(fill="both", expand=True)
        self._scrolled = Scrolled(outer, look)  # made first: the Tab key goes through it to the buttons
        self.frame = self._scrolled.frame
        self.frame.columnconfigure(1, weight=1)
        # Three to a field: the grid counts no row whose sentence is not shown.
        self._rows = itertools.count(0, 3)
        self._below = ttk.Frame(outer)
        self._below.pack(side="bottom", fill="x", padx=(0, look.px(12)), pady=(look.px(16), 0))
        self._scrolled.outer.pack(fill="both", expand=True)

    def sentence(self, text: str, style: str = "TLabel", colour: str = "") -> None:
        """Add a paragraph, in the theme's colour unless another is named."""
        line = ttk.Label(self.frame, text=text, style=style, wraplength=self.look.px(WIDTH), justify="left")
        if colour:
            line.configure(foreground=colour)
        line.grid(row=self.next_row(), column=0, columnspan=2, sticky="w", pady=self.look.px(4))

    def row(self, text: str, field: tk.Widget, hint: str = "") -> Callable[[str], None]:
        """Add a field with its label; return who says under it what is wrong."""
        row = self.next_row()
        ttk.Label(self.frame, text=text).grid(
            row=row, column=0, sticky="w", padx=(0, self.look.px(16)), pady=self.look.px(3)
        )
        field.grid(row=row, column=1, sticky="ew", pady=self.look.px(3))
        below = ttk.Label(
            self.frame, style="Caption.TLabel", wraplength=self.look.px(WIDTH - 100), justify="left"
        )
        below.grid(row=row + 1, column=1, sticky="w")
        self.look.tell(below, "", hint)
        return lambda flaw: self.look.tell(below, flaw, hint)

    def fact(self, text: str, value: str) -> None:
        """Add a label with what stands beside it, which may take several lines."""
        row, look = self.next_row(), self.look
        ttk.Label(self.frame, text=text).grid(row=row, column=0, sticky="nw", padx=(0, look.px(16)))
        line = ttk.Label(self.frame, text=value, wraplength=look.px(WIDTH - 30), justify="left")
        line.grid(row=row, column=1, sticky="w", pady=(0, look.px(4)))

    def buttons(
        self,
        yes: str,
        on_yes: Callable[[], None],
        no: str | None = None,
        *,
        careful: bool = False,
        other: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Add the two buttons, `no` being Cancel by default; `on_yes` closes the dialog where all is well.

        `other` is the word and the action of a third one between them. In a careful dialog Enter means `no`:
        nothing is agreed to by a key that was pressed too often.
        """
        take = ttk.Button(self._below, text=yes, style="TButton" if careful else "Accent.TButton")
        take.configure(command=on_yes)
        take.pack(side="right")
        if other:
            between = ttk.Button(self._below, text=other[0], command=other[1])
            between.pack(side="right", padx=(0, self.look.px(8)))
            self.default = take
        leave = ttk.Button(self._below, text=no or messages.CANCEL, command=self.close)
        leave.pack(side="right", padx=self.look.px(8))
        if careful:
            leave.configure(style="Accent.TButton")
            self.default = leave
        for key in ("<Return>", "<KP_Enter>"):
            self.window.bind(key, lambda _: self.close() if careful else on_yes())
        self.window.bind("<Escape>", lambda _: self.close())
        self.window.protocol("WM_DELETE_WINDOW", self.close)

    def wait(self, first: tk.Widget | None = None) -> None:
        """Show the dialog, the focus on its first field, and wait until it is closed."""
        self.window.update_idletasks()
        self._scrolled.fit(self._scrolled.width)
        self.window.update_idletasks()
        width = self.window.winfo_reqwidth()
        height = min(self.window.winfo_reqheight(), self._area.height)
        left = self._owner.winfo_rootx() + (self._owner.winfo_width() - width) // 2
        top = self._owner.winfo_rooty() + self.look.px(60)
        self.window.geometry(self._area.place(width, height, left, top))
        self.window.bind("<Configure>", self._on_growth)
        self.window.deiconify()
        self.window.wait_visibility()
        self.window.grab_set()
        (first or self.default or self.window).focus_set()
        self._owner.wait_window(self.window)

    def _on_growth(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self.window:
            keep_inside(self.window, self._area)

    def close(self) -> None:
        """Close the dialog; the focus is where it was, and whoever waits goes on.

        The focus goes first: once its window is gone, X takes it away from the program.
        """
        self.window.grab_release()
        if self._before is not None:
            # By force: without a window manager, a button's space bar leaves no window with the focus.
            self._before.focus_force()
        self.window.destroy()

    def next_row(self) -> int:
        """Return the number of the row for another field or sentence; the two below it are free."""
        return next(self._rows)
