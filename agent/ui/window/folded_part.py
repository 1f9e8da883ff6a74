"""A part of a page that few people need: one line until somebody opens it."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable, Sequence

CLOSED, OPEN = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}", "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"


class Folded:
    """The line, still to be placed, and the widgets that it shows; these are placed by grid() already.

    `must_show` tells whether something in them is wrong: then they stay open.
    """

    def __init__(
        self, parent: tk.Misc, text: str, parts: Sequence[tk.Widget], must_show: Callable[[], bool]
    ) -> None:
        self._text, self._parts, self._must_show = text, parts, must_show
        self._is_open = True
        self.line = ttk.Button(parent, style="Toolbutton", command=self._turn)

    def show(self, *, is_open: bool) -> None:
        """Open or close it."""
        self._is_open = is_open or self._must_show()
        self.line.configure(text=f"{OPEN if self._is_open else CLOSED}  {self._text}")
        for part in self._parts:
            if self._is_open:
                part.grid()
            else:
                part.grid_remove()

    def show_flaws(self) -> None:
        """Open it where something in it is wrong now."""
        if not self._is_open and self._must_show():
            self.show(is_open=True)

    def _turn(self) -> None:
        self.show(is_open=not self._is_open)
