"""A table built anew: what people decided carried over, all else made of the raw mails again.

The table is a function of the decisions and of the set of mails with their times of arrival. So their order
does not matter, and a replay that was cut off goes on where it was.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.keys import Key
from cloud.jobs.ingest import IngestAdapters, ingest
from cloud.jobs.parallel_calls import each
from cloud.jobs.signers import CONFIRMED, REJECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cloud.core.item_types import Item
    from cloud.edge.table import Table


DECIDED = frozenset(
    {
        *("dealer", "site", "code", "decision", "decided", "key", "resolution", "retirement"),
        "unmanaged",
    }
)
AT_A_TIME = 64  # mails between two notes of how far it came
PROGRESS: Key[Item] = Key(keys.within(keys.UNADDRESSED, "replay"), "progress")


def replay(
    source: Table, adapters: IngestAdapters, raw_keys: Iterable[str], tell: Callable[[str], object]
) -> int:
    """Build this table of another one's decisions and of raw mails (ascending keys); return how many.

    A mail keeps the time of arrival that the source knows: a copy of the bucket may have made it younger.
    Mails that come in meanwhile are the target's as soon as it is the stack's table; a second replay takes in
    what came between.
    """
    is_second_try = adapters.table.get(PROGRESS) is not None
    arrived = carry(source, adapters.table)
    if not is_second_try:
        adapters.table.put({**PROGRESS._asdict(), "kind": "progress", "after": ""})
    after = (adapters.table.get(PROGRESS) or {}).get("after", "")
    left = (key for key in raw_keys if key > after)
    taken = 0
    while some := list(islice(left, AT_A_TIME)):
        # Where an earlier try was cut off, it was in the first mails after its note.
        take = partial(_take, adapters, arrived, anew=is_second_try and not taken)
        each(take, some)
        adapters.table.put({**PROGRESS._asdict(), "kind": "progress", "after": some[-1]})
        taken += len(some)
        tell(f"{taken} mails taken in, up to {some[-1]}")
    adapters.table.delete_many([PROGRESS])
    return taken


def _take(adapters: IngestAdapters, arrived: Mapping[str, datetime], raw_key: str, *, anew: bool) -> None:
    ingest(raw_key, adapters, anew=anew, arrived=arrived.get(raw_key))


def carry(source: Table, target: Table) -> dict[str, datetime]:
    """Put what people decided into the target; return when each mail that the source knows arrived."""
    arrived: dict[str, datetime] = {}
    decided: list[Item] = []
    for item in source.scan(""):
        if item["kind"] == "mail":
            arrived[item["mail"]] = datetime.fromisoformat(item["arrived"])
        elif item["kind"] in DECIDED or (item["kind"] == "anchor" and item["by"] in {CONFIRMED, REJECTED}):
            decided.append(item)
    target.put_many(decided)
    return arrived
