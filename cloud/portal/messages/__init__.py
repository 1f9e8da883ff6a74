"""What the portal's pages say. A language is a folder with the same files and the same names as English."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def messages_in(language: str) -> Any:  # noqa: ANN401 (a package of sentences)
    """Return the sentences in a language: `.frame`, `.today`, `.fleet`, ..."""
    return import_module(f"{__name__}.{language}")
