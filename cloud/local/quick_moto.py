"""moto's table, quick: it sorts all of its items for each query; here a query sees the asked partition alone.

What a query then answers is moto's own doing. Without this a month of fifty offices takes hours.
"""

from __future__ import annotations

import copy
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDEX_NAME = 7  # the place of that argument in moto's Table.query


@contextmanager
def quick_queries() -> Iterator[None]:
    """Narrow what moto's queries look through while the context lasts."""
    from moto.dynamodb.models.table import Table  # noqa: PLC0415 (loads much)

    slow = Table.query

    def query(self: Any, hash_key: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 (moto's own types)
        index = rest[_INDEX_NAME - 1] if len(rest) >= _INDEX_NAME else named.get("index_name")
        narrow = copy.copy(self)
        if index:
            narrow.items = _of_index(self, named["hash_key_conditions"])
        else:
            narrow.items = {hash_key: dict(self.items.get(hash_key, {}))}
        return slow(narrow, hash_key, *rest, **named)

    with patch.object(Table, "query", query):
        yield


def _of_index(table: Any, conditions: list[tuple[str, Any]]) -> dict[Any, dict[Any, Any]]:  # noqa: ANN401 (moto's)
    (name, wanted), *_ = conditions
    found: dict[Any, dict[Any, Any]] = {}
    for partition, items in list(table.items.items()):
        for order, item in list(items.items()):
            value = item.attrs.get(name)
            if value is not None and value.value == wanted.value:
                found.setdefault(partition, {})[order] = item
    return found
