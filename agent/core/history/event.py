"""What happened to a device or to one of its counters, and when it was seen first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

COUNTER_RESET, COUNTER_WRAP, COUNTER_JUMP = "counter_reset", "counter_wrap", "counter_jump"
BOARD_SWAPPED, IP_MOVED, NEW_DEVICE = "board_swapped", "ip_moved", "new_device"
DUPLICATE, MISSING = "duplicate", "missing"
PRINTER_REPLACED = "printer_replaced"

FALLS = (COUNTER_RESET, COUNTER_WRAP, BOARD_SWAPPED)  # the flags of a counter that fell


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was seen, with a flag of meters.json.

    `since` is when it was seen first; `what` is the field of the printer's entry that changed from
    `before` to `after` (None: it had no value), a marker's life count as markers.<prtMarkerIndex>.life_count.
    `until` is when a counter went on from where it had been: the values in between were misread.
    """

    flag: str
    since: datetime
    what: str
    before: int | str | None
    after: int | str | None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """The newest event of a device under one of these flags, about this field, ended at that moment."""

    flags: tuple[str, ...]
    what: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Findings:
    """What a new reading, or a whole scan, adds to the events of a device."""

    raised: tuple[Event, ...] = ()
    ended: tuple[Ending, ...] = ()


NOTHING = Findings()

Events = Mapping[str, Sequence[Event]]  # by device id, in the order they were raised
