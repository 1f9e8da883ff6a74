"""A letter as the message that travels: RFC 5322 headers, MIME parts, not one byte left to chance.

The same letter, delivery and date give the same message, boundaries too: a second try is the
first one again, and servers that drop repeats see it by its Message-ID.
"""

from __future__ import annotations

import base64
import re
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from agent.core.mail.subject import x_meters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from agent.core.model.records import Delivery, Illustrated, Letter

LONGEST_LINE = 76  # octets: what RFC 2045 allows in quoted-printable and base64 bodies


class _Policy(EmailPolicy):
    """Begins a header on the line of its name: Python leaves that empty where the rest then fits on one.

    Python's own folding may also lose a space between two encoded words of a subject (RFC 2047).
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the lines of a header."""
        if name == "Subject" and not value.isascii():
            mark, _, rest = value.partition(" ")
            words = Header(mark, maxlinelen=LONGEST_LINE, header_name=name)
            words.append(rest, "utf-8")
            return f"{name}: {words.encode(linesep=self.linesep)}{self.linesep}".encode()
        folded = super().fold_binary(name, value)
        empty = f"{name}:\r\n ".encode()
        if not folded.startswith(empty):
            return folded
        line = folded.removeprefix(empty)
        cut = line.rfind(b" ", 0, LONGEST_LINE - len(name))
        return b"%s: %s\r\n %s" % (name.encode(), line[:cut], line[cut + 1 :]) if cut > 0 else folded


POLICY = _Policy(max_line_length=LONGEST_LINE, linesep=SMTP.linesep)
NO_TABLES: Mapping[str, bytes] = MappingProxyType({})
MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")


def build_message(  # noqa: PLR0913 (what a message is made of)
    letter: Letter,
    delivery: Delivery,
    sender: str,
    recipients: Sequence[str],
    date: datetime,
    *,
    tables: Mapping[str, bytes] = NO_TABLES,
) -> bytes:
    """Return the message of one delivery: the letter's texts, and its files as base64 attachments.

    `date` is aware. `tables` are further CSV files by name. Raises ValueError for an address, subject or
    Message-ID that can't stand in a header (a line break would start a header of its own).
    """
    message = _with_headers(letter.subject, delivery.message_id, sender, recipients, date)
    counts = x_meters(letter.text)
    if counts is not None:
        message["X-Meters"] = counts
    _set_text(message, letter.text, "plain")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    _illustrate(message, letter.pictures)
    _attach(message, "meters.json", "application/json", letter.report)
    if letter.signature is not None:
        # Not text/plain: a server may add a line end to text, and the signature is one exact line.
        _attach(message, "meters.sig", "application/octet-stream", letter.signature.encode("ascii"))
    for name, table in {"meters.csv": letter.csv, **tables}.items():
        _attach(message, name, "text/csv", table)
    return _as_bytes(message, delivery.message_id)


def build_test_message(  # noqa: PLR0913 (the headers of a message, each by its own name)
    *, subject: str, text: str, message_id: str, sender: str, recipients: Sequence[str], date: datetime
) -> bytes:
    """Return a message of one plain text, to try the mail settings out. Raises as build_message."""
    message = _with_headers(subject, message_id, sender, recipients, date)
    _set_text(message, text, "plain")
    return _as_bytes(message, message_id)


def standing_alone(page: Illustrated) -> str:
    """Return the HTML of a letter with its pictures within it: a file that needs nothing beside it."""
    html = page.html
    for name, content in page.pictures.items():
        html = html.replace(f'"cid:{name}"', f'"data:image/png;base64,{base64.b64encode(content).decode()}"')
    return html


def bare_address(text: str) -> str:
    """Return the address alone, as SMTP carries it: no display name, the domain in its ASCII form.

    Raises ValueError where `text` is no single address, or has letters before the @ that a server
    without SMTPUTF8 (RFC 6531) can't take.
    """
    return _address(text).addr_spec


def _with_headers(
    subject: str, message_id: str, sender: str, recipients: Sequence[str], date: datetime
) -> EmailMessage:
    if not MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"not a Message-ID in angle brackets: {message_id!r}")
    if date.tzinfo is None:
        raise ValueError("the date of a message needs its offset")
    if not recipients:
        raise ValueError("a message needs a recipient")
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(sender)
    message["To"] = [_address(recipient) for recipient in recipients]
    message["Date"] = format_datetime(date)
    message["Subject"] = _single_line(subject)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers to this
    return message


def _address(text: str) -> Address:
    name, address = parseaddr(_single_line(text))
    local, _, domain = address.rpartition("@")
    # parseaddr returns the first of several and drops what it can't read: both would lose somebody.
    if not local or not domain or "," in text.replace(f'"{name}"', ""):
        raise ValueError(f"not one mail address: {text!r}")
    try:
        ascii_form = f"{local}@{domain.encode('idna').decode()}"
        ascii_form.encode("ascii")
        return Address(name, addr_spec=ascii_form)
    except (UnicodeError, HeaderParseError, IndexError) as error:
        raise ValueError(f"not a mail address: {text!r}") from error


def _single_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError(f"line breaks and control characters have no place in a header: {text!r}")
    return text


def _set_text(message: EmailMessage, text: str, subtype: str) -> None:
    message.set_content(text, subtype=subtype, charset="utf-8", cte="quoted-printable")


def _illustrate(message: EmailMessage, pictures: Mapping[str, bytes]) -> None:
    """Put the pictures beside the HTML text that shows them (multipart/related, RFC 2387)."""
    html = message.get_body(("html",))
    if not pictures or html is None:
        return
    for name, content in pictures.items():
        html.add_related(
            content,
            maintype="image",
            subtype="png",
            cid=f"<{name}>",
            filename=f"{name.partition('.')[0]}.png",
            disposition="inline",
            cte="base64",
        )
    html.set_param("type", "text/html")


def _attach(message: EmailMessage, name: str, media_type: str, content: bytes) -> None:
    maintype, _, subtype = media_type.partition("/")
    message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name, cte="base64")


def _as_bytes(message: EmailMessage, message_id: str) -> bytes:
    """Fix the boundaries and flatten. "=_" stands in no encoded body, so no part can hold one."""
    multiparts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(multiparts):
        part.set_boundary(f"=_{sha256(message_id.encode()).hexdigest()[:32]}_{number}")
    return message.as_bytes()
