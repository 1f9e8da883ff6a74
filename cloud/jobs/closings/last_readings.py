"""The last counted reading of each device before its office's day ended, in as few calls as there are days.

Most devices are read daily, so the readings of a few days (index `day`) hold nearly all of them: a page of
answers has some hundred. A device that was read last before the day ended stands in the fleet's rows already.
What is left is asked for one by one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings.counted import CountedReading, of_item, of_row
from cloud.core.proof import utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.item_types import ReadingItem
    from cloud.core.layout import Layout
    from cloud.core.portal.row import FleetRow
    from cloud.edge.table import Table

    Ends = Mapping[str, datetime]  # the first moment after the day, by office

DAYS_TOGETHER = 35  # a day's readings are read at once, as long as that is less than asking device by device
MOST_ALONE = 5000  # devices that are asked for one by one
LOOKED_AT = 20  # of a device's readings before the day ended: others may be of an office further west


def last_readings(
    table: Table, dealer: str, layout: Layout, rows: Iterable[FleetRow], ends: Ends
) -> dict[str, CountedReading]:
    """Return the reading that counts of each device that was read before its office's day ended.

    ProblemDetails (413) if too many devices were not read for long.
    """
    found: dict[str, CountedReading] = {}
    left: dict[str, FleetRow] = {}
    for row in rows:
        if datetime.fromisoformat(row.read_at) < ends[row.site]:
            found[row.device] = of_row(row)
        else:
            left[row.device] = row
    if not left:
        return found
    latest_end = max(ends.values())
    day, calls = latest_end.date(), 0
    for _ in range(DAYS_TOGETHER):
        if len(left) <= calls:
            break
        calls = _day(table, dealer, layout, day, ends, left, found)
        day -= timedelta(days=1)
    if len(left) > MOST_ALONE:
        raise ProblemDetails(413, "site", "Too many devices were not read for long. Choose an office.")
    for device in left:
        reading = _alone(table, dealer, device, ends, latest_end)
        if reading is not None:
            found[device] = reading
    return found


def _day(  # noqa: PLR0913, PLR0917 (what is read, and where it goes)
    table: Table,
    dealer: str,
    layout: Layout,
    day: date,
    ends: Ends,
    left: dict[str, FleetRow],
    found: dict[str, CountedReading],
) -> int:
    """Move the devices read on a UTC day from `left` to `found`; return how many calls that took."""
    newest: dict[str, ReadingItem] = {}
    calls, latest_end = 0, max(ends.values())
    for partition in keys.shards_of(dealer, layout.on(day), "day", day.isoformat()):
        after = None
        while True:
            page = table.page(partition, index="day", after=after)
            calls, after = calls + 1, page.after
            for item in page.items:
                if item["device"] in left and _counts(item, ends, latest_end):
                    standing = newest.get(item["device"])
                    if standing is None or standing["order"] < item["order"]:
                        newest[item["device"]] = item
            if after is None:
                break
    for device, item in newest.items():
        found[device] = of_item(item)
        del left[device]
    return calls


def _alone(table: Table, dealer: str, device: str, ends: Ends, latest_end: datetime) -> CountedReading | None:
    between = ("reading#", f"reading#{utc(latest_end)}")
    partition = keys.device_partition(dealer, device)
    items = table.query(partition, between=between, newest_first=True, limit=LOOKED_AT)
    return next((of_item(item) for item in items if _counts(item, ends, latest_end)), None)


def _counts(item: ReadingItem, ends: Ends, latest_end: datetime) -> bool:
    return datetime.fromisoformat(item["read_at"]) < ends.get(item["site"], latest_end)
