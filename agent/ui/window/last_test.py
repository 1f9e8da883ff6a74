"""When a test email of these settings was taken last, as long as nobody changes them."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import window as messages

if TYPE_CHECKING:
    import tkinter as tk

    from agent.core.settings import Mail
    from agent.ui.window.rows import FormPage


class LastTest:
    """A line beside the button; empty until a test went well."""

    def __init__(self, page: FormPage, parent: tk.Misc) -> None:
        self._now = page.form.adapters.now
        self._mail: Mail | None = None
        self._line = ttk.Label(parent, style="Caption.TLabel")
        self._line.grid(row=0, column=1, padx=(page.look.px(12), 0))

    def went_well(self, mail: Mail) -> None:
        """Show that a test with these settings was taken just now."""
        self._mail = mail
        self._line.configure(text=messages.last_test(self._now()))

    def is_of_others(self, mail: Mail) -> bool:
        """Return whether the test was one of other settings than these."""
        return self._mail is not None and self._mail != mail

    def forget(self) -> None:
        """Show nothing."""
        self._mail = None
        self._line.configure(text="")
