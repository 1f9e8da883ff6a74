"""The rows of packs in this process's memory, unpacked once; each question asks the table which still hold.

Unpacking ten thousand rows takes longer than all else on a page. A pack's mark is a hash of its rows: where
the table has the same mark, it has the same rows. So nothing kept is ever stale, whoever wrote meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from cloud.core import keys
from cloud.core.item_types import Item
from cloud.core.portal.fleet_select import SearchableRow, searchable
from cloud.core.portal.packs import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.edge.table import Table

    Packs = Mapping[str, "Pack"]  # by sort key

MOST_CALLS = 20  # of one reading, each of 1 MB packed: some 200,000 devices
MOST_CHANGED = 8  # packs that are read one by one; after more of them the fleet is read anew
MOST_ROWS = 100_000  # of all fleets together: some 300 MB


class Pack(NamedTuple):
    """What an item of the table holds."""

    mark: str
    rows: list[SearchableRow]


class KeptPacks:
    """The packs of the fleets that were asked for last."""

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        """Keep `most_rows` at most, of whole fleets."""
        self.most_rows = most_rows
        self._fleets: OrderedDict[tuple[str, str], Packs] = OrderedDict()
        self._lock = Lock()

    def of_fleet(self, table: Table, dealer: str) -> tuple[Packs, bool]:
        """Return the packs of a dealer as the table has them now, and whether these are all."""
        fleet = (table.name, dealer)
        packs = _renewed(table, dealer, self._fleets.get(fleet, {}))
        if packs is not None:
            self._keep(fleet, packs)
            return packs, True
        packs, is_whole = read_packs(table, dealer)
        if is_whole:
            self._keep(fleet, packs)
        return packs, is_whole

    def _keep(self, fleet: tuple[str, str], packs: Packs) -> None:
        with self._lock:
            self._fleets[fleet] = packs
            self._fleets.move_to_end(fleet)
            while sum(map(_size, self._fleets.values())) > self.most_rows:
                self._fleets.popitem(last=False)


def read_packs(table: Table, dealer: str, begins: str = "") -> tuple[Packs, bool]:
    """Return a dealer's packs whose sort keys begin so, read anew, and whether these are all."""
    items, is_whole = _items(table, dealer, begins)
    return {item["sk"]: _pack(item) for item in items}, is_whole


def _renewed(table: Table, dealer: str, kept: Packs) -> Packs | None:
    """Return kept packs with those read again that changed; None where all had better be read anew."""
    if not kept:
        return None
    standing, is_whole = _items(table, dealer, only=("sk", "mark"))
    marks = {item["sk"]: item["mark"] for item in standing}
    changed = [sk for sk, mark in marks.items() if sk not in kept or kept[sk].mark != mark]
    if not is_whole or len(changed) > MOST_CHANGED:
        return None
    read = {sk: table.get(keys.Key[Item](keys.fleet(dealer), sk)) for sk in changed}
    new = {sk: _pack(item) for sk, item in read.items() if item}
    return {sk: new.get(sk) or kept[sk] for sk in marks} if len(new) == len(read) else None


def _items(
    table: Table, dealer: str, begins: str = "", only: tuple[str, ...] = ()
) -> tuple[list[Item], bool]:
    items: list[Item] = []
    after = None
    for _ in range(MOST_CALLS):
        page = table.page(keys.fleet(dealer), begins, after=after, only=only)
        items += page.items
        after = page.after
        if after is None:
            break
    return items, after is None


def _pack(item: Item) -> Pack:
    return Pack(item["mark"], list(map(searchable, unpacked(item["rows"]))))


def _size(packs: Packs) -> int:
    return sum(len(pack.rows) for pack in packs.values())
