"""Counters that can't be true: a new reading set beside what the device counted before.

A zero counts from its second reading on: printers that wake up say 0, and mean that they don't know yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from agent.core.history.counts import AT_ONCE, PAGES, CounterReading
from agent.core.history.event import (
    BOARD_SWAPPED,
    COUNTER_JUMP,
    COUNTER_RESET,
    COUNTER_WRAP,
    FALLS,
    NOTHING,
    Ending,
    Event,
    Findings,
)
from agent.core.history.print_rate import is_likely, is_possible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.core.history.past import PastReading

LOOKED_BACK = (
    20  # readings: enough to know a pace, and what a counter said before it was unreadable for weeks
)
RECENT = 3  # readings: a counter that went on quietly in these says nothing new
LIMITS = (10**6, 10**7, 1 << 31, 1 << 32)  # six and seven digits, signed and unsigned 32 bits
NEAR = 10  # a wrap: no more than a tenth of all that the counter can show lies between the readings

_MAC_ADDRESS = "mac_address"

Key = tuple[str, str | None]  # a field of the entry; its unit, or where billing counters come from


@dataclass(frozen=True, slots=True)
class Exchange:
    """What else of the device is new at this reading: its firmware, its MAC address (before and after)."""

    firmware: bool = False
    mac_address: tuple[str, str] | None = None


def look_at_counters(past: Sequence[PastReading], new: PastReading, exchange: Exchange) -> Findings:
    """Return the findings about a device's counters; `past` are its readings, the oldest first.

    Every marker's life count and every billing counter is looked at: counter_reset, counter_wrap,
    counter_jump, and board_swapped where a counter fell as the MAC address changed. A counter that goes
    on from where it was, after values that it can't have had, ends its event instead.
    """
    now = dict(counters_of(new))
    recent = [dict(counters_of(reading)) for reading in past[-RECENT:]]
    odd = [key for key, value in now.items() if not _is_quiet([one.get(key, 0) for one in recent], value)]
    if not odd:
        return NOTHING
    earlier = [dict(counters_of(reading)) for reading in past]
    found: list[Findings] = []
    for key in odd:
        counts = [CounterReading(r.read_at, c[key]) for r, c in zip(past, earlier, strict=True) if key in c]
        what = "life_count" if key == next(iter(now)) and new.life_counts else key[0]
        found.append(
            _judge(what, [*counts, CounterReading(new.read_at, now[key])], exchange, pages=_counts_pages(key))
        )
    raised = tuple(event for one in found for event in one.raised)
    ended = tuple(ending for one in found for ending in one.ended)
    if exchange.mac_address and any(event.flag == BOARD_SWAPPED for event in raised):
        raised = (Event(BOARD_SWAPPED, new.read_at, _MAC_ADDRESS, *exchange.mac_address), *raised)
    if any(ending.flags == FALLS for ending in ended):
        ended = (Ending((BOARD_SWAPPED,), _MAC_ADDRESS, new.read_at), *ended)
    return Findings(raised, ended)


def counters_of(reading: PastReading) -> Iterator[tuple[Key, int]]:
    """Yield every counter of a reading, the life counts first; of a repeated marker the first row counts."""
    lives: dict[Key, int] = {}
    for index, life in reading.life_counts:
        lives.setdefault((f"markers.{index}.life_count", life.unit), life.value)
    yield from lives.items()
    counters: Mapping[str, Any] = reading.counters or {}
    source = counters.get("counters_source")
    for function, counts in counters.items():
        if isinstance(counts, dict):
            for name, value in counts.items():
                if value is not None:
                    yield (f"{function}.{name}", source), value


def _is_quiet(recent: Sequence[int], value: int) -> bool:
    """Say whether a counter rose as it does every day: nearly all of them do, and need no closer look."""
    rises = [after - before for before, after in pairwise((*recent, value))]
    return len(rises) == RECENT and min(rises) >= 0 and rises[-1] <= AT_ONCE


def _counts_pages(key: Key) -> bool:
    """Say whether a counter counts pages: billing counters do, a life count may count feet or hours."""
    return not key[0].startswith("markers.") or key[1] in PAGES


def _judge(what: str, counts: Sequence[CounterReading], exchange: Exchange, *, pages: bool) -> Findings:
    """Return the findings of the last of a counter's values beside those before it."""
    meant = _without_lone_zeros(counts)
    if len(meant) > 1 and meant[-1].value == 0:
        meant = meant[:-1]  # what is judged now is the zero before: this one says that it was meant
    if len(meant) < 2 or counts[-1].value != meant[-1].value:  # noqa: PLR2004 (a value and one before it)
        return NOTHING
    *earlier, before, after = meant
    if after.value < before.value:
        if pages and earlier and earlier[-1].value <= after.value and _jumped(earlier, before):
            return Findings(ended=(Ending((COUNTER_JUMP,), what, after.at),))
        flag = _flag_of_fall(before, after, exchange, pages=pages)
        return Findings((Event(flag, after.at, what, before.value, after.value),))
    if _went_on(meant, pages=pages):
        return Findings(ended=(Ending(FALLS, what, after.at),))
    if pages and _jumped([*earlier, before], after):
        return Findings((Event(COUNTER_JUMP, after.at, what, before.value, after.value),))
    return NOTHING


def _without_lone_zeros(counts: Sequence[CounterReading]) -> list[CounterReading]:
    """Leave out zeros that stand alone."""
    values = [None, *(count.value for count in counts), None]
    return [
        count for at, count in enumerate(counts, 1) if count.value or 0 in (values[at - 1], values[at + 1])
    ]


def _jumped(earlier: Sequence[CounterReading], after: CounterReading) -> bool:
    *older, before = earlier
    return not is_possible(older, before, after)


def _went_on(meant: Sequence[CounterReading], *, pages: bool) -> bool:
    """Say whether a counter that fell is where it would be if it had not.

    One value that both neighbours contradict was misread. Several were, where nobody prints so much as
    they lack in that time, but the counter from before can have come so far.
    """
    after = meant[-1]
    fell = next((at for at in range(len(meant) - 2, 0, -1) if meant[at].value < meant[at - 1].value), None)
    if fell is None or after.value < meant[fell - 1].value:
        return False
    trusted, low = meant[fell - 1], meant[-2]
    alone = fell == len(meant) - 2
    if not pages:
        return alone
    return is_likely(after.value - trusted.value, trusted, after) and (
        alone or not is_likely(after.value - low.value, low, after)
    )


def _flag_of_fall(before: CounterReading, after: CounterReading, exchange: Exchange, *, pages: bool) -> str:
    if exchange.mac_address:
        return BOARD_SWAPPED
    wrapped = not exchange.firmware and any(_wrapped(before, after, limit, pages=pages) for limit in LIMITS)
    return COUNTER_WRAP if wrapped else COUNTER_RESET


def _wrapped(before: CounterReading, after: CounterReading, limit: int, *, pages: bool) -> bool:
    """Say whether a counter came to its limit and began again at 0."""
    counted = limit - before.value + after.value
    near = before.value < limit and counted <= limit // NEAR
    return near and (not pages or is_likely(counted, before, after))
