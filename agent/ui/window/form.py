"""The fields of all pages: what they hold, what is wrong with it, where that is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.core.messages import window as messages
from agent.core.settings.form import changes
from agent.core.settings.keyring_names import MAIL
from agent.jobs.settings_window import judge

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable

    from agent.core.model.access import Secret
    from agent.core.settings import Settings
    from agent.jobs.settings_window import OpenedSettings, WindowAdapters

    Read = Callable[[], object]
    Say = Callable[[str], None]  # takes what is wrong, an empty text where nothing is


@dataclass(frozen=True, slots=True)
class Shown:
    """One field: `page` is the name of the page that it stands on, `field` what gets the focus there.

    `read` returns its TOML value.
    """

    page: str
    read: Read
    say: Say
    field: tk.Misc


@dataclass(slots=True)
class Form:
    """What a person did to the settings and did not save yet.

    `typed` are new secrets by name, `kept` the names of those that the keyring has already, None
    while it did not answer.
    """

    opened: OpenedSettings
    adapters: WindowAdapters
    typed: dict[str, Secret] = field(default_factory=dict)
    kept: frozenset[str] | None = None
    listeners: list[Callable[[], None]] = field(default_factory=list)
    _fields: dict[str, Shown] = field(default_factory=dict)
    _mail_secret: Callable[[], Secret | None] = field(default=lambda: None)
    _is_typeable: Callable[[], bool] = field(default=lambda: True)
    _secret: Shown | None = None

    def add(self, key: str, shown: Shown) -> None:
        """Take a field in."""
        self._fields[key] = shown

    def add_mail_secret(
        self, shown: Shown, read: Callable[[], Secret | None], is_typeable: Callable[[], bool]
    ) -> None:
        """Take the field of the mail password in; `read` returns what was typed there, if anything."""
        self._mail_secret = read
        self._secret, self._is_typeable = shown, is_typeable

    def value(self, key: str) -> Any:  # noqa: ANN401 (settings have several types)
        """Return the field's first value."""
        return self.opened.values[key]

    def values(self) -> dict[str, Any]:
        """Return the value of every setting, from its field where it has one."""
        return {**self.opened.values, **{key: shown.read() for key, shown in self._fields.items()}}

    def secrets(self) -> dict[str, Secret]:
        """Return every secret that was typed, by name."""
        password = self._mail_secret()
        return self.typed if password is None else {**self.typed, MAIL: password}

    def settings(self) -> Settings:
        """Return the settings as the fields have them; what is wrong is its default."""
        return judge(self.values())[0]

    def are_right(self, *keys: str) -> bool:
        """Tell whether nothing is wrong with these fields."""
        return judge(self.values())[1].keys().isdisjoint(keys)

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with any field."""
        return self._is_typeable() and not judge(self.values())[1]

    def left(self, *keys: str) -> None:
        """Say under these fields what is wrong with them, or no more."""
        flaws = judge(self.values())[1]
        for key in keys:
            self._fields[key].say(flaws.get(key, ""))
        for listen in self.listeners:
            listen()

    def first_missing(self, *keys: str) -> Shown | None:
        """Mark which of these fields are empty; return the first of them, None where none is."""
        values = self.values()
        empty = [key for key in keys if not values[key]]
        for key in empty:
            self._fields[key].say(messages.instruction(key))
        return self._fields[empty[0]] if empty else None

    def first_wrong_of(self, *keys: str) -> Shown | None:
        """Return the first of these fields with something wrong, None where all are right."""
        flaws = judge(self.values())[1]
        return next((self._fields[key] for key in keys if key in flaws), None)

    def is_changed(self) -> bool:
        """Tell whether something would be saved: a value or a secret that was typed."""
        return bool(self.secrets()) or bool(changes(self.opened.document, self.values()))

    def first_wrong(self) -> Shown | None:
        """Mark every field; return the first wrong one, None where all is well."""
        flaws = judge(self.values())[1]
        for key, shown in self._fields.items():
            shown.say(flaws.get(key, ""))
        wrong = next((shown for key, shown in self._fields.items() if key in flaws), None)
        return wrong if wrong or self._is_typeable() else self._secret
