"""The page Networks: where printers are looked for, and with which rights."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING, Any

from agent.core.discovery.targets import split_targets
from agent.core.messages import window as messages
from agent.core.model.errors import AgentError
from agent.core.settings import keyring_names
from agent.core.settings.check import expected_target
from agent.core.settings.fields import BY_KEY
from agent.core.settings.form import PUBLIC, community_name, shown
from agent.ui.window import community_dialog, user_dialog
from agent.ui.window.form import Shown
from agent.ui.window.list_field import ListField

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable

    from agent.ui.window.rows import FormPage


def fill(page: FormPage) -> tuple[tk.Widget, Callable[[], None]]:
    """Put the fields on the page; return the first, and who shows anew which secrets are there."""
    look = page.look
    page.frame.columnconfigure((0, 1), weight=1, minsize=0, uniform="half")
    targets, first = _addresses(page, "network.targets", messages.NO_TARGETS)
    exclude, _ = _addresses(page, "network.exclude", "")
    targets.button(messages.OWN_NETWORKS, lambda: _use_own(page, targets))
    communities, users = _communities(page), _users(page)
    for number, lists in enumerate((targets, exclude, communities, users)):
        row, column = divmod(number, 2)
        gap = (0, look.px(12)) if column == 0 else (look.px(12), 0)
        lists.frame.grid(row=row, column=column, sticky="new", padx=gap, pady=(0, look.px(12)))

    def show_secrets() -> None:
        communities.refresh()
        users.refresh()

    return first, show_secrets


def _addresses(page: FormPage, key: str, hint: str) -> tuple[ListField, ttk.Entry]:
    """Return a list of addresses with an entry to add one; Enter adds, too."""
    lists = ListField(page, key, shown, hint)
    typing = ttk.Frame(lists.frame)
    typing.columnconfigure(0, weight=1)
    typing.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(page.look.px(6), 0))
    lists.below.lift()  # for the Tab key, which follows the stacking order
    entry = ttk.Entry(typing, width=12)
    entry.grid(row=0, column=0, sticky="ew", padx=(0, page.look.px(6)))

    def add(_: object = None) -> str:
        text = entry.get().strip()
        expected = expected_target(text) if text else None
        entry.state(["invalid" if expected else "!invalid"])
        if expected:
            lists.say(messages.expected(expected, text))
        elif text:
            entry.delete(0, "end")
            for target in split_targets([text]):
                lists.put(target)
        else:
            lists.changed()
        # An empty entry leaves Enter to the window, which saves.
        return "break" if text else ""

    ttk.Button(typing, text=messages.ADD, command=add).grid(row=0, column=1)
    entry.bind("<Return>", add)
    entry.bind("<KP_Enter>", add)
    entry.bind("<FocusOut>", add)
    lists.button(messages.REMOVE, lists.remove)

    def read() -> object:
        # What stands in the entry and was not added must not be lost without a word.
        text = entry.get().strip()
        return [*lists.items, *split_targets([text])] if text else lists.value()

    page.form.add(key, Shown(page.name, read, lists.say, entry))
    return lists, entry


def _use_own(page: FormPage, targets: ListField) -> None:
    try:
        own = page.form.adapters.own_networks()
    except AgentError as error:
        targets.say(messages.of_error(error))
        return
    for network in own.targets:
        targets.put(network)
    if not own.targets or own.cut:
        targets.say(" ".join(own.cut) or messages.NO_OFFICE_NETWORK)


def _communities(page: FormPage) -> ListField:
    def show(item: object) -> str:
        name = community_name(shown(item))
        if name is None:
            return shown(item)
        return _with_state(page, name, messages.IN_KEYRING.format(name=name), keyring_names.community(name))

    lists = ListField(page, "network.communities", show)

    def edit() -> None:
        position = lists.selected
        if position is not None and shown(lists.items[position]) != PUBLIC:
            community_dialog.open_dialog(page, lists, position)

    lists.button(messages.ADD_MORE, lambda: community_dialog.open_dialog(page, lists, None))
    lists.button(messages.EDIT, edit)
    lists.button(messages.REMOVE, lists.remove)
    lists.open_with(edit)
    return lists


def _users(page: FormPage) -> ListField:
    columns: dict[str, Any] = {column.name: column.default for column in BY_KEY["network.users"].columns}

    def show(item: object) -> str:
        if not isinstance(item, dict):
            return shown(item)
        row = {**columns, **item}
        name = shown(row["name"])
        line = f"{name}: {row['auth']}, {row['privacy']}"
        privacy = [] if row["privacy"] == "none" else [keyring_names.v3_privacy(name)]
        return _with_state(page, name, line, keyring_names.v3_auth(name), *privacy)

    lists = ListField(page, "network.users", show)

    def edit() -> None:
        position = lists.selected
        if position is not None and isinstance(lists.items[position], dict):
            user_dialog.open_dialog(page, lists, position)

    lists.button(messages.ADD_MORE, lambda: user_dialog.open_dialog(page, lists, None))
    lists.button(messages.EDIT, edit)
    lists.button(messages.REMOVE, lists.remove)
    lists.open_with(edit)
    return lists


def _with_state(page: FormPage, name: str, line: str, *secrets: str) -> str:
    """Return the line, or that the keyring is known to lack a secret of this name."""
    form = page.form
    is_lacking = form.kept is not None and any(s not in form.kept and s not in form.typed for s in secrets)
    return messages.MISSING.format(name=name) if is_lacking else line
