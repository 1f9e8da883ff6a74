"""The dealers that there are, and how large each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.layout import Layout, layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.core.item_types import DealerItem
    from cloud.edge.table import Table


def dealers(table: Table) -> Iterator[DealerItem]:
    """Yield the items of all dealers, by name."""
    return table.query(keys.dealers(), index="list")


def layout_of_dealer(table: Table, dealer: str) -> Layout | None:
    """Return into how many shards a dealer's lists are cut, None if there is no such dealer."""
    # Asked as a query: who answers a dealer's programs has the right to that alone.
    key = keys.dealer_key(dealer)
    item = next(table.query(key.pk, key.sk, limit=1), None)
    return layout_of(item["layout"]) if item else None


def listed(
    table: Table, partitions: Iterator[str], begins: str = "", only: tuple[str, ...] = ()
) -> Iterator[Any]:
    """Yield the items of several partitions of index `list`, or some of their attributes."""
    for partition in partitions:
        yield from table.query(partition, begins, index="list", only=only)
