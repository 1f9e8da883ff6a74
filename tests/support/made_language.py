"""A language that does not exist, in the PO file that tests of catalogues add."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from tools.message_template import HEADER, Message, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

# Three forms of plurals, separators of its own.
_PLURALS = "nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);"
_SPECIAL = {",": "_", ".": ";", "English": "Brackish", "as reported": "in metres"}


def made_language(messages: Iterable[Message]) -> str:
    """Return its PO file for these messages: each text in angle brackets, forms numbered."""
    header = HEADER.replace("nplurals=INTEGER; plural=EXPRESSION;", _PLURALS)
    return "\n".join([header, *map(_entry, messages)])


def values_of(text: str) -> set[str]:
    """Return the names of the values that a text has places for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _entry(message: Message) -> str:
    context = f"msgctxt {quoted(message.context)}\n" if message.context else ""
    head = f"{context}msgid {quoted(message.text)}\n"
    if message.plural is None:
        return f"{head}msgstr {quoted(_SPECIAL.get(message.text, f'<{message.text}>'))}\n"
    forms = [f"msgstr[{n}] {quoted(f'<{n}:{message.plural}>')}" for n in range(3)]
    return f"{head}msgid_plural {quoted(message.plural)}\n" + "\n".join(forms) + "\n"
