"""Sentences on the lines of a terminal."""

from shutil import get_terminal_size
from textwrap import fill, wrap

_NO_TERMINAL = (10_000, 24)  # what is read by another program is folded nowhere


def columns() -> int:
    """Return how wide the terminal is, or COLUMNS."""
    return get_terminal_size(_NO_TERMINAL).columns


def folded(text: str) -> str:
    """Return sentences on lines that fit the terminal; what has no blank, such as a path, stays whole."""
    lines = (
        wrap(line, columns(), break_long_words=False, break_on_hyphens=False) for line in text.splitlines()
    )
    return "\n".join("\n".join(parts) for parts in lines)


def hanging(text: str) -> str:
    """Return one line on lines that fit the terminal, those behind the first indented."""
    return fill(text, columns(), subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
