"""One supply over time: what its gauge said, and when somebody put a new one in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from agent.core.history.counts import in_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from agent.core.history.past import PastReading

Key = tuple[str | None, str | None, int]  # type, colorant, prtMarkerSuppliesIndex: the place in a device

LEAST_RISE = 10  # percent: less is a gauge that wavers
ODD = 5  # percent beside both neighbours: one reading that went wrong


class LevelReading(NamedTuple):
    """What a gauge said at one moment; `percent` is 0..100 until someone must act."""

    at: datetime
    percent: int
    serial_number: str | None


@dataclass(frozen=True, slots=True)
class SupplyChange:
    """A new supply, or an emptied receptacle: seen at `at`, the gauge rose from `before` to `after`."""

    at: datetime
    before: int
    after: int


def levels_of(readings: Sequence[PastReading]) -> Mapping[Key, Sequence[LevelReading]]:
    """Return the measured levels of each supply of a device, the oldest first.

    A wrong clock's readings are left out; of a repeated index the first row counts.
    """
    found: dict[Key, list[LevelReading]] = {}
    for reading in in_time(readings, [reading.read_at for reading in readings]):
        at = reading.read_at
        for supply in reading.supplies:
            percent = supply.percent_left
            if percent is not None:
                levels = found.setdefault((supply.type, supply.colorant, supply.index), [])
                if not levels or levels[-1].at is not at:
                    levels.append(LevelReading(at, percent, supply.serial_number))
    return {key: _without_odd_ones(levels) for key, levels in found.items()}


def _without_odd_ones(levels: Sequence[LevelReading]) -> Sequence[LevelReading]:
    """Leave out single readings that went wrong: both neighbours, of the same cartridge, contradict them."""
    percents = [level.percent for level in levels]
    far = [at for at, (before, percent) in enumerate(pairwise(percents), 1) if abs(percent - before) > ODD]
    odd = {
        at
        for at in far[:-1]
        if at + 1 in far and abs(percents[at + 1] - percents[at - 1]) <= ODD
        if levels[at - 1].serial_number == levels[at].serial_number == levels[at + 1].serial_number
    }
    return [level for at, level in enumerate(levels) if at not in odd] if odd else levels


def step_of(levels: Sequence[LevelReading]) -> int:
    """Return the smallest fall that this gauge ever showed, in percent; 1 where it never fell."""
    percents = [level.percent for level in levels]
    return min((a - b for a, b in pairwise(percents) if a > b), default=1)


def is_change(before: LevelReading, after: LevelReading, step: int) -> bool:
    """Say whether a new supply was put in between two readings: another serial number, or a rise."""
    if before.serial_number and after.serial_number:
        return before.serial_number != after.serial_number
    return after.percent - before.percent >= max(LEAST_RISE, step + 1)


def changes_of(levels: Sequence[LevelReading]) -> tuple[SupplyChange, ...]:
    """Return when new supplies were put in, the oldest first."""
    step = step_of(levels)
    return tuple(
        SupplyChange(after.at, before.percent, after.percent)
        for before, after in pairwise(levels)
        if is_change(before, after, step)
    )
