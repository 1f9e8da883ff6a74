"""The fields of all pages: what they hold, what is wrong with it, where that is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from agent.core.messages import window as messages
from agent.core.settings.layers import CONFIRMED
from agent.jobs.settings_window import OpenedSettings, WindowAdapters, judge

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable, Iterator, Sequence

    from agent.core.model.access import Secret
    from agent.core.settings import Settings

    Read = Callable[[], object]
    ShowText = Callable[[str], None]  # takes what is wrong, an empty text where nothing is


@dataclass(frozen=True, slots=True)
class Shown:
    """One field: `page` is the name of the page that it stands on, `field` what gets the focus there.

    `read` returns its TOML value; `write` shows another one, where a program may fill the field in. `frame`
    holds all that changes the value, where that is more than `field`.
    """

    page: str
    read: Read
    show_text: ShowText
    field: tk.Misc
    write: Callable[[Any], None] | None = None
    frame: tk.Misc | None = None


@dataclass(frozen=True, slots=True)
class TypedSecret:
    """The field of a secret: `read` returns what was typed there, None where nothing was."""

    shown: Shown
    read: Callable[[], Secret | None]
    is_typeable: Callable[[], bool]


@dataclass(slots=True)
class Form:
    """What a person did to the settings and did not save yet.

    `typed` are new secrets by name, `kept` the names of those that the keyring has already, None
    while it did not answer. `usable` are buttons beside locked settings that change none of them.
    """

    opened: OpenedSettings
    adapters: WindowAdapters
    typed: dict[str, Secret] = field(default_factory=dict)
    kept: frozenset[str] | None = None
    listeners: list[Callable[[], None]] = field(default_factory=list)
    usable: list[ttk.Button] = field(default_factory=list)
    _fields: dict[str, Shown] = field(default_factory=dict)
    _secrets: dict[str, TypedSecret] = field(default_factory=dict)
    _before: dict[str, Any] = field(default_factory=dict)

    def add(self, key: str, shown: Shown) -> None:
        """Take a field in."""
        self._fields[key] = shown

    def add_secret(self, name: str, typed: TypedSecret) -> None:
        """Take the field of a secret in."""
        self._secrets[name] = typed

    def value(self, key: str) -> Any:  # noqa: ANN401 (settings have several types)
        """Return the field's first value."""
        return self.opened.values[key]

    def put(self, key: str, value: object) -> None:
        """Fill a field in, unless it is locked.

        KeyError for a setting without one, TypeError for one that only people fill.
        """
        if key in self.opened.locked:
            return
        write = self._fields[key].write
        if write is None:
            raise TypeError(f"{key} is filled in by people alone")
        write(value)

    def values(self) -> dict[str, Any]:
        """Return the value of every setting, from its field where there is one; to save is to agree."""
        fields = {key: shown.read() for key, shown in self._fields.items()}
        return {**self.opened.values, CONFIRMED: True, **fields}

    def secrets(self) -> dict[str, Secret]:
        """Return every secret that was typed, by name."""
        read = {name: each.read() for name, each in self._secrets.items()}
        return {**self.typed, **{name: secret for name, secret in read.items() if secret is not None}}

    def settings(self) -> Settings:
        """Return the settings as the fields have them; what is wrong is its default."""
        return judge(self.values())[0]

    def are_right(self, *keys: str) -> bool:
        """Tell whether nothing is wrong with these fields."""
        return judge(self.values())[1].keys().isdisjoint(keys)

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with any field."""
        return self._untypeable() is None and judge(self.values())[1].keys() <= self.opened.locked

    def left(self, *keys: str) -> None:
        """Say under these fields what is wrong with them, or no more."""
        flaws = judge(self.values())[1]
        for key in keys:
            self._fields[key].show_text(flaws.get(key, ""))
        for listen in self.listeners:
            listen()

    def first_lacking(self, required: Sequence[str], *others: str) -> Shown | None:
        """Say under these fields what is wrong or missing; return the first of the page, None without one."""
        values = self.values()
        flaws = judge(values)[1]
        missing = {key: messages.instruction(key) for key in required if not values[key]}
        found = {**missing, **{key: flaws[key] for key in (*required, *others) if key in flaws}}
        for key in (*required, *others):
            self._fields[key].show_text(found.get(key, ""))
        return next((shown for key, shown in self._fields.items() if key in found), None)

    def lock(self, grey: str) -> None:
        """Let nobody change what only the administrator changes; lists can be looked through all the same."""
        for key in self.opened.locked & self._fields.keys():
            shown = self._fields[key]
            for widget in _all_in(shown.frame) if shown.frame else (shown.field,):
                if isinstance(widget, ttk.Widget) and not isinstance(widget, ttk.Treeview):
                    widget.state(["disabled"])
                if isinstance(widget, ttk.Entry):
                    widget.configure(foreground=grey)
        for usable in self.usable:
            usable.state(["!disabled"])

    def begin(self, opened: OpenedSettings) -> None:
        """Take what the fields show now for saved: at the start, and after each saving."""
        self.opened = opened
        self.typed.clear()
        self._before = self.values()

    def is_changed(self) -> bool:
        """Tell whether a person changed a value or typed a secret that is not saved yet."""
        return bool(self.secrets()) or self.values() != self._before

    def first_wrong(self) -> Shown | None:
        """Mark every field; return the first wrong one that is not locked, None where there is none."""
        flaws = judge(self.values())[1]
        for key, shown in self._fields.items():
            shown.show_text(flaws.get(key, ""))
        correctable = flaws.keys() - self.opened.locked
        wrong = next((shown for key, shown in self._fields.items() if key in correctable), None)
        return wrong or self._untypeable()

    def _untypeable(self) -> Shown | None:
        """Return the first field of a secret with what nobody can type, None without one."""
        return next((each.shown for each in self._secrets.values() if not each.is_typeable()), None)


def _all_in(frame: tk.Misc) -> Iterator[tk.Misc]:
    for widget in frame.winfo_children():
        yield widget
        yield from _all_in(widget)
