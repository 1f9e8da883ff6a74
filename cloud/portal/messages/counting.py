"""A number of things, in the language that is spoken."""

from __future__ import annotations

from agent.core.messages.catalogue import number


def count(value: int, one: str, many: str) -> str:
    """Return "1 printer", "2,400 printers"; in German "2.400 Drucker"."""
    return f"{number(value)} {one if value == 1 else many}"
