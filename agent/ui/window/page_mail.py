"""The page Mail: the server, who sends to whom, the login, a test."""

from __future__ import annotations

import sys
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.mail.services import warning_of
from agent.core.messages import doctor, first_run, secret_places
from agent.core.messages import window as messages
from agent.core.settings.form import PORT, SECURITY, port_after
from agent.ui.window import certificate_row
from agent.ui.window.background import in_background
from agent.ui.window.form import Shown
from agent.ui.window.rows import (
    TEXT_WIDTH,
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
    from agent.ui.window.form import Say
    from agent.ui.window.rows import FormPage

REQUIRED = ("mail.host", "mail.sender", "mail.recipients")
ANSWER = 40  # pixels at 100 % kept free for the answer of a test: two lines


def fill(page: FormPage, *, has_doctor: bool = False) -> tuple[tk.Widget, SecretField]:
    """Put the fields on the page; return the first, and that of the password.

    `has_doctor` adds the button that opens the doctor, which looks at what is saved.
    """
    first = text_row(page, "mail.host", first_run.VALUES)
    _security_and_port(page)
    text_row(page, "mail.sender")
    text_row(page, "mail.recipients", messages.SEVERAL)
    text_row(page, "mail.user", messages.NO_LOGIN)
    password = _password(page)
    result = ttk.Label(page.frame, wraplength=page.look.px(TEXT_WIDTH), justify="left")
    certificate_row.add(page, lambda: _clear(result))
    check_row(page, "mail.allow_public_host")
    _test(page, result, has_doctor=has_doctor)
    return first, password


def _security_and_port(page: FormPage) -> None:
    """Put both on one row; a usual port follows the encryption, one of the person's own stays."""
    row = next_row(page)
    label(page, messages.LABELS[SECURITY], row)
    pair = ttk.Frame(page.frame)
    pair.columnconfigure(0, weight=1)
    place(page, pair, row)
    say_security, say_port = _one_caption(caption_below(page, page.hint(SECURITY) or page.hint(PORT), row))
    security = choice_field(page, pair, SECURITY, messages.SECURITIES, say_security)
    security.grid(row=0, column=0, sticky="ew")
    gap = (page.look.px(16), page.look.px(8))
    ttk.Label(pair, text=messages.LABELS[PORT]).grid(row=0, column=1, padx=gap)
    port = text_field(page, pair, PORT, width=7)
    port.grid(row=0, column=2)
    register_text(page, PORT, port, say_port)
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


def _one_caption(say: Say) -> tuple[Say, Say]:
    """Return the function that says flaws of two fields of one row in the line that they share."""
    flaws = ["", ""]

    def of(place: int) -> Say:
        def say_of(flaw: str) -> None:
            flaws[place] = flaw
            say(" ".join(filter(None, flaws)))

        return say_of

    return of(0), of(1)


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


def _clear(result: ttk.Label) -> None:
    result.configure(text="")


def _test(page: FormPage, result: ttk.Label, *, has_doctor: bool) -> None:
    """Add the button that sends a test email, and below it what came of it."""
    button = _test_row(page, result, has_doctor=has_doctor)

    def finish(text: str, color: str) -> None:
        button.state(["!disabled"])
        result.configure(text=text, foreground=color)
        result.event_generate(REVEAL)

    def failed(error: AgentError) -> None:
        finish(messages.of_error(error), page.look.red)

    def send() -> None:
        form = page.form
        settings, secrets = form.settings(), form.secrets()
        lacking = form.first_lacking(REQUIRED, PORT)
        if lacking is not None:
            finish(messages.TEST_NEEDS, page.look.red)
            lacking.field.focus_set()
            return
        button.state(["disabled"])
        result.configure(text=messages.SENDING, foreground=page.look.grey)
        work: Callable[[], str] = lambda: form.adapters.send_test(settings, secrets)  # noqa: E731 (typed here)
        in_background(page.frame, work, lambda text: finish(text, page.look.green), failed)

    button.configure(command=send)
    _keep_hint(page, result)


def _test_row(page: FormPage, result: ttk.Label, *, has_doctor: bool) -> ttk.Button:
    """Return the button of the test, put on its row with the doctor's; its answer stands below."""
    row = next_row(page)
    line = ttk.Frame(page.frame)
    line.grid(row=row, column=1, sticky="w", pady=(page.look.px(6), page.look.px(4)))
    button = ttk.Button(line, text=messages.SEND_TEST)
    button.pack(side="left")
    if has_doctor:
        why = ttk.Button(line, text=doctor.TITLE, command=page.form.adapters.open_doctor)
        why.pack(side="left", padx=page.look.px(8))
    result.grid(row=row + 1, column=1, sticky="nw")
    page.frame.rowconfigure(row + 1, minsize=page.look.px(ANSWER))
    return button


def _keep_hint(page: FormPage, result: ttk.Label) -> None:
    """Show a hint where no answer of a test stands, and another one as the fields change."""
    hinted = [""]

    def hint() -> None:
        if str(result.cget("text")) in {"", hinted[0]}:
            hinted[0], color = _hint(page)
            result.configure(text=hinted[0], foreground=color)

    hint()
    page.form.listeners.append(hint)


def _hint(page: FormPage) -> tuple[str, str]:
    """Return a warning before the first try, or that something is missing, and its colour."""
    mail = page.form.settings().mail
    warning = warning_of(mail.host, page.form.adapters.now().date(), has_user=bool(mail.user))
    if warning is not None:
        return " ".join(warning), page.look.red
    return "" if mail.is_configured else messages.NOT_CONFIGURED, page.look.grey
