"""The Parquet copy of a dealer: changed days written anew from the table, or without an erased site."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.core import keys, lake
from cloud.core.items import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cloud.edge.bucket import Bucket
    from cloud.edge.table import Table

    Item = dict[str, Any]
    Groups = Iterable[list[Item]]
    Write = Callable[[dict[str, str], Groups], bytes]
    Without = Callable[[bytes, str, str], bytes | None]


class Day(NamedTuple):
    """One shard of a dealer's UTC day."""

    dealer: str
    day: date
    shard: int


PARQUET = "application/vnd.apache.parquet"


def copy_changed(table: Table, bucket: Bucket, dealer: str, shard: int, write: Write) -> list[str]:
    """Write anew what changed of a dealer's days in one shard, whenever those days were; return the keys.

    What is cut off keeps its marks, and the next night goes on from there.
    """
    written = []
    for mark in list(table.query(keys.changed_key(dealer, date.min, str(shard)).pk)):
        day = Day(dealer, date.fromisoformat(mark["sk"]), shard)
        key = copy_day(table, bucket, day, write)
        settle_mark(table, mark)
        written += [key] if key else []
    return written


def copy_day(table: Table, bucket: Bucket, day: Day, write: Write) -> str | None:
    """Write the file of one shard of a day anew and return its key; None where there is no reading any more.

    A second run writes the same. A fork may have taken all readings out: then the file goes.
    """
    partition = keys.within(day.dealer, "day", day.day.isoformat(), str(day.shard))
    rows = lake.rows_of(table.query(partition, index="day"))
    key = lake.readings_key(*day)
    if not rows:
        bucket.delete(key)
        return None
    bucket.put(key, write(lake.COLUMNS, [rows]), PARQUET)
    return key


def settle_mark(table: Table, mark: Item) -> None:
    """Take a mark away whose day was copied twice since; of a newer mark nothing is known yet.

    Twice, because the copy reads an index, which may show a write only some moments after it was made.
    """
    key = key_of(mark)
    if mark.get("copied") == mark["mark"]:
        table.delete(key, "mark", mark["mark"])
    else:
        table.change_if(key, {"copied": mark["mark"]}, "mark", mark["mark"])


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
