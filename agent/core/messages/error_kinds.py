"""What an error says, as data: title and advice by surface, with places for the facts of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages.catalogue import number, pgettext
from agent.core.messages.numbers import decimal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.errors import Surface


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """The words for errors of one kind.

    `{path}` is a fact as it is, `{size:n}` a number with the separators of the language. `window` is title
    and advice in the settings window, where people see fields and buttons instead of settings and commands;
    None where the terminal's words fit there too. `icon` is the advice of the icon and its notifications,
    which have neither a field nor a command line; None where the window's fits there too.
    """

    title: str
    advice: str
    window: tuple[str, str] | None = None
    icon: str | None = None

    def said(self, facts: Mapping[str, object], surface: Surface) -> tuple[str, str]:
        """Return title and advice in the language that is spoken."""
        title, advice = self.texts(surface)
        values = {name: _shown(fact) for name, fact in facts.items()}
        return _filled(title, values), _filled(advice, values)

    def texts(self, surface: Surface) -> tuple[str, str]:
        """Return title and advice as they are written, for one surface."""
        own = (self.title, self.advice)
        title, advice = own if surface == "terminal" else self.window or own
        return title, self.icon if surface == "icon" and self.icon is not None else advice


def _filled(text: str, values: Mapping[str, object]) -> str:
    return pgettext("", text).format_map(values) if text else ""


def _shown(fact: object) -> object:
    match fact:
        case bool():
            return fact
        case int():
            return _Number(fact)
        case float():
            return decimal(fact)
        case tuple() | list():
            return ", ".join(map(str, fact))
    return fact


class _Number(int):
    """A number that `{...:n}` writes with the separators of the language."""

    def __format__(self, spec: str) -> str:
        return number(self) if spec == "n" else super().__format__(spec)


# What somebody else has already put into words: another process, a server, a list of problems.
SAID = ErrorKind("{title}", "{advice}")
# The same where the window has an advice of its own.
SAID_BY_SURFACE = ErrorKind("{title}", "{advice}", window=("{title}", "{in_window}"))
