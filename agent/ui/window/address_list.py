"""A list of networks and addresses, with an entry to add one."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.discovery.targets import split_targets
from agent.core.messages import window as messages
from agent.core.settings.form import shown
from agent.ui.window.form import Shown
from agent.ui.window.list_field import ROWS, ListField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.ui.window.rows import FormPage


def add_addresses(
    page: FormPage,
    key: str,
    hint: str,
    show: Callable[[object], str] = shown,
    beside: Callable[[], Sequence[str]] = tuple,
    rows: int = ROWS,
) -> tuple[ListField, ttk.Entry]:
    """Return a list of addresses with an entry to add one; Enter adds, too.

    `beside` returns what goes onto an empty list before the first that a person adds.
    """
    lists = ListField(page, key, show, hint, rows)
    typing = ttk.Frame(lists.frame)
    typing.columnconfigure(0, weight=1)
    typing.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(page.look.px(6), 0))
    lists.below.lift()  # for the Tab key, which follows the stacking order
    entry = ttk.Entry(typing, width=12)
    entry.grid(row=0, column=0, sticky="ew", padx=(0, page.look.px(6)))

    def added(text: str) -> list[str]:
        return [*(() if lists.items else beside()), *split_targets([text])]

    def add(_: object = None) -> str:
        text = entry.get().strip()
        expected = page.form.adapters.check_target(text) if text else None
        entry.state(["invalid" if expected else "!invalid"])
        if expected:
            lists.say(messages.expected(expected, text))
        elif text:
            entry.delete(0, "end")
            for target in added(text):
                lists.put(target)
        else:
            lists.changed()
        # An empty entry leaves Enter to the window, which saves.
        return "break" if text else ""

    ttk.Button(typing, text=messages.ADD, command=add).grid(row=0, column=1)
    entry.bind("<Return>", add)
    entry.bind("<KP_Enter>", add)
    entry.bind("<FocusOut>", add)
    lists.button(messages.REMOVE, lists.remove)

    def read() -> object:
        # What stands in the entry and was not added must not be lost without a word.
        text = entry.get().strip()
        return [*lists.items, *added(text)] if text else lists.value()

    page.form.add(key, Shown(page.name, read, lists.say, entry))
    return lists, entry
