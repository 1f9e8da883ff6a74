"""Smaller forms of a letter's HTML, for mail servers that take less than the whole."""

from __future__ import annotations

import html
import re

from agent.core.mail.letter import DATA_LINE
from agent.core.messages import current_language, mail

LONGEST_TEXT = 4000  # characters of the text for people
# As agent/ui/mail_parts.html writes them: whatever stands in an attribute is escaped.
_PICTURE = re.compile(r'<img src="cid:[^"]*" alt="([^"]*)"[^>]*>')


def without_pictures(page: str) -> str:
    """Return the HTML with each picture's alternative text in its place."""
    return _PICTURE.sub(r"\1", page)


def short_html(text: str) -> str:
    """Return the first lines of a letter's text as HTML, and that the attached files say more."""
    people = text.partition(f"\n{DATA_LINE}\n")[0].strip()
    if len(people) > LONGEST_TEXT:
        people = f"{people[:LONGEST_TEXT]}…"
    lines = "<br>\n".join(map(html.escape, people.splitlines()))
    note = html.escape(mail.SHORTENED)
    language = current_language()
    return f'<!doctype html>\n<html lang="{language}"><body><p>{lines}</p><p>{note}</p></body></html>\n'
