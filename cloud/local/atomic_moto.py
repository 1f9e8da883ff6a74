"""moto's table, atomic: DynamoDB writes an item wholly or not at all, whoever else writes it at that moment.

moto's server has a thread for each request. It looks at a condition, makes a new item and sets its attributes
in steps, and others run in between: so of two first reports of a sender the later one was lost.
As in DynamoDB, what BatchWriteItem writes is atomic item by item, and not as a whole.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# DynamoDB guide, "Read consistency" and "Working with items: conditional writes"; a page of a query is more
# whole here than there, where an item may be written while the next one is read.
CALLS = ("get_item", "put_item", "update_item", "delete_item", "query", "scan")
OF_BATCHES = ("put_item", "delete_item")


@contextmanager
def atomic_items() -> Iterator[None]:
    """Let one of moto's threads at a time work on items while the context lasts."""
    from moto.dynamodb.models import DynamoDBBackend  # noqa: PLC0415 (loads much)
    from moto.dynamodb.responses import DynamoHandler  # noqa: PLC0415 (as above)

    lock = RLock()
    places = [(DynamoHandler, name) for name in CALLS] + [(DynamoDBBackend, name) for name in OF_BATCHES]
    with ExitStack() as patches:
        for owner, name in places:
            alone = _alone(lock, getattr(owner, name))
            patches.enter_context(patch.object(owner, name, alone))
        yield


def _alone(lock: RLock, do: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(do)
    def alone(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (handed on)
        with lock:
            return do(*given, **named)

    return alone
