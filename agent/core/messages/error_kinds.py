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
    None where the terminal's words fit there too.
    """

    title: str
    advice: str
    window: tuple[str, str] | None = None

    def said(self, facts: Mapping[str, object], surface: Surface) -> tuple[str, str]:
        """Return title and advice in the language that is spoken."""
        texts = self.window if surface == "window" and self.window else (self.title, self.advice)
        values = {name: _shown(fact) for name, fact in facts.items()}
        title, advice = (pgettext("", text).format_map(values) if text else "" for text in texts)
        return title, advice


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
