"""A list of networks and addresses, with an entry to add one."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.discovery.targets import split_targets
from agent.core.messages import window as messages
from agent.core.settings.check import expected_target
from agent.core.settings.form import shown
from agent.ui.window.form import Shown
from agent.ui.window.list_field import ListField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.ui.window.rows import FormPage


class AddressList(ListField):
    """The list and its entry, `entry`; Enter adds, too, and what is left there counts as added.

    `beside` returns what goes onto an empty list before the first that a person adds.
    """

    def __init__(
        self,
        page: FormPage,
        key: str,
        hint: str,
        show: Callable[[object], str] = shown,
        beside: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        super().__init__(page, key, show, hint)
        self._beside = beside
        typing = ttk.Frame(self.frame)
        typing.columnconfigure(0, weight=1)
        typing.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(page.look.px(6), 0))
        self.below.lift()  # for the Tab key, which follows the stacking order
        self.entry = ttk.Entry(typing, width=12)
        self.entry.grid(row=0, column=0, sticky="ew", padx=(0, page.look.px(6)))
        ttk.Button(typing, text=messages.ADD, command=self._add).grid(row=0, column=1)
        for event in ("<Return>", "<KP_Enter>", "<FocusOut>"):
            self.entry.bind(event, lambda _: self._add())
        self.button(messages.REMOVE, self.remove)
        page.form.add(key, Shown(page.name, self._read, self.say, self.entry, frame=self.frame))

    def _add(self) -> str:
        """Put what was typed onto the list, or say what is wrong with it."""
        text = self.entry.get().strip()
        expected = expected_target(text) if text else None
        self.entry.state(["invalid" if expected else "!invalid"])
        if expected:
            self.say(messages.expected(expected, text))
        elif text:
            self.entry.delete(0, "end")
            for target in self._with(text):
                self.put(target)
        else:
            self.changed()
        # An empty entry leaves Enter to the window, which saves.
        return "break" if text else ""

    def _with(self, text: str) -> list[str]:
        return [*(() if self.items else self._beside()), *split_targets([text])]

    def _read(self) -> object:
        # What stands in the entry and was not added must not be lost without a word.
        text = self.entry.get().strip()
        return [*self.items, *self._with(text)] if text else self.value()
