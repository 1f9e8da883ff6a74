"""What a report tells into the table, and out of it again; each step may come twice, or be cut off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from cloud.core import keys
from cloud.core.items import key_of
from cloud.jobs.parallel_calls import each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cloud.core.item_types import LatestItem, ReadingItem
    from cloud.core.readings import DeviceItems
    from cloud.edge.table import Table


Given = TypeVar("Given")
BATCH = 250  # readings that one worker writes: ten calls
TRIES = 20  # others may write to one device at the same time, but not for ever


def merge(table: Table, told: Iterable[DeviceItems]) -> None:
    """Write readings, and each device's latest unless a later one is there. History comes first."""
    all_told = tuple(told)
    each(table.put_many, _batches([one.reading for one in all_told]))
    each(lambda one: table.put_greatest(one.latest, "order"), all_told)
    mark_changed(table, all_told)


def mark_changed(table: Table, told: Iterable[DeviceItems]) -> None:
    """Mark the days of readings for the Parquet copy; after their writes, so that no copy comes before them.

    Each mark is another: who copies a day takes away only the mark that it saw before it read.
    """
    places = {(one.reading["dealer"], *one.reading["day_key"].split("#")[-2:]) for one in told}
    table.put_many(
        {
            **keys.changed_key(dealer, date.fromisoformat(day), shard)._asdict(),
            "kind": "changed",
            "dealer": dealer,
            "mark": uuid4().hex,
        }
        for dealer, day, shard in sorted(places)
    )


def unmerge(
    table: Table, told: Iterable[DeviceItems], latest_again: Callable[[ReadingItem], LatestItem | None]
) -> None:
    """Take readings out again; where one was a device's latest, the one before is it again.

    `latest_again` makes the latest of a reading's item, None where its mail is gone.
    """
    all_told = tuple(told)
    each(table.delete_many, _batches([key_of(one.reading) for one in all_told]))
    each(lambda one: _step_back(table, one, latest_again), all_told)
    mark_changed(table, all_told)


def _batches(everything: list[Given]) -> Iterator[list[Given]]:
    return (everything[first : first + BATCH] for first in range(0, len(everything), BATCH))


def _step_back(
    table: Table, told: DeviceItems, latest_again: Callable[[ReadingItem], LatestItem | None]
) -> None:
    """Give a device the latest of its newest reading, where it has that of the reading taken out.

    What this writes may be out of date at once: others merge and take out readings of the device, too, and
    left the latest alone because it was not theirs. So all is read again until it is of the newest reading.
    """
    key, order = key_of(told.latest), told.reading["order"]
    for _ in range(TRIES):
        now = table.get(key)
        if now is not None and now["order"] != order:
            return  # another's, who looks after it
        newest = _newest(table, told, latest_again)
        if _is_latest_of(now, newest):
            return
        if _put_latest(table, now, newest):
            order = newest["order"] if newest else order
    raise TimeoutError(f"others keep writing to {key.pk}")


def _is_latest_of(latest: LatestItem | None, newest: LatestItem | None) -> bool:
    if latest is None or newest is None:
        return latest is newest
    return all(latest[name] == newest[name] for name in ("order", "site"))


def _put_latest(table: Table, now: LatestItem | None, newest: LatestItem | None) -> bool:
    """Write `newest` where `now` stands, or take that away; False if another was there first."""
    if newest is None:
        return now is not None and table.delete(key_of(now), "order", now["order"])
    if now is None:
        return table.put_greatest(newest, "order")
    return table.replace(newest, "order", now["order"])


def _newest(
    table: Table, told: DeviceItems, latest_again: Callable[[ReadingItem], LatestItem | None]
) -> LatestItem | None:
    device = keys.device_key(told.reading["dealer"], told.reading["device"]).pk
    for reading in table.query(device, "reading#", newest_first=True):
        latest = latest_again(reading)
        if latest is not None:
            return latest
    return None
