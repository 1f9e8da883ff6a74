"""The page General: the site, what the icon does, where everything lies."""

from __future__ import annotations

from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import AUTO, language_names, support_file
from agent.core.messages import window as messages
from agent.core.model.errors import AgentError
from agent.ui.window.rows import (
    FormPage,
    caption_below,
    check_row,
    choice_field,
    label,
    next_row,
    place,
    text_row,
)

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable


LANGUAGE = "site.language"


def fill(page: FormPage, show_text: Callable[[str], None]) -> tk.Widget:
    """Put the fields on the page and return the first; `show_text` shows what went wrong."""
    first = text_row(page, "site.id", messages.SITE_HINT, width=24)
    text_row(page, "site.name", messages.NAME_HINT)
    text_row(page, "site.enrolment", messages.ENROLMENT_HINT)
    _language(page)
    check_row(page, "tray.autostart", page.form.adapters.start_hint, style="Switch.TCheckbutton")
    check_row(page, "tray.notify", style="Switch.TCheckbutton")
    _data_folder(page, show_text)
    return first


def _language(page: FormPage) -> None:
    row = next_row(page)
    label(page, messages.LABELS[LANGUAGE], row)
    show_text = caption_below(page, page.hint(LANGUAGE, messages.LANGUAGE_HINT), row)
    box = choice_field(
        page, page.frame, LANGUAGE, {AUTO: messages.SAME_LANGUAGE, **language_names()}, show_text
    )
    place(page, box, row, sticky="w")
    box.bind("<<ComboboxSelected>>", lambda _: box.selection_clear())


def _data_folder(page: FormPage, show_text: Callable[[str], None]) -> None:
    row = next_row(page)
    label(page, messages.DATA_FOLDER, row)
    folder = ttk.Entry(page.frame)
    folder.insert(0, page.form.adapters.folder)
    folder.state(["readonly"])
    place(page, folder, row)
    buttons = ttk.Frame(page.frame)
    buttons.grid(row=row + 1, column=1, sticky="w", pady=page.look.px(6))
    adapters = page.form.adapters
    for text, action in (
        (messages.OPEN_FOLDER, adapters.open_folder),
        (messages.OPEN_LOG, adapters.open_log),
        (support_file.OPEN, adapters.open_bundle),
    ):
        button = ttk.Button(buttons, text=text, command=partial(_try, action, show_text))
        button.pack(side="left", padx=(0, page.look.px(8)))


def _try(action: Callable[[], None], show_text: Callable[[str], None]) -> None:
    try:
        action()
    except AgentError as error:
        show_text(messages.of_error(error))
