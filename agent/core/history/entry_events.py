"""What a printer's entry says of its events: flags, and each with what was seen and since when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.history.entry_past import PREMATURE
from agent.core.history.event import (
    BOARD_SWAPPED,
    COUNTER_JUMP,
    COUNTER_RESET,
    COUNTER_WRAP,
    DUPLICATE,
    MISSING,
    Event,
)
from agent.core.model.ages import is_within_run
from agent.core.model.retention import EVENTS_FOR, FLAGS_FOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.core.report_format.entries import EventEntry, PrinterEntry

MOST_EVENTS = 100  # of one printer, the newest: a faulty one may reset a counter with every reading

_LASTING = frozenset({COUNTER_RESET, COUNTER_WRAP, COUNTER_JUMP, BOARD_SWAPPED})


def with_events(
    entry: PrinterEntry, events: Sequence[Event], began: datetime, *, doubled: bool = False
) -> PrinterEntry:
    """Return an entry of printers[] with the events of its device, as the scan that began then has it.

    flags     those of this reading; counter_reset, counter_wrap, counter_jump and board_swapped for 30
              days, unless the counter went on from where it was; missing; duplicate where `doubled`
    events    the newest MOST_EVENTS of EVENTS_FOR, the oldest first: flag, since, what, before, after,
              until; a duplicate for as long as it is one
    """
    newest = sorted(
        (*_recent(events, began, doubled=doubled), *_of_entry(entry)), key=lambda event: event.since
    )
    flags = [event.flag for event in newest if _is_flagged(event, entry, began, doubled=doubled)]
    return {
        **entry,
        "flags": list(dict.fromkeys((*entry["flags"], *flags))),
        "events": [_entry_of(event) for event in newest[-MOST_EVENTS:]],
    }


def _recent(events: Sequence[Event], began: datetime, *, doubled: bool) -> Iterator[Event]:
    for event in events:
        if is_within_run(event.since, began, EVENTS_FOR) or (doubled and event.flag == DUPLICATE):
            yield event


def _of_entry(entry: PrinterEntry) -> Iterator[Event]:
    """Yield what the entry itself tells: silent for long, supplies changed before they were empty."""
    if entry["read_status"] == MISSING:
        last = datetime.fromisoformat(entry["read_at"])
        yield Event(MISSING, last, "ip_address", entry["ip_address"], None)
    for change in entry.get("supply_events", ()):
        if change["event"] == PREMATURE:
            what = f"supplies.{change['supply_index']}.percent_left"
            before, after = change["percent_before"], change["percent_after"]
            yield Event(PREMATURE, datetime.fromisoformat(change["at"]), what, before, after)


def _is_flagged(event: Event, entry: PrinterEntry, began: datetime, *, doubled: bool) -> bool:
    if event.flag == DUPLICATE:
        return doubled
    if event.flag in _LASTING:
        return event.until is None and is_within_run(event.since, began, FLAGS_FOR)
    # The rest is of one reading: with_past says how long a change of supplies is flagged.
    return event.flag == MISSING or _text(event.since) == entry["read_at"]


def _entry_of(event: Event) -> EventEntry:
    return {
        "flag": event.flag,
        "since": _text(event.since),
        "what": event.what,
        "before": event.before,
        "after": event.after,
        "until": _text(event.until) if event.until else None,
    }


def _text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
