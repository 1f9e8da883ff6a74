"""The page Networks: where printers are looked for, and with which rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.messages import window as messages
from agent.core.settings import keyring_names
from agent.core.settings.fields import BY_KEY
from agent.core.settings.form import PUBLIC, community_name, shown
from agent.ui.window import community_dialog, user_dialog
from agent.ui.window.address_list import AddressList
from agent.ui.window.folded_part import Folded
from agent.ui.window.list_field import ListField
from agent.ui.window.network_search import RIGHTS, SearchedTargets

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable

    from agent.ui.window.rows import FormPage

ANSWER_WIDTH = 560  # pixels at 100 % of what came of a search


@dataclass(frozen=True, slots=True)
class NetworksPage:
    """The page's first field, its search, and what shows anew which secrets are there."""

    first: tk.Widget
    search: SearchedTargets
    show_secrets: Callable[[], None]


def fill(page: FormPage) -> NetworksPage:
    """Put the fields on the page."""
    look = page.look
    page.frame.columnconfigure((0, 1), weight=1, minsize=0, uniform="half")
    targets = SearchedTargets(page, messages.NO_TARGETS, ANSWER_WIDTH)
    exclude = AddressList(page, "network.exclude", "")
    communities, users = _communities(page), _users(page)
    for number, frame in enumerate((targets.frame, exclude.frame, communities.frame, users.frame)):
        row, column = 3 * (number // 2), number % 2
        gap = (0, look.px(12)) if column == 0 else (look.px(12), 0)
        frame.grid(row=row, column=column, sticky="new", padx=gap, pady=(0, look.px(12)))

    targets.row.grid(row=1, column=0, columnspan=2, sticky="ew")
    _fold_rights(page, communities, users)

    def show_secrets() -> None:
        communities.refresh()
        users.refresh()

    return NetworksPage(targets.entry, targets, show_secrets)


def _fold_rights(page: FormPage, communities: ListField, users: ListField) -> None:
    """Hide both lists where no printer needs a password; they follow their line for the Tab key."""

    def are_wrong() -> bool:
        return not page.form.are_right(*RIGHTS)

    folded = Folded(page.frame, messages.RIGHTS, (communities.frame, users.frame), are_wrong)
    folded.line.grid(row=2, column=0, columnspan=2, sticky="w", pady=(0, page.look.px(8)))
    for lists in (communities, users):
        lists.frame.lift()
    folded.show(is_open=communities.items != [PUBLIC] or bool(users.items))
    page.form.listeners.append(folded.show_flaws)


def _communities(page: FormPage) -> ListField:
    def show(item: object) -> str:
        name = community_name(shown(item))
        if name is None:
            return shown(item)
        kept = messages.IN_KEYRING.format(name=name)
        return _with_state(page, name, kept, keyring_names.community(name))

    lists = ListField(page, "network.communities", show)

    def edit() -> None:
        position = lists.selected
        if position is not None and shown(lists.items[position]) != PUBLIC:
            community_dialog.open_dialog(page, lists, position)

    lists.button(messages.ADD_MORE, lambda: community_dialog.open_dialog(page, lists, None))
    page.form.usable.append(lists.button(messages.EDIT, edit))  # a password is each user's own
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
    page.form.usable.append(lists.button(messages.EDIT, edit))  # a password is each user's own
    lists.button(messages.REMOVE, lists.remove)
    lists.open_with(edit)
    return lists


def _with_state(page: FormPage, name: str, line: str, *secrets: str) -> str:
    """Return the line, or that the keyring is known to lack a secret of this name."""
    form = page.form
    is_lacking = form.kept is not None and any(s not in form.kept and s not in form.typed for s in secrets)
    return messages.MISSING.format(name=name) if is_lacking else line
