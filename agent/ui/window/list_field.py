"""A list with buttons to add and remove: the field of a setting that has several values."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING, Any

from agent.core.messages import window as messages
from agent.core.settings.form import items_of
from agent.ui.window.form import Shown
from agent.ui.window.rows import FormPage, caption

if TYPE_CHECKING:
    from collections.abc import Callable


ROWS = 4
WIDTH = 250  # pixels at 100 % of the lines
HINT = 33  # pixels at 100 % kept free for a hint, or what is wrong instead: two lines
HINT_WIDTH = 310  # pixels at 100 %: the buttons below take more than the lines


class ListField:
    """The items of a setting as lines, under a heading. `show` makes the line of an item."""

    def __init__(
        self, page: FormPage, key: str, show: Callable[[Any], str], hint: str = "", rows: int = ROWS
    ) -> None:
        self._page, self._key, self._show, self._rows = page, key, show, rows
        self._before = page.form.value(key)
        self.items = items_of(self._before)
        self.instead: tuple[str, ...] = ()  # lines in grey while there is no item
        look = page.look
        self.frame = ttk.Frame(page.frame)
        self.frame.columnconfigure(0, weight=1)
        heading = ttk.Label(self.frame, text=messages.LABELS[key], style="Strong.TLabel")
        heading.grid(row=0, column=0, columnspan=2, sticky="w", pady=(0, look.px(4)))
        self._lines = ttk.Treeview(
            self.frame, style="List.Treeview", show="tree", height=ROWS, selectmode="browse"
        )
        self._lines.column("#0", width=look.px(WIDTH), stretch=True)
        self._lines.grid(row=1, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self.frame, command=self._lines.yview)
        self._lines.configure(yscrollcommand=self._bar.set)
        self._lines.tag_configure("instead", foreground=look.grey)
        self._lines.bind("<Delete>", lambda _: self.remove())
        self.below = ttk.Frame(self.frame)
        self.below.grid(row=3, column=0, columnspan=2, sticky="ew", pady=(look.px(6), 0))
        self._hint, self.show_text = caption(page, self.frame, page.hint(key, hint), HINT_WIDTH)
        self._hint.grid(row=4, column=0, columnspan=2, sticky="nw", pady=(look.px(3), 0))
        self.frame.rowconfigure(4, minsize=look.px(HINT))
        self.show_text("")
        page.form.add(key, Shown(page.name, self.value, self.show_text, self._lines, frame=self.frame))
        self.refresh()

    def enlarge(self, rows: int, width: int) -> None:
        """Show so many lines at once, and hints as wide as this in pixels at 100 %."""
        self._rows = rows
        self._lines.configure(height=rows)
        self._hint.configure(wraplength=self._page.look.px(width))

    def value(self) -> object:
        """Return the items; where nobody changed them, exactly what the file has."""
        return self._before if self.items == items_of(self._before) else self.items

    def button(self, text: str, action: Callable[[], None]) -> ttk.Button:
        """Add a button below the list."""
        button = ttk.Button(self.below, text=text, command=action)
        button.pack(side="left", padx=(0, self._page.look.px(6)))
        return button

    @property
    def selected(self) -> int | None:
        """The position of the selected item."""
        chosen = self._lines.selection()
        return self._lines.index(chosen[0]) if chosen and self.items else None

    @property
    def is_locked(self) -> bool:
        """Whether only the administrator changes this list."""
        return self._key in self._page.form.opened.locked

    def open_with(self, action: Callable[[], None]) -> None:
        """Do something with an item that is clicked twice."""

        def on_click(_: object) -> None:
            if self.selected is not None:
                action()

        self._lines.bind("<Double-Button-1>", on_click)

    def put(self, item: object, position: int | None = None) -> None:
        """Add an item or replace another; neither one that is there already nor to a locked list."""
        if self.is_locked:
            pass  # but a password of an item may be there now
        elif position is not None:
            self.items[position] = item
        elif item not in self.items:
            self.items.append(item)
        self.changed()

    def remove(self) -> None:
        """Take the selected item out."""
        position = self.selected
        if position is None or self.is_locked:
            return
        del self.items[position]
        self.changed()
        lines = self._lines.get_children()
        if lines:
            self._lines.selection_set(lines[min(position, len(lines) - 1)])

    def changed(self) -> None:
        """Show the items anew, and what is wrong with them."""
        self.refresh()
        self._page.form.left(self._key)

    def refresh(self) -> None:
        """Show the items anew; the selected one stays so."""
        selected = self.selected
        self._lines.delete(*self._lines.get_children())
        for line in () if self.items else self.instead:
            self._lines.insert("", "end", text=line, tags=("instead",))
        for item in self.items:
            self._lines.insert("", "end", text=self._show(item))
        lines = self._lines.get_children()
        if selected is not None and selected < len(lines):
            self._lines.selection_set(lines[selected])
        if len(lines) > self._rows:
            self._bar.grid(row=1, column=1, sticky="ns")
        else:
            self._bar.grid_remove()
