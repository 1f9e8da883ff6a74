"""An SNMPv3 user: name, protocols, passphrases, and a try on a real printer."""

from __future__ import annotations

from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from agent.core.messages import window as messages
from agent.core.model.access import AUTH_PROTOCOLS, NO_PRIVACY, PRIVACY_PROTOCOLS, SHORTEST_PASSPHRASE, Secret
from agent.core.settings import SnmpUser, keyring_names
from agent.core.settings.check import flaws_of
from agent.core.settings.fields import BY_KEY, USER_COLUMNS
from agent.ui.window.background import in_background
from agent.ui.window.community_dialog import secret_flaw
from agent.ui.window.dialog import WIDTH, Dialog
from agent.ui.window.scrolling import REVEAL
from agent.ui.window.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.core.model.errors import AgentError
    from agent.ui.window.list_field import ListField
    from agent.ui.window.rows import FormPage

KEY = "network.users"


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of the dialog, and who says what is wrong with the ones that can be."""

    name: ttk.Entry
    auth: ttk.Combobox
    auth_secret: SecretField
    privacy: ttk.Combobox
    privacy_secret: SecretField
    context: ttk.Entry
    show_text: dict[str, Callable[[str], None]]

    def row(self) -> dict[str, str]:
        """Return the user as settings.toml has it; a context only where there is one."""
        context = self.context.get().strip()
        return {
            "name": self.name.get().strip(),
            "auth": self.auth.get(),
            "privacy": self.privacy.get(),
            **({"context": context} if context else {}),
        }

    def secrets(self) -> dict[str, Secret]:
        """Return the passphrases that were typed, by the names of their secrets."""
        name = self.name.get().strip()
        auth, privacy = self.auth_secret.typed(), self.privacy_secret.typed()
        return {
            **({keyring_names.v3_auth(name): auth} if auth else {}),
            **(
                {keyring_names.v3_privacy(name): privacy}
                if privacy and self.privacy.get() != NO_PRIVACY
                else {}
            ),
        }


def open_dialog(page: FormPage, lists: ListField, position: int | None) -> None:
    """Ask for a user and put it on the list; `position` is that of one to be changed."""
    title = messages.USER_TITLE if position is None else messages.USER_EDIT_TITLE
    dialog = Dialog(page.frame, title, page.look)
    old = None if position is None else lists.items[position]
    fields = _fields(page, dialog, old)
    for field in (fields.auth, fields.privacy, fields.context) if lists.is_locked else ():
        field.state(["disabled"])
    taken = [] if old else [item["name"] for item in lists.items if isinstance(item, dict) and "name" in item]

    def is_right() -> bool:
        flaws = _flaws(fields, taken)
        for name, show_text in fields.show_text.items():
            show_text(flaws.get(name, ""))
        return not any(flaws.values())

    def take() -> None:
        if not is_right():
            return
        page.form.typed.update(fields.secrets())
        # Untouched defaults that a file leaves out stay out.
        same = old is not None and _whole(old) == _whole(fields.row())
        lists.put(old if same else fields.row(), position)
        dialog.close()

    _add_try(page, dialog, fields, is_right)
    dialog.buttons(messages.OK, take)
    dialog.wait(fields.auth if old else fields.name)


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    return {**{column.name: column.default for column in USER_COLUMNS}, **row}


def _fields(page: FormPage, dialog: Dialog, old: dict[str, Any] | None) -> _Fields:
    row = {**_whole({"name": ""}), **(old or {})}
    kept = page.form.typed.keys() | (page.form.kept or frozenset())
    show_text = {}
    name = ttk.Entry(dialog.frame)
    name.insert(0, str(row["name"]))
    name.state(["readonly" if old else "!readonly"])
    show_text["name"] = dialog.row(messages.NAME, name)
    auth = _choice(dialog, messages.AUTH, AUTH_PROTOCOLS, row["auth"])
    auth_secret = SecretField(dialog.frame, is_kept=bool(old) and keyring_names.v3_auth(row["name"]) in kept)
    show_text["auth"] = dialog.row(messages.PASSPHRASE, auth_secret.entry)
    privacy = _choice(dialog, messages.PRIVACY, (NO_PRIVACY, *PRIVACY_PROTOCOLS), row["privacy"])
    privacy_secret = SecretField(
        dialog.frame, is_kept=bool(old) and keyring_names.v3_privacy(row["name"]) in kept
    )
    show_text["privacy"] = dialog.row(messages.PASSPHRASE, privacy_secret.entry)
    context = ttk.Entry(dialog.frame)
    context.insert(0, str(row["context"]))
    show_text["context"] = dialog.row(messages.CONTEXT, context, messages.CONTEXT_HINT)

    def follow(_: object = None) -> None:
        privacy.selection_clear()
        privacy_secret.entry.state(["disabled" if privacy.get() == NO_PRIVACY else "!disabled"])

    privacy.bind("<<ComboboxSelected>>", follow)
    auth.bind("<<ComboboxSelected>>", lambda _: auth.selection_clear())
    follow()
    return _Fields(name, auth, auth_secret, privacy, privacy_secret, context, show_text)


def _choice(dialog: Dialog, label: str, choices: tuple[str, ...], value: object) -> ttk.Combobox:
    box = ttk.Combobox(dialog.frame, values=choices, state="readonly")
    box.set(str(value))
    dialog.row(label, box)
    return box


def _flaws(fields: _Fields, taken: list[str]) -> dict[str, str]:
    """Return the problems, by field."""
    row = fields.row()
    found = {
        problem.key.rpartition(".")[2]: messages.expected(problem.expected, problem.got)
        for problem in flaws_of(BY_KEY[KEY], [row])
    }
    if row["name"] in taken:
        found["name"] = messages.NAME_TAKEN
    auth = found.get("auth") or secret_flaw(fields.auth_secret, SHORTEST_PASSPHRASE)
    privacy = found.get("privacy", "")
    if row["privacy"] != NO_PRIVACY:
        privacy = privacy or secret_flaw(fields.privacy_secret, SHORTEST_PASSPHRASE)
    return {**found, "auth": auth, "privacy": privacy}


def _add_try(page: FormPage, dialog: Dialog, fields: _Fields, is_right: Callable[[], bool]) -> None:
    """Add the line that asks one printer as this user."""
    look = page.look
    line = ttk.Frame(dialog.frame)
    line.columnconfigure(0, weight=1)
    address = ttk.Entry(line)
    address.grid(row=0, column=0, sticky="ew", padx=(0, look.px(6)))
    button = ttk.Button(line, text=messages.TRY)
    button.grid(row=0, column=1)
    ttk.Separator(dialog.frame).grid(
        row=dialog.next_row(), column=0, columnspan=2, sticky="ew", pady=look.px(10)
    )
    dialog.row(messages.TRY_ON, line)
    result = ttk.Label(dialog.frame, wraplength=look.px(WIDTH), justify="left")
    result.grid(row=dialog.next_row(), column=0, columnspan=2, sticky="w")

    def finish(text: str, color: str) -> None:
        button.state(["!disabled"])
        result.configure(text=text, foreground=color)
        result.event_generate(REVEAL)

    def failed(error: AgentError) -> None:
        finish(messages.of_error(error), look.red)

    def ask(_: object = None) -> str:
        if is_right():
            user = SnmpUser(**_whole(fields.row()))
            secrets, where = {**page.form.typed, **fields.secrets()}, address.get().strip()
            button.state(["disabled"])
            result.configure(text=messages.TRYING, foreground=look.grey)
            work: Callable[[], str] = lambda: page.form.adapters.try_user(user, secrets, where)  # noqa: E731 (typed here)
            in_background(line, work, lambda text: finish(text, look.green), failed)
        return "break"

    button.configure(command=ask)
    address.bind("<Return>", ask)
    address.bind("<KP_Enter>", ask)
