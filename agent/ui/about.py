"""What this program is, for a terminal and as a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from agent.core.messages import about, current_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.messages.texts.about import Section

_STYLE = (
    ":root { color-scheme: light dark; } "
    'body { font: 16px/1.5 "Segoe UI", system-ui, sans-serif; color: #1b1f24; background: #fff; '
    "margin: 0 auto; padding: 1.5rem; max-width: 44rem; } "
    "@media (prefers-color-scheme: dark) { body { color: #e6e9ed; background: #15181c; } } "
    "summary { font-weight: 600; margin-top: 1rem; cursor: pointer; } p { overflow-wrap: anywhere; } "
    "h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-bottom: 0; } p { margin: .25rem 0; }"
)


def about_text(sections: Iterable[Section]) -> str:
    """Return the sections as lines of text."""
    return "\n\n".join("\n".join([part.heading, *(f"  {line}" for line in part.lines)]) for part in sections)


def about_page(sections: Iterable[Section]) -> str:
    """Return the sections as one self-contained HTML page; the last one, the licences, is folded."""
    *parts, licences = sections
    body = "".join(f"<h2>{escape(part.heading)}</h2>\n{_paragraphs(part)}" for part in parts)
    folded = f"<details>\n<summary>{escape(licences.heading)}</summary>\n{_paragraphs(licences)}</details>\n"
    title = escape(about.TITLE)
    return (
        f'<!doctype html>\n<html lang="{current_language()}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}{folded}</body>\n</html>\n"
    )


def _paragraphs(part: Section) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in part.lines)
