"""The certificate of this office, for a mail server that knows senders by one: its file, its passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages import window as messages
from agent.core.settings.form import SECURITY
from agent.core.settings.keyring_names import CLIENT_CERTIFICATE
from agent.ui.window import secret_row
from agent.ui.window.folded_part import Folded
from agent.ui.window.rows import FormPage, next_row, text_row

if TYPE_CHECKING:
    from agent.ui.window.secret_field import SecretField

KEY = "mail.client_certificate"


def add(page: FormPage) -> SecretField:
    """Add file and passphrase behind a line that is closed where there is no such certificate."""
    row, others = next_row(page), page.frame.grid_slaves()
    entry = text_row(page, KEY, messages.OWN_CERTIFICATE_HINT)

    def is_named() -> bool:
        return bool(entry.get().strip())

    secret = secret_row.add(page, CLIENT_CERTIFICATE, messages.PASSPHRASE, is_named)
    parts = [part for part in reversed(page.frame.grid_slaves()) if part not in others]

    def follow(_: object = None) -> None:
        secret.entry.state(["!disabled" if is_named() else "disabled"])

    for event in ("<KeyRelease>", "<FocusOut>"):
        entry.bind(event, follow, add=True)
    entry.bind("<FocusOut>", lambda _: page.form.left(SECURITY), add=True)  # which it makes wrong or right
    follow()
    folded = Folded(page.frame, messages.OWN_CERTIFICATE, parts, lambda: not page.form.are_right(KEY))
    folded.line.grid(row=row, column=0, columnspan=2, sticky="w")
    for part in parts:
        part.lift()  # they follow their line for the Tab key
    folded.show(is_open=is_named())
    page.form.listeners.append(folded.show_flaws)
    return secret
