"""A device's readings to what its page shows: months, days, supplies, cartridges; by the agent's rules."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from agent.core.history.counts import Meter, meter_of
from agent.core.history.entry_past import PREMATURE_FROM, RECEPTACLE
from agent.core.history.levels import SupplyChange, changes_of, levels_of
from agent.core.history.past import PastReading, PastSupply
from agent.core.history.usage import pages_by_day
from agent.core.model.printer import LifeCount
from agent.core.model.shown_text import shortened
from agent.core.report_format.completed import completed
from agent.core.reporting.attention import supply_name
from cloud.core.portal.device import DayPages, Month, Proof, Replacement, SupplyStory
from cloud.core.readings import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agent.core.report_format.entries import CountersEntry, SupplyEntry
    from agent.core.report_format.received_printer import ReceivedPrinter, ReceivedSupply
    from cloud.core.item_types import ReadingItem


_COUNTERS = ("counters_source", "impressions", "print", "copy", "fax", "scan")


class Read(NamedTuple):
    """One counted reading of a device: when, what, and the signed report that says so."""

    at: datetime
    site: str
    entry: Mapping[str, Any]
    proof: Proof


def reads_of(items: Iterable[ReadingItem]) -> list[Read]:
    """Return the readings that items hold, the oldest first; what several reports repeat stands once."""
    return [
        Read(
            datetime.fromisoformat(item["read_at"]),
            item["site"],
            json.loads(item["entry"]),
            Proof(item["agent"], item["key"], item["run"], item["sha256"]),
        )
        for item in fold(items)
    ]


def past_of(reads: Iterable[Read]) -> list[PastReading]:
    """Return readings as the agent's history has them: so portal and agent say the same of one device."""
    return [
        PastReading(
            read_at=read.at,
            life_counts=tuple(_life(read.entry)),
            supplies=tuple(_supply(supply) for supply in read.entry.get("supplies") or ()),
            counters=_counters(read.entry),
        )
        for read in reads
    ]


def months_of(reads: Sequence[Read]) -> tuple[Month, ...]:
    """Return the months in which it was read, the newest first.

    A month's pages are what the counter rose by from the last reading before it to its own last one.
    """
    last: dict[str, Read] = {read.at.astimezone(UTC).strftime("%Y-%m"): read for read in reads}
    firsts = [None, *last.values()]
    months = (_month(month, first, end) for first, (month, end) in zip(firsts, last.items(), strict=False))
    return tuple(reversed(tuple(months)))


def days_of(past: Sequence[PastReading], days: int, today: date) -> tuple[DayPages, ...]:
    """Return the pages of each of the last days, the oldest first."""
    pages = pages_by_day(meter_of(past), days, today)
    first = today.toordinal() - days + 1
    return tuple(DayPages(type(today).fromordinal(first + n), count) for n, count in enumerate(pages))


def supplies_of(entry: ReceivedPrinter, reads: Iterable[Read]) -> tuple[SupplyStory, ...]:
    """Return the supplies of the newest entry, each with its measured levels by UTC day."""
    by_place: dict[object, dict[date, int]] = {}
    for read in reads:
        for supply in read.entry.get("supplies") or ():
            if supply.get("percent_left") is not None:
                by_place.setdefault(_place(supply), {})[read.at.date()] = supply["percent_left"]
    supplies = zip(entry.get("supplies") or (), completed(entry)["supplies"], strict=True)
    return tuple(_story(one, whole, by_place.get(_place(one), {})) for one, whole in supplies)


def replacements_of(
    entry: ReceivedPrinter, reads: Sequence[Read], past: Sequence[PastReading]
) -> tuple[Replacement, ...]:
    """Return the cartridges that were changed, the newest first, each with the pages that it gave."""
    meter, proofs = meter_of(past), {read.at: read.proof for read in reads}
    levels = levels_of(past)
    found = [
        Replacement(
            at=change.at,
            supply=shortened(supply_name(supply)),
            pages=pages_between(meter, before, change.at),
            left=change.before,
            is_premature=supply.get("class") != RECEPTACLE and change.before >= PREMATURE_FROM,
            proof=proofs[change.at],
        )
        for supply in completed(entry)["supplies"]
        for before, change in _with_before(
            changes_of(levels.get((supply["type"], supply["colorant"], supply["index"]), ()))
        )
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _with_before(changes: Sequence[SupplyChange]) -> Iterator[tuple[datetime | None, SupplyChange]]:
    """Yield each change with when the one before it was; what was put in before the past began has none."""
    begins = [None, *(change.at for change in changes)]
    return zip(begins, changes, strict=False)


def pages_between(meter: Meter | None, since: datetime | None, until: datetime) -> int | None:
    """Return the rise of a counter between two readings; None where that is not known."""
    if meter is None or since is None:
        return None
    rises = [rise.pages for rise in meter.rises if since <= rise.since.at and rise.until.at <= until]
    return sum(rises) if rises and None not in rises else None  # type: ignore[arg-type]


def _month(month: str, first: Read | None, last: Read) -> Month:
    def rise(*names: str) -> int | None:
        before, after = (_counted(read.entry, names) if read else None for read in (first, last))
        return after - before if before is not None and after is not None and after >= before else None

    is_billed = _counted(last.entry, ("impressions", "total")) is not None
    counter = ("impressions", "total") if is_billed else ("life_count", "value")
    unit = "impressions" if is_billed else (last.entry.get("life_count") or {}).get("unit")
    return Month(
        month=month,
        pages=rise(*counter),
        mono=rise("impressions", "monochrome"),
        color=rise("impressions", "full_color"),
        first_at=first.at if first else None,
        last_at=last.at,
        last_value=_counted(last.entry, counter),
        unit=unit,
        first=first.proof if first else None,
        last=last.proof,
    )


def _counted(entry: Mapping[str, Any], names: Sequence[str]) -> int | None:
    value: Any = entry
    for name in names:
        value = (value or {}).get(name)
    return int(value) if isinstance(value, (int, float)) else None


def _counters(entry: Mapping[str, Any]) -> CountersEntry | None:
    """Return the billing counters of an entry, as the agent's history keeps them."""
    if not entry.get("counters_source"):
        return None
    return cast("CountersEntry", {name: entry.get(name) for name in _COUNTERS})


def _life(entry: Mapping[str, Any]) -> Iterator[tuple[int, LifeCount]]:
    life = entry.get("life_count") or {}
    if isinstance(life.get("value"), int):
        yield 1, LifeCount(life["value"], life.get("unit"))


def _supply(supply: Mapping[str, Any]) -> PastSupply:
    names = ("type", "colorant", "part_number", "serial_number", "percent_left")
    return PastSupply(supply["index"], *(supply.get(name) for name in names))


def _place(supply: ReceivedSupply) -> tuple[object, ...]:
    return supply["index"], supply.get("type"), supply.get("colorant")


def _story(supply: ReceivedSupply, whole: SupplyEntry, levels: Mapping[date, int]) -> SupplyStory:
    ends = supply.get("empties") or {}
    return SupplyStory(
        place=supply["index"],
        name=shortened(supply_name(whole)),
        kind=supply.get("type"),
        colorant=supply.get("colorant"),
        part_number=supply.get("part_number"),
        percent_left=supply.get("percent_left"),
        earliest=ends.get("earliest"),
        likely=ends.get("likely"),
        latest=ends.get("latest"),
        levels=tuple(sorted(levels.items())),
    )
