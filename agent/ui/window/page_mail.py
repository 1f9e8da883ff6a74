"""The page Mail: the server, who sends to whom, the login, a test."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import first_run
from agent.core.messages import window as messages
from agent.core.settings.form import PORT, SECURITY, port_after
from agent.core.settings.keyring_names import CLIENT_CERTIFICATE, MAIL
from agent.ui.window import certificate_row, client_certificate, secret_row
from agent.ui.window.mail_test import MailTest
from agent.ui.window.rows import (
    TEXT_WIDTH,
    FormPage,
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

if TYPE_CHECKING:
    import tkinter as tk

    from agent.ui.window.form import ShowText
    from agent.ui.window.secret_field import SecretField

PROFILE = "mail.profile"


def fill(page: FormPage, *, is_whole: bool = False) -> tuple[tk.Widget, dict[str, SecretField]]:
    """Put the fields on the page; return the first, and those of the secrets by name.

    Where it `is_whole` it has what few offices need, and the button that opens the doctor, which looks at
    what is saved.
    """
    first = text_row(page, "mail.host", first_run.VALUES)
    _security_and_port(page)
    text_row(page, "mail.sender")
    text_row(page, "mail.recipients", messages.SEVERAL)
    text_row(page, "mail.user", messages.NO_LOGIN)
    secrets = {MAIL: secret_row.add(page, MAIL, messages.PASSWORD)}
    result = ttk.Label(page.frame, wraplength=page.look.px(TEXT_WIDTH), justify="left")
    certificate_row.add(page, lambda: _clear(result))
    if is_whole:
        secrets[CLIENT_CERTIFICATE] = client_certificate.add(page)
    check_row(page, "mail.allow_public_host")
    if is_whole:
        _profile(page)
    MailTest(page, result, next_row(page), has_doctor=is_whole)
    return first, secrets


def _security_and_port(page: FormPage) -> None:
    """Put both on one row; a usual port follows the encryption, one of the person's own stays."""
    row = next_row(page)
    label(page, messages.LABELS[SECURITY], row)
    pair = ttk.Frame(page.frame)
    pair.columnconfigure(0, weight=1)
    place(page, pair, row)
    show_security, show_port = _one_caption(caption_below(page, page.hint(SECURITY) or page.hint(PORT), row))
    security = choice_field(page, pair, SECURITY, messages.SECURITIES, show_security)
    security.grid(row=0, column=0, sticky="ew")
    gap = (page.look.px(16), page.look.px(8))
    ttk.Label(pair, text=messages.LABELS[PORT]).grid(row=0, column=1, padx=gap)
    port = text_field(page, pair, PORT, width=7)
    port.grid(row=0, column=2)
    register_text(page, PORT, port, show_port)
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


def _one_caption(show_text: ShowText) -> tuple[ShowText, ShowText]:
    """Return the function that says flaws of two fields of one row in the line that they share."""
    flaws = ["", ""]

    def of(place: int) -> ShowText:
        def show_of(flaw: str) -> None:
            flaws[place] = flaw
            show_text(" ".join(filter(None, flaws)))

        return show_of

    return of(0), of(1)


def _profile(page: FormPage) -> None:
    """Choose a dealer's table among those that there are."""
    row = next_row(page)
    label(page, messages.LABELS[PROFILE], row)
    names = {"": messages.NO_PROFILE, **{name: f"{name}.csv" for name in page.form.adapters.profiles}}
    show_text = caption_below(page, messages.PROFILE_HINT, row)
    box = choice_field(page, page.frame, PROFILE, names, show_text)
    place(page, box, row, sticky="w")
    box.bind("<<ComboboxSelected>>", lambda _: page.form.left(PROFILE))


def _clear(result: ttk.Label) -> None:
    result.configure(text="")
