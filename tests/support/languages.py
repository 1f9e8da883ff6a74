"""What the program says in one language, whichever a test speaks itself."""

from __future__ import annotations

import functools
import inspect
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core import messages
from agent.core.messages import current_language, set_language

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = current_language()
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


@dataclass(frozen=True, slots=True)
class MessagesIn:
    """One file of messages in one language: `MessagesIn("de", "smtp").TROUBLES`."""

    language: str
    file: str

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (a sentence, or a function that makes one)
        with spoken(self.language):
            value = getattr(getattr(messages, self.file), name)
        if not inspect.isfunction(value):
            return value

        @functools.wraps(value)
        def said(*arguments: object, **named: object) -> object:
            with spoken(self.language):
                return value(*arguments, **named)

        return said
