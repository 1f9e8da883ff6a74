"""One file of texts, in whichever language is spoken when one of them is asked for."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from agent.core.messages.catalogue import current_language, current_system, translated


@dataclass(frozen=True, slots=True, eq=False)  # a page asks for some thousand texts: by identity it is quick
class Sentences:
    """The texts of a module. `distinct` are the constants of its package that have a context of their own."""

    module: str
    distinct: frozenset[str]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (a sentence, or a function that makes one)
        return _constant(current_language(), current_system(), self, name)


@cache
def sentences_of(module: str, distinct: frozenset[str]) -> Sentences:
    """Return the texts of a module, the same value each time."""
    return Sentences(module, distinct)


@cache
def _constant(_language: str, _system: str, sentences: Sentences, name: str) -> Any:  # noqa: ANN401 (as above)
    place = f"{sentences.module.rpartition('.')[2]}.{name}"
    value = getattr(import_module(sentences.module), name)
    return translated(value, place if place in sentences.distinct else "")
