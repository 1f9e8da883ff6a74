"""The rows of an office, packed into few items: ten thousand devices are read in a few calls.

A pack is a chunk of its office's rows: chunk number `chunk` of `chunks`, a power of two. A device lies in the
chunk that its name says. What stands in two chunks, or at two offices, is folded: the newest row counts.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from agent.core.reporting.need_kinds import STOPPED
from cloud.core import keys
from cloud.core.portal.row import FleetRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Item = dict[str, Any]

ROWS = 256  # of a chunk, about: some 30 KB packed
LARGEST = 300_000  # characters of a pack; an item of the table holds 400 KB
MOST_CHUNKS = 4096
_LEVEL = 6  # of zlib: more saves next to nothing here
_BEFORE_CELLS = len(FleetRow._fields) - 1


def packed(rows: Iterable[FleetRow]) -> str:
    """Return rows as text; the same rows give the same text."""
    lists = [[*row[:_BEFORE_CELLS], *row.cells] for row in sorted(rows, key=lambda row: row.device)]
    data = json.dumps(lists, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return b64encode(zlib.compress(data, _LEVEL)).decode()


def unpacked(text: str) -> list[FleetRow]:
    """Return the rows of a pack's text."""
    lists = json.loads(zlib.decompress(b64decode(text)))
    return [FleetRow._make((*one[:_BEFORE_CELLS], tuple(one[_BEFORE_CELLS:]))) for one in lists]


def folded(rows: Iterable[FleetRow]) -> dict[str, FleetRow]:
    """Return the newest row of each device, by its name; two offices may tell of one."""
    newest: dict[str, FleetRow] = {}
    for row in rows:
        standing = newest.get(row.device)
        if standing is None or standing.order < row.order:
            newest[row.device] = row
    return newest


def packs_of(dealer: str, site: str, rows: Mapping[str, FleetRow], at_least: int = 1) -> list[Item]:
    """Return the items of an office's rows: as many chunks as they need, `at_least` as many as there were.

    An office without rows has one empty chunk.
    """
    chunks = at_least
    while chunks * ROWS < len(rows) and chunks < MOST_CHUNKS:
        chunks *= 2
    while True:
        made = [_pack(dealer, site, part, place) for place, part in _parts(rows, chunks)]
        if chunks >= MOST_CHUNKS or max(len(one["rows"]) for one in made) <= LARGEST:
            return made
        chunks *= 2


def _parts(rows: Mapping[str, FleetRow], chunks: int) -> Iterable[tuple[tuple[int, int], list[FleetRow]]]:
    parts: list[list[FleetRow]] = [[] for _ in range(chunks)]
    for device, row in rows.items():
        parts[int(keys.shard_of(device, chunks))].append(row)
    return (((chunks, number), part) for number, part in enumerate(parts))


def _pack(dealer: str, site: str, part: list[FleetRow], place: tuple[int, int]) -> Item:
    text = packed(part)
    return {
        **keys.fleet_key(dealer, site, *place)._asdict(),
        "kind": "fleet",
        "dealer": dealer,
        "site": site,
        "chunks": place[0],
        "printers": sum(not row.is_retired for row in part),
        "stopped": sum(row.state == STOPPED and not row.is_retired for row in part),
        "rows": text,
        "mark": sha256(text.encode()).hexdigest()[:16],
    }
