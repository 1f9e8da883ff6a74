"""How large a letter is as a message, and the form of it that a mail server takes.

Most servers take 10 MB; Exchange counts what base64 adds, and what other servers on the way add to the
headers. meters.json is signed, so it is never cut here: a report is made small enough before it is signed.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.mail.envelope import NO_TABLES, build_message
from agent.core.mail.letter import DATA_LINE
from agent.core.messages import current_language, mail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from agent.core.model.records import Delivery, Letter

LARGEST_MESSAGE = 9_500_000  # octets as sent
HEADERS = 64_000  # octets: headers, those of the parts, line ends, a short HTML
_LINE = 57  # octets that base64 puts on a line of 76, which CRLF makes 78
_ENCODED_LINE = 78
_QUOTED = 3  # octets that quoted-printable makes of one that is not plain
_LINE_OF_75, _LINE_OF_78 = 75, 78  # of what it makes, so many octets stand on a line of so many
_PLAIN = frozenset(range(32, 127)) - {ord("=")} | {10}

LONGEST_TEXT = 4000  # characters of the text for people
# As agent/ui/mail_parts.html writes them: whatever stands in an attribute is escaped.
_PICTURE = re.compile(r'<img src="cid:[^"]*" alt="([^"]*)"[^>]*>')


def message_within(  # noqa: PLR0913, PLR0917 (what a message is made of, and how large it may be)
    limit: int | None,
    letter: Letter,
    delivery: Delivery,
    sender: str,
    recipients: Sequence[str],
    date: datetime,
    *,
    tables: Mapping[str, bytes] = NO_TABLES,
) -> bytes:
    """Return the message in its first form within `limit` octets (None: the server named none).

    Pictures go first, then the HTML shrinks to a few lines; text, tables and meters.json stay. Where even
    that is larger it is returned all the same: the server's own refusal is the proof.
    Raises as build_message.
    """
    largest = min(limit or LARGEST_MESSAGE, LARGEST_MESSAGE)
    message = b""
    for form in _forms(letter):
        message = build_message(form, delivery, sender, recipients, date, tables=tables)
        if len(message) <= largest:
            break
    return message


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a letter is never left out: meters.json, meters.csv and the text."""

    report: bytes
    csv: bytes
    text: str


def fits(parts: Parts, limit: int = LARGEST_MESSAGE) -> bool:
    """Return whether the smallest form of a letter is a message of at most `limit` octets."""
    return smallest_size(parts) <= limit


def smallest_size(parts: Parts) -> int:
    """Return the octets of a letter's smallest form, rather too many than too few.

    The table is counted twice: a dealer's table of the same devices may go along.
    """
    attached = attached_size(parts.report) + 2 * attached_size(parts.csv)
    return HEADERS + attached + _quoted_size(parts.text)


def _quoted_size(text: str) -> int:
    """Return the octets of a text in quoted-printable: three for one that is not plain, and line ends."""
    octets = text.encode(errors="replace")
    plain = sum(octet in _PLAIN for octet in octets)
    quoted = plain + octets.count(b"\n") + _QUOTED * (len(octets) - plain)
    return quoted * _LINE_OF_78 // _LINE_OF_75


def attached_size(content: bytes) -> int:
    """Return the octets of a file in base64, in lines of 76 characters."""
    return (len(content) + _LINE - 1) // _LINE * _ENCODED_LINE


def _forms(letter: Letter) -> Iterator[Letter]:
    yield letter
    yield replace(letter, html=without_pictures(letter.html), pictures={})
    yield replace(letter, html=short_html(letter.text), pictures={})


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
