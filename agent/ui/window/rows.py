"""The rows of a page: a label, a field, and under it a hint or what is wrong."""

from __future__ import annotations

import itertools
import tkinter as tk
from dataclasses import dataclass, field
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import deployment
from agent.core.messages import window as messages
from agent.core.settings.fields import BY_KEY
from agent.core.settings.form import shown
from agent.ui.window.form import Form, Shown
from agent.ui.window.scrolling import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from agent.ui.window.theme import Look

LABEL_WIDTH = 132  # pixels at 100 %
TEXT_WIDTH = 490  # pixels at 100 % before a sentence takes a second line: no hint of a field does


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of the notebook while it is built: a grid of labels and fields."""

    name: str
    scrolled: Scrolled
    form: Form
    look: Look
    # Three to a field: itself and what stands below it.
    rows: Iterator[int] = field(default_factory=lambda: itertools.count(0, 3))

    @property
    def frame(self) -> ttk.Frame:
        """What the fields stand on."""
        return self.scrolled.frame

    def hint(self, key: str, hint: str = "") -> str:
        """Return the line under the field of a setting: `hint`, or that only the administrator sets it."""
        return deployment.LOCKED_FIELD if key in self.form.opened.locked else hint


def new_page(name: str, notebook: ttk.Notebook, form: Form, look: Look) -> FormPage:
    """Return an empty page, put into the notebook."""
    # At the right there is the room for the bar, too.
    scrolled = Scrolled(notebook, look, (look.px(20), look.px(16), look.px(8), look.px(12)))
    # The same width on every page: the fields stand still when the page is turned.
    scrolled.frame.columnconfigure(0, minsize=look.px(LABEL_WIDTH))
    scrolled.frame.columnconfigure(1, weight=1)
    notebook.add(scrolled.outer, text=messages.PAGES[name])
    return FormPage(name, scrolled, form, look)


def next_row(page: FormPage) -> int:
    """Return the number of the row for another field; the two rows below it are free for captions."""
    return next(page.rows)


def label(page: FormPage, text: str, row: int) -> None:
    """Put a label before a field."""
    ttk.Label(page.frame, text=text).grid(
        row=row, column=0, sticky="w", padx=(0, page.look.px(16)), pady=page.look.px(3)
    )


def place(page: FormPage, widget: tk.Widget, row: int, *, sticky: str = "ew") -> None:
    """Put a field on its row."""
    widget.grid(row=row, column=1, sticky=sticky, pady=page.look.px(3))


def caption(
    page: FormPage, parent: tk.Misc, hint: str, width: int = TEXT_WIDTH
) -> tuple[ttk.Label, Callable[[str], None]]:
    """Return a small line, still to be placed, and who says in it what is wrong instead of the hint."""
    line = ttk.Label(parent, style="Caption.TLabel", wraplength=page.look.px(width), justify="left")
    return line, lambda flaw: page.look.tell(line, flaw, hint)


def caption_below(page: FormPage, hint: str, row: int) -> Callable[[str], None]:
    """Put a caption under the field of a row and return who says in it what is wrong."""
    line, show_text = caption(page, page.frame, hint)
    line.grid(row=row + 1, column=1, sticky="w", pady=(0, page.look.px(4)))
    show_text("")
    return show_text


def text_row(page: FormPage, key: str, hint: str = "", width: int | None = None) -> ttk.Entry:
    """Add a row with one line of text; a list is shown with commas."""
    row = next_row(page)
    label(page, messages.LABELS[key], row)
    entry = text_field(page, page.frame, key, width)
    place(page, entry, row, sticky="w" if width else "ew")
    register_text(page, key, entry, caption_below(page, page.hint(key, hint), row))
    return entry


def text_field(page: FormPage, parent: tk.Misc, key: str, width: int | None = None) -> ttk.Entry:
    """Return an entry with the value of a setting, still to be placed and registered."""
    entry = ttk.Entry(parent) if width is None else ttk.Entry(parent, width=width)
    entry.insert(0, shown(page.form.value(key)))
    return entry


def register_text(page: FormPage, key: str, entry: ttk.Entry, show_text: Callable[[str], None]) -> None:
    """Make an entry the field of a setting: it is checked as it is left."""

    def mark(flaw: str) -> None:
        entry.state(["invalid" if flaw else "!invalid"])
        show_text(flaw)

    def write(value: object) -> None:
        entry.delete(0, "end")
        entry.insert(0, shown(value))

    page.form.add(key, Shown(page.name, lambda: BY_KEY[key].from_text(entry.get()), mark, entry, write))
    entry.bind("<FocusOut>", lambda _: page.form.left(key), add=True)


def choice_field(
    page: FormPage, parent: tk.Misc, key: str, names: Mapping[str, str], show_text: Callable[[str], None]
) -> ttk.Combobox:
    """Return a field, still to be placed, to choose a word by its name; `show_text` shows what is wrong."""
    box = ttk.Combobox(parent, values=list(names.values()), state="readonly", width=26)
    value = page.form.value(key)
    box.set(names.get(value, shown(value)) if isinstance(value, str) else shown(value))
    by_name = {name: word for word, name in names.items()}

    def write(word: str) -> None:
        box.set(names[word])
        box.event_generate("<<ComboboxSelected>>")  # what follows from it follows, too

    page.form.add(key, Shown(page.name, lambda: by_name.get(box.get(), value), show_text, box, write))
    return box


def _seldom(page: FormPage, row: int) -> Callable[[str], None]:
    """Return the function that says a flaw where no line is kept for it: a box to tick is seldom wrong."""
    line, show_text = caption(page, page.frame, "")

    def show_seldom(flaw: str) -> None:
        show_text(flaw)
        if flaw:
            line.grid(row=row + 1, column=1, sticky="w", pady=(0, page.look.px(4)))
        else:
            line.grid_remove()

    return show_seldom


def check_row(page: FormPage, key: str, hint: str = "", *, style: str = "TCheckbutton") -> None:
    """Add a row with a box to tick."""
    row, hint = next_row(page), page.hint(key, hint)
    value = page.form.value(key)
    ticked = tk.BooleanVar(page.frame, value is True)
    touched = [isinstance(value, bool)]  # a wrong value in the file stays until somebody ticks the box

    def on_tick() -> None:
        touched[0] = True
        page.form.left(key)

    box = ttk.Checkbutton(
        page.frame, text=messages.LABELS[key], variable=ticked, style=style, command=on_tick
    )
    box.grid(row=row, column=1, sticky="w", pady=page.look.px(2))
    show_text = caption_below(page, hint, row) if hint else _seldom(page, row)

    def write(is_on: bool) -> None:
        ticked.set(is_on)
        on_tick()

    page.form.add(key, Shown(page.name, lambda: ticked.get() if touched[0] else value, show_text, box, write))
