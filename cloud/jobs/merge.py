"""What a report tells into the table, and out of it again; each step may come twice, or be cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.items import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from cloud.core.readings import Told
    from cloud.edge.table import Table

    Item = dict[str, Any]

TRIES = 20  # others may write to one device at the same time, but not for ever


def merge(table: Table, told: Iterable[Told]) -> None:
    """Write readings, and each device's latest unless a later one is there. History comes first."""
    all_told = tuple(told)
    table.put_many(one.reading for one in all_told)
    for one in all_told:
        table.put_greatest(one.latest, "order")


def unmerge(table: Table, told: Iterable[Told], latest_again: Callable[[Item], Item | None]) -> None:
    """Take readings out again; where one was a device's latest, the one before is it again.

    `latest_again` makes the latest of a reading's item, None where its mail is gone.
    """
    all_told = tuple(told)
    table.delete_many(key_of(one.reading) for one in all_told)
    for one in all_told:
        _step_back(table, one, latest_again)


def _step_back(table: Table, told: Told, latest_again: Callable[[Item], Item | None]) -> None:
    key = key_of(told.latest)
    for _ in range(TRIES):
        now = table.get(key)
        if now is None or now["order"] != told.reading["order"]:
            return
        before = _newest(table, told, latest_again)
        if before is None:
            if table.delete(key, "order", now["order"]):
                _catch_up(table, told, latest_again)
                return
        elif table.replace(before, "order", now["order"]):
            _catch_up(table, told, latest_again)
            return
    raise TimeoutError(f"others keep writing to {key.pk}")


def _catch_up(table: Table, told: Told, latest_again: Callable[[Item], Item | None]) -> None:
    """Put the newest reading's latest once more: one may have come while the old latest still stood."""
    newest = _newest(table, told, latest_again)
    if newest is not None:
        table.put_greatest(newest, "order")


def _newest(table: Table, told: Told, latest_again: Callable[[Item], Item | None]) -> Item | None:
    device = keys.device_key(told.reading["dealer"], told.reading["device"]).pk
    for reading in table.query(device, "reading#", newest_first=True):
        latest = latest_again(reading)
        if latest is not None:
            return latest
    return None
