"""A field for a secret: dots that stand for a kept one, never that one itself."""

import re
import tkinter as tk
from tkinter import ttk

from agent.core.messages import window as messages
from agent.core.model.access import Secret

DOT = "\N{BULLET}"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class SecretField:
    """An entry that shows dots. `is_kept`: there is a secret already, which stays unless one is typed."""

    def __init__(self, parent: tk.Misc, *, is_kept: bool = False) -> None:
        self.entry = ttk.Entry(parent, show=DOT)
        self._is_kept = is_kept
        self._stands_for_kept = False
        self._show_kept()
        self.entry.bind("<FocusIn>", lambda _: self._make_room(), add=True)
        self.entry.bind("<FocusOut>", lambda _: self._show_kept(), add=True)

    def show_button(self, parent: tk.Misc) -> ttk.Checkbutton:
        """Return a box to tick that shows what was typed; a kept secret is never there to be shown."""
        ticked = tk.BooleanVar(parent, value=False)

        def show() -> None:
            self.entry.configure(show="" if ticked.get() else DOT)

        box = ttk.Checkbutton(parent, text=messages.SHOW_PASSWORD, variable=ticked, command=show)
        box.ticked = ticked  # type: ignore[attr-defined] # Tk holds no variable that Python let go
        return box

    def keep(self) -> None:
        """Learn that there is a secret already."""
        self._is_kept = True
        if self.entry.focus_get() is not self.entry:
            self._show_kept()

    def forget(self) -> None:
        """Empty the field: what was typed is kept elsewhere now; `keep` tells that it is."""
        self.entry.delete(0, "end")
        self._is_kept = self._stands_for_kept = False

    @property
    def is_there(self) -> bool:
        """Whether a secret was typed or kept."""
        return self._is_kept or self.typed() is not None

    def typed(self) -> Secret | None:
        """Return the typed text, None where nothing was."""
        text = "" if self._stands_for_kept else self.entry.get().rstrip("\r\n")
        return Secret(text) if text else None

    def is_typeable(self) -> bool:
        """Tell whether what was typed is free of control characters, which only a paste brings along."""
        typed = self.typed()
        return typed is None or not _CONTROL.search(typed.reveal())

    def _show_kept(self) -> None:
        if self._is_kept and not self.entry.get():
            self.entry.insert(0, DOT * 10)
            self._stands_for_kept = True

    def _make_room(self) -> None:
        if self._stands_for_kept:
            self.entry.delete(0, "end")
            self._stands_for_kept = False
