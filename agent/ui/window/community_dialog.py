"""Adding a community: the well-known one, or one of the office's own, which goes into the keyring."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import window as messages
from agent.core.settings import keyring_names
from agent.core.settings.check import flaws_of
from agent.core.settings.fields import BY_KEY
from agent.core.settings.form import PUBLIC, community_name, shown
from agent.core.settings.keyring_names import KEYRING
from agent.ui.window.dialog import Dialog
from agent.ui.window.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.ui.window.list_field import ListField
    from agent.ui.window.rows import FormPage


def open_dialog(page: FormPage, lists: ListField, position: int | None) -> None:
    """Ask for a community and put it on the list; `position` is that of one to be changed."""
    name = None if position is None else community_name(shown(lists.items[position]))
    dialog = Dialog(
        page.frame, messages.COMMUNITY_EDIT_TITLE if name else messages.COMMUNITY_TITLE, page.look
    )
    is_own = tk.BooleanVar(dialog.window, bool(name) or PUBLIC in lists.items)
    if not name and PUBLIC not in lists.items:
        for text, value in ((messages.PUBLIC, False), (messages.OWN_COMMUNITY, True)):
            choice = ttk.Radiobutton(dialog.frame, text=text, variable=is_own, value=value)
            choice.grid(row=dialog.next_row(), column=0, columnspan=2, sticky="w")
    entry = ttk.Entry(dialog.frame)
    entry.insert(0, name or "")
    entry.state(["readonly" if name else "!readonly"])
    hint = messages.COMMUNITY_NAME_HINT
    show_name = dialog.row(messages.NAME, entry, hint)
    secret = SecretField(
        dialog.frame, is_kept=name is not None and _is_there(page, keyring_names.community(name))
    )
    show_secret = dialog.row(messages.COMMUNITY, secret.entry)
    for field in (entry, secret.entry):
        field.bind("<Key>", lambda _: is_own.set(True), add=True)

    def take() -> None:
        if not is_own.get():
            lists.put(PUBLIC)
            dialog.close()
        elif _is_right(entry.get().strip(), secret, lists, position, show_name, show_secret):
            _put(page, lists, position, entry.get().strip(), secret)
            dialog.close()

    dialog.buttons(messages.OK, take)
    dialog.wait(secret.entry if name else entry)


def _is_there(page: FormPage, name: str) -> bool:
    return name in page.form.typed or name in (page.form.kept or ())


def _is_right(  # noqa: PLR0913, PLR0917 (two fields, and where each is complained about)
    name: str,
    secret: SecretField,
    lists: ListField,
    position: int | None,
    show_name: Callable[[str], None],
    show_secret: Callable[[str], None],
) -> bool:
    """Say what is wrong with the two fields; return whether nothing is."""
    value = f"{KEYRING}{name}"
    flaw = ""
    if flaws_of(BY_KEY["network.communities"], [value]):
        flaw = messages.BAD_COMMUNITY_NAME
    elif position is None and value in lists.items:
        flaw = messages.NAME_TAKEN
    show_name(flaw)
    complaint = secret_flaw(secret)
    show_secret(complaint)
    return not flaw and not complaint


def secret_flaw(secret: SecretField, least: int = 1) -> str:
    """Return the problem of a typed secret, an empty text where nothing is; a kept one is fine."""
    typed = secret.typed()
    if typed is None:
        return "" if secret.is_there else messages.SECRET_NEEDED
    if not secret.is_typeable():
        return messages.SECRET_UNTYPEABLE
    return messages.PASSPHRASE_SHORT.format(least=least) if len(typed.reveal()) < least else ""


def _put(page: FormPage, lists: ListField, position: int | None, name: str, secret: SecretField) -> None:
    typed = secret.typed()
    if typed is not None:
        page.form.typed[keyring_names.community(name)] = typed
    lists.put(f"{KEYRING}{name}", position)
