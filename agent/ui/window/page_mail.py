"""The page Mail: the server, who sends to whom, the login, a test."""

from __future__ import annotations

import sys
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import secret_places
from agent.core.messages import window as messages
from agent.core.settings.form import PORT, SECURITY, port_after
from agent.ui.window import certificate_row
from agent.ui.window.background import in_background
from agent.ui.window.form import Shown
from agent.ui.window.rows import (
    caption_below,
    check_row,
    choice_field,
    label,
    next_row,
    place,
    register_text,
    text_field,
    text_row,
)
from agent.ui.window.scrolling import REVEAL
from agent.ui.window.secret_field import SecretField

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable

    from agent.core.model.errors import AgentError
    from agent.ui.window.rows import FormPage

REQUIRED = ("mail.host", "mail.sender", "mail.recipients")
NEEDED = ("mail.host", "mail.port", "mail.sender", "mail.recipients")


def fill(page: FormPage) -> tuple[tk.Widget, SecretField]:
    """Put the fields on the page; return the first, and that of the password."""
    first = text_row(page, "mail.host")
    _security_and_port(page)
    text_row(page, "mail.sender")
    text_row(page, "mail.recipients", messages.SEVERAL)
    text_row(page, "mail.user", messages.NO_LOGIN)
    password = _password(page)
    certificate_row.add(page)
    check_row(page, "mail.allow_public_host")
    _test(page)
    return first, password


def _security_and_port(page: FormPage) -> None:
    """Put both on one row; a usual port follows the encryption, one of the person's own stays."""
    row = next_row(page)
    label(page, messages.LABELS[SECURITY], row)
    pair = ttk.Frame(page.frame)
    pair.columnconfigure(0, weight=1)
    place(page, pair, row)
    security = choice_field(page, pair, SECURITY, messages.SECURITIES, caption_below(page, "", row))
    security.grid(row=0, column=0, sticky="ew")
    gap = (page.look.px(16), page.look.px(8))
    ttk.Label(pair, text=messages.LABELS[PORT]).grid(row=0, column=1, padx=gap)
    port = text_field(page, pair, PORT, width=7)
    port.grid(row=0, column=2)
    register_text(page, PORT, port, caption_below(page, "", row + 1))
    last = [page.form.values()[SECURITY]]

    def on_choice(_: object) -> None:
        security.selection_clear()
        chosen = page.form.values()[SECURITY]
        text = port_after(port.get(), last[0], chosen)
        port.delete(0, "end")
        port.insert(0, text)
        last[0] = chosen
        page.form.left(SECURITY, PORT)

    security.bind("<<ComboboxSelected>>", on_choice)


def _password(page: FormPage) -> SecretField:
    row = next_row(page)
    label(page, messages.PASSWORD, row)
    line = ttk.Frame(page.frame)
    line.columnconfigure(0, weight=1)
    place(page, line, row)
    secret = SecretField(line)
    secret.entry.grid(row=0, column=0, sticky="ew")
    secret.show_button(line).grid(row=0, column=1, padx=(page.look.px(8), 0))
    say = caption_below(page, secret_places.on_system(messages.SECRET_HINT, sys.platform), row)

    def left(_: object) -> None:
        say("" if secret.is_typeable() else messages.SECRET_UNTYPEABLE)

    secret.entry.bind("<FocusOut>", left, add=True)
    shown = Shown(page.name, secret.typed, say, secret.entry)
    page.form.add_mail_secret(shown, secret.typed, secret.is_typeable)
    return secret


def _test(page: FormPage) -> None:
    row = next_row(page)
    button = ttk.Button(page.frame, text=messages.SEND_TEST)
    button.grid(row=row, column=1, sticky="w", pady=(page.look.px(10), page.look.px(4)))
    result = ttk.Label(page.frame, wraplength=page.look.px(390), justify="left")
    result.grid(row=row + 1, column=1, sticky="w")

    def finish(text: str, color: str) -> None:
        button.state(["!disabled"])
        result.configure(text=text, foreground=color)
        result.event_generate(REVEAL)

    def failed(error: AgentError) -> None:
        finish(messages.of_error(error), page.look.red)

    def send() -> None:
        form = page.form
        form.left(*NEEDED)
        settings, secrets = form.settings(), form.secrets()
        lacking = form.first_wrong_of(*NEEDED)
        lacking = form.first_missing(*REQUIRED) or lacking
        if lacking is not None:
            finish(messages.TEST_NEEDS, page.look.red)
            lacking.field.focus_set()
            return
        button.state(["disabled"])
        result.configure(text=messages.SENDING, foreground=page.look.grey)
        work: Callable[[], str] = lambda: form.adapters.send_test(settings, secrets)  # noqa: E731 (typed here)
        in_background(page.frame, work, lambda text: finish(text, page.look.green), failed)

    def hint() -> None:
        if str(result.cget("text")) in {"", messages.NOT_CONFIGURED}:
            is_configured = page.form.settings().mail.is_configured
            result.configure(text="" if is_configured else messages.NOT_CONFIGURED, foreground=page.look.grey)

    hint()
    page.form.listeners.append(hint)
    button.configure(command=send)
