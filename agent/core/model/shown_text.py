"""Texts of devices and settings as long as a person reads them."""

from __future__ import annotations

MOST = 120  # characters; a longer name is no name


def shortened(text: str) -> str:
    """Return a text cut to MOST characters, with an ellipsis where something was cut off."""
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def plain_name(text: str, most: int = MOST) -> str:
    """Return a name on one line, of characters that are printed, cut to `most` of them.

    It can stand in a header of a mail and at the head of a text; nothing in it is a line of its own.
    """
    printable = "".join(character if character.isprintable() else " " for character in text[: 4 * most])
    name = " ".join(printable.split())
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
