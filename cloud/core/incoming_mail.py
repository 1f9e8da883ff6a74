"""A raw mail opened within limits: the report, its signature, the dealers that it is addressed to.

Everything in it may be made up. The limits are checked on the bytes, before the parser of the standard
library sees them, so that neither memory nor time grow faster than the mail. Nothing is ever unpacked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import compat32
from typing import TYPE_CHECKING

from cloud.core.keys import DEALER_NAME
from cloud.core.refused_mail import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

MAX_RAW = 30 * 2**20  # octets
MAX_REPORT = 16 * 2**20  # octets of meters.json
MAX_SIGNATURE = 200  # octets of meters.sig
MAX_LINES = 500_000  # 30 MB of base64 have 400,000
MAX_PARTS = 500  # lines that may begin a part
MAX_NESTING = 16  # parts that may hold others
MAX_FIELD = 4096  # octets of a header field that says what a part is: parsing one takes its square
MAX_DEALERS = 4

REPORT, SIGNATURE = "meters.json", "meters.sig"
ADDRESSING = ("to", "cc", "delivered-to", "x-original-to")


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """What a mail carries; `signature` is None if there is none."""

    report: bytes
    signature: str | None


def check_limits(raw: bytes) -> None:
    """Raise Refused if the mail is a bomb: too large, too many lines or parts, nested too deep."""
    if len(raw) > MAX_RAW:
        raise Refused("too_large", f"{len(raw)} octets")
    lines = max(raw.count(b"\n"), raw.count(b"\r"))
    parts = raw.count(b"\n--") + raw.count(b"\r--")
    if lines > MAX_LINES or parts > MAX_PARTS:
        raise Refused("too_many_parts", f"{lines} lines, {parts} parts")
    lower = raw.lower()
    # A delivery status is a part for each of its blocks, and no report comes in one.
    holders = lower.count(b"multipart/") + lower.count(b"message/")
    if holders > MAX_NESTING or b"message/delivery-status" in lower:
        raise Refused("too_deep", f"{holders} parts hold others")
    for name in (b"content-type:", b"content-disposition:"):
        if any(length > MAX_FIELD for length in _field_lengths(lower, name)):
            raise Refused("too_large", "a header field")


def open_mail(raw: bytes) -> OpenedMail:
    """Return the report in a mail; Refused if the mail is a bomb, has none or several."""
    check_limits(raw)
    found: dict[str, list[bytes]] = {REPORT: [], SIGNATURE: []}
    for part in _parts(raw):
        name = "" if part.is_multipart() else _file_name(part)
        if name in found:
            found[name].append(_content(part))
    if not found[REPORT]:
        raise Refused("no_report")
    if any(len(contents) > 1 for contents in found.values()):
        raise Refused("several_reports")
    if len(found[REPORT][0]) > MAX_REPORT:
        raise Refused("too_large", REPORT)
    return OpenedMail(found[REPORT][0], _signature(found[SIGNATURE]))


def dealers_of(raw: bytes, domain: str) -> tuple[str, ...]:
    """Return the dealers that a mail is addressed to, sorted: NAME of each NAME@domain.

    They are taken from the header alone: its address fields, and the newest Received, which the
    receiving mail server wrote. None of it is trusted: who writes the mail may name any dealer.
    """
    header = raw[: MAX_FIELD * 16].replace(b"\r", b"").partition(b"\n\n")[0].lower()
    fields = re.sub(rb"\n[ \t]+", b" ", header).split(b"\n")
    received = [field for field in fields if field.startswith(b"received:")][:1]
    named = [field for field in fields if field.startswith(tuple(f"{n}:".encode() for n in ADDRESSING))]
    address = re.compile(rf"(?<![\w.%+-])({DEALER_NAME})@{re.escape(domain.lower())}(?![\w-]|\.\w)")
    text = "\n".join(field.decode("ascii", "replace") for field in (*received, *named))
    dealers = sorted({found[1] for found in address.finditer(text)})
    if len(dealers) > MAX_DEALERS:
        raise Refused("too_many_dealers", str(len(dealers)))
    return tuple(dealers)


def _parts(raw: bytes) -> list[Message]:
    """Return a mail and all parts within it; Refused where the library stumbles over a header.

    It falls over parameters that are numbered in two ways, and over character sets that are not for
    text (idna, punycode, undefined, a null): it keeps no list of what it raises.
    """
    try:
        return list(message_from_bytes(raw, policy=compat32).walk())
    except Exception as error:
        raise Refused("bad_header", type(error).__name__) from error


def _file_name(part: Message) -> str:
    """Return the name of a part's file, empty if it has none that can be read: such a part is no report."""
    try:
        return str(part.get_filename("")).lower()
    except Exception:  # noqa: BLE001 (as in _parts; the other parts may hold the report)
        return ""


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception as error:
        raise Refused("bad_header", type(error).__name__) from error
    return content if isinstance(content, bytes) else b""


def _signature(contents: list[bytes]) -> str | None:
    if not contents:
        return None
    return contents[0][:MAX_SIGNATURE].decode("ascii", "replace").strip()


def _field_lengths(lower: bytes, name: bytes) -> Iterator[int]:
    """Yield how long each field of that name is, its folded lines included."""
    start = lower.find(name)
    while start >= 0:
        end = start
        while True:
            end = _line_end(lower, end)
            if lower[end : end + 1] not in (b" ", b"\t") or end - start > MAX_FIELD:
                break
        if lower[start - 1 : start] in (b"", b"\n", b"\r"):
            yield end - start
        start = lower.find(name, max(end, start + 1))


def _line_end(data: bytes, start: int) -> int:
    """Return where the next line begins; a carriage return alone ends one, too."""
    found = _BREAK.search(data, start)
    return found.end() if found else len(data)


_BREAK = re.compile(rb"\r\n|\r|\n")
