"""The Parquet copy of a dealer, written anew from the table, or without an erased site."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cloud.core import keys, lake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cloud.edge.bucket import Bucket
    from cloud.edge.table import Table

    Groups = Iterator[list[dict[str, Any]]]
    Write = Callable[[dict[str, str], Groups], bytes]
    Without = Callable[[bytes, str, str], bytes | None]

PARQUET = "application/vnd.apache.parquet"


def copy_week(table: Table, bucket: Bucket, dealer: str, today: date, write: Write) -> tuple[str, ...]:
    """Write the files of WRITTEN_FOR days up to `today`; return their keys.

    A second run writes the same. A day without readings has no file, also where it had one: a fork may
    have taken them out.
    """
    written = []
    there = set(bucket.keys(lake.readings_prefix(dealer)))
    for ago in range(lake.WRITTEN_FOR):
        day = today - timedelta(days=ago)
        key = lake.readings_key(dealer, day)
        if any(True for _ in _readings(table, dealer, day)):
            bucket.put(key, write(lake.COLUMNS, _groups(table, dealer, day)), PARQUET)
            written.append(key)
        elif key in there:
            bucket.delete(key)
    return tuple(written)


def forget_site(bucket: Bucket, dealer: str, site: str, without: Without) -> int:
    """Take a site out of all files of its dealer, older versions too; return how many files had it."""
    changed = 0
    for key in list(bucket.keys(lake.readings_prefix(dealer))):
        left = without(bucket.read(key) or b"", "site", site)
        if left is not None:
            bucket.put(key, left, PARQUET)
            changed += 1
    bucket.erase(lake.readings_prefix(dealer), but_newest=True)
    bucket.erase(lake.digests_prefix(dealer))  # they tell of all sites; tomorrow's tells of this one no more
    return changed


def forget_dealer(bucket: Bucket, dealer: str) -> int:
    """Delete every version of a dealer's files; return how many there were."""
    return bucket.erase(lake.readings_prefix(dealer)) + bucket.erase(lake.digests_prefix(dealer))


def _readings(table: Table, dealer: str, day: date) -> Iterator[dict[str, Any]]:
    for partition in keys.shards(dealer, "day", day.isoformat()):
        yield from table.query(partition, index="day")


def _groups(table: Table, dealer: str, day: date) -> Groups:
    """Yield the rows of one shard after another: all that is in memory at a time."""
    for partition in keys.shards(dealer, "day", day.isoformat()):
        yield lake.rows_of(table.query(partition, index="day"))
