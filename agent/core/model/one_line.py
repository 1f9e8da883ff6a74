"""Texts from outside on one line, for readers that take lines or markup for structure."""

from __future__ import annotations

import html


def escaped(text: str) -> str:
    r"""Return the text on one line: every character that is not printed is written as \n, \x1b, \u2028."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def without_markup(text: str) -> str:
    """Return the text as a reader of markup shows it: nothing in it is a tag or an entity."""
    return html.escape(text, quote=False)
