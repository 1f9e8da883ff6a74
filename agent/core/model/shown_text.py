"""Texts from outside as they are shown: as long as a person reads them, on one line, without markup."""

import html

MOST = 120  # characters; a longer name is no name


def shortened(text: str) -> str:
    """Return a text cut to MOST characters, with an ellipsis where something was cut off."""
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def plain_name(text: str, most: int = MOST) -> str:
    """Return a name on one line, of characters that are printed, cut to `most` of them.

    It can stand in a header of a mail and at the head of a text; nothing in it is a line of its own.
    """
    start = text[: 4 * most]
    if not start.isprintable():
        start = "".join(character if character.isprintable() else " " for character in start)
    name = " ".join(start.split())
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


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
