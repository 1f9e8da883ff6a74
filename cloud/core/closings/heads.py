"""Frozen closings in the table: a head each, written once, and its file packed into chunks."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings import item_keys
from cloud.core.proof import utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloud.core.item_types import Item

CHUNK = 300_000  # characters; an item of the table holds 400 KB
CLOSED = "This day is closed already. Name the closing that this one replaces."
NOT_THAT = "The closing to replace is not that of this day."
LATER = "There is a closing of {day} already: close a later day, or correct that one."
LARGEST = 4_000_000  # octets of a file: Lambda answers with 6 MB at most


class ClosingHead(NamedTuple):
    """A frozen closing: of which office ("" for all) and day, by whom, what proves it.

    `number` counts the closings of that office and day from 1; a later one replaces the one before.
    """

    dealer: str
    site: str
    closed_on: date
    number: int
    made_at: datetime
    made_by: str
    why: str
    replaces: str
    sha256: str
    signature: str
    public_key: str
    devices: int
    blocked: int


def head_item(head: ClosingHead) -> Item:
    """Return a head as an item of the table."""
    values = {**head._asdict(), "closed_on": head.closed_on.isoformat(), "made_at": utc(head.made_at)}
    key = item_keys.closing_key(head.dealer, head.closed_on, head.site, head.number)
    return {**key._asdict(), "kind": "closing", **values}


def head_of(item: Item) -> ClosingHead:
    """Return the head that an item holds."""
    values = {name: item[name] for name in ClosingHead._fields}
    times = {
        "closed_on": date.fromisoformat(item["closed_on"]),
        "made_at": datetime.fromisoformat(item["made_at"]),
        **{name: int(item[name]) for name in ("number", "devices", "blocked")},
    }
    return ClosingHead(**(values | times))


def chunk_items(dealer: str, site: str, data: bytes) -> list[Item]:
    """Return a file as items; they lie under its SHA-256, so the same file is written to the same place."""
    text, digest = b64encode(zlib.compress(data, 9)).decode(), sha256(data).hexdigest()
    parts = [text[first : first + CHUNK] for first in range(0, len(text), CHUNK)]
    return [
        {
            **item_keys.closing_file_key(dealer, digest, number)._asdict(),
            "kind": "closing_file",
            "dealer": dealer,
            "site": site,
            "text": part,
        }
        for number, part in enumerate(parts)
    ]


def file_of(items: Iterable[Item], digest: str) -> bytes:
    """Return the file that chunks hold, in the order of their keys; ValueError if it has not this SHA-256."""
    try:
        data = zlib.decompress(b64decode("".join(item["text"] for item in items)))
    except (ValueError, zlib.error) as error:
        raise ValueError(f"the closing {digest[:12]} is damaged") from error
    if sha256(data).hexdigest() != digest:
        raise ValueError(f"the closing {digest[:12]} is damaged")
    return data


def standing(heads: Iterable[ClosingHead]) -> list[ClosingHead]:
    """Return the closings that no other one replaces, the newest day first."""
    newest: dict[tuple[str, date], ClosingHead] = {}
    for head in heads:
        if head.number >= newest.get((head.site, head.closed_on), head).number:
            newest[head.site, head.closed_on] = head
    return sorted(newest.values(), key=lambda head: (head.closed_on, head.site), reverse=True)


def bases_of(heads: Iterable[ClosingHead], closed_on: date) -> list[ClosingHead]:
    """Return the closings before a day from which pages may be counted, the newest first.

    Those of one office that are older than the newest of all offices are in that one.
    """
    newest: dict[str, ClosingHead] = {}
    for head in standing(heads):
        if head.closed_on < closed_on:
            newest.setdefault(head.site, head)
    of_all = newest.get("")
    return [
        one for one in newest.values() if one is of_all or of_all is None or one.closed_on > of_all.closed_on
    ]


def next_number(heads: Sequence[ClosingHead], site: str, closed_on: date, replaces: str) -> int:
    """Return the number of a new closing; ProblemDetails (409) where it can't stand beside the others.

    Days follow each other, so that no page is counted twice. The newest closing alone can be corrected:
    a later one was counted from it.
    """
    others = [one for one in standing(heads) if not site or one.site in {"", site}]
    same = next((one for one in others if (one.site, one.closed_on) == (site, closed_on)), None)
    if (same.sha256 if same else "") != replaces:
        raise ProblemDetails(409, "replaces", CLOSED if same else NOT_THAT)
    later = [one for one in others if one.closed_on >= closed_on and one is not same]
    if later:
        raise ProblemDetails(409, "closed_on", LATER.format(day=later[0].closed_on))
    return same.number + 1 if same else 1


def head_json(head: ClosingHead) -> dict[str, Any]:
    """Return a head for programs."""
    optional = {name: getattr(head, name) or None for name in ("site", "replaces", "why")}
    names = ("number", "made_by", "sha256", "signature", "public_key", "devices", "blocked")
    return {
        "closed_on": head.closed_on.isoformat(),
        "made_at": head.made_at.isoformat(),
        **optional,
        **{name: getattr(head, name) for name in names},
    }
