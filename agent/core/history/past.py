"""What is kept of a device's earlier readings: the small numbers that outlive its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.report_format.counters import counters_entry

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.model.printer import LifeCount, Reading
    from agent.core.report_format.entries import CountersEntry


@dataclass(frozen=True, slots=True)
class PastSupply:
    """One supply at one moment, by the columns of prtMarkerSuppliesTable (RFC 3805, section 2.2.13).

    `percent_left` is as in meters.json: 0..100 until someone must act, None unless measured.
    """

    index: int
    type: str | None
    colorant: str | None
    part_number: str | None
    serial_number: str | None
    percent_left: int | None


@dataclass(frozen=True, slots=True)
class PastReading:
    """What is kept of one reading. `life_counts` pairs prtMarkerIndex with its count.

    `counters` holds the billing counters under their names in meters.json (counters_source,
    impressions, print, copy, fax, scan); None where the printer had none.
    """

    read_at: datetime
    life_counts: tuple[tuple[int, LifeCount], ...]
    supplies: tuple[PastSupply, ...]
    counters: CountersEntry | None


Past = Mapping[str, Sequence[PastReading]]  # by device id, the oldest first


def past_reading(reading: Reading) -> PastReading:
    """Return the part of a reading's counters that will be kept, without its supplies."""
    printer = reading.printer
    lives = tuple((marker.index, marker.life_count) for marker in printer.markers if marker.life_count)
    counters = counters_entry(printer.counters) if printer.counters else None
    return PastReading(reading.read_at, lives, (), counters)
