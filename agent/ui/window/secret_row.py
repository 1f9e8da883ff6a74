"""The row of a secret: a field, a box that shows what is typed, and where it is kept."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import window as messages
from agent.ui.window.form import Shown, TypedSecret
from agent.ui.window.rows import FormPage, caption_below, label, next_row, place
from agent.ui.window.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.core.model.access import Secret


def add(page: FormPage, name: str, text: str, is_needed: Callable[[], bool] = lambda: True) -> SecretField:
    """Add the row of the secret `name`; what is typed there counts as long as it is needed."""
    row = next_row(page)
    label(page, text, row)
    line = ttk.Frame(page.frame)
    line.columnconfigure(0, weight=1)
    place(page, line, row)
    secret = SecretField(line)
    secret.entry.grid(row=0, column=0, sticky="ew")
    secret.show_button(line).grid(row=0, column=1, padx=(page.look.px(8), 0))
    show_text = caption_below(page, messages.SECRET_HINT, row)

    def is_typeable() -> bool:
        return not is_needed() or secret.is_typeable()

    def typed() -> Secret | None:
        return secret.typed() if is_needed() else None

    def left(_: object) -> None:
        show_text("" if is_typeable() else messages.SECRET_UNTYPEABLE)

    secret.entry.bind("<FocusOut>", left, add=True)
    shown = Shown(page.name, typed, show_text, secret.entry)
    page.form.add_secret(name, TypedSecret(shown, typed, is_typeable))
    return secret
