"""Small parts of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GENERATED = "<!-- Made from the code by `python -m tools.docs`. Don't edit: the next run overwrites it. -->"


def cell(text: str) -> str:
    """Return the text as one cell of a table: on one line, its bars escaped."""
    return " ".join(text.split()).replace("|", r"\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with one line a row."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(part) for part in line) + " |" for line in lines)


def page(*parts: str) -> str:
    """Return a generated page of these parts, one blank line between two."""
    return "\n\n".join([GENERATED, *parts]) + "\n"
