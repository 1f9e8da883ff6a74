"""What this program is, for a terminal and as a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from agent.core.words import about, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.words.en.about import Section

_STYLE = (
    'body { font: 16px/1.5 "Segoe UI", system-ui, sans-serif; color: #1b1f24; background: #fff; '
    "margin: 0 auto; padding: 1.5rem; max-width: 44rem; } "
    "h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-bottom: 0; } p { margin: .25rem 0; }"
)


def about_text(sections: Iterable[Section]) -> str:
    """Return the sections as lines of text."""
    return "\n\n".join("\n".join([part.heading, *(f"  {line}" for line in part.lines)]) for part in sections)


def about_page(sections: Iterable[Section]) -> str:
    """Return the sections as one self-contained HTML page."""
    body = "".join(
        f"<h2>{escape(part.heading)}</h2>\n" + "".join(f"<p>{escape(line)}</p>\n" for line in part.lines)
        for part in sections
    )
    title = escape(about.TITLE)
    return (
        f'<!doctype html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
