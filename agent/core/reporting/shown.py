"""Texts of devices and settings as long as a person reads them."""

from __future__ import annotations

MOST = 120  # characters; a longer name is no name


def shortened(text: str) -> str:
    """Return a text cut to MOST characters, with an ellipsis where something was cut off."""
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
