"""What only a person can bring to an end: reports that do not leave, printers that are gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.model.shown_text import shortened
from agent.core.reporting.printer_names import names_of, printer_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from agent.core.model.records import Delivery
    from agent.core.report_format.entries import PrinterEntry

MOST_MATTERS = 3  # of each kind: the icon's menu has a line for each


@dataclass(frozen=True, slots=True)
class StuckLetter:
    """The report of a run that waits after a try that failed, or that was refused for good."""

    run_number: int
    made_at: datetime
    is_refused: bool


@dataclass(frozen=True, slots=True)
class LongSilent:
    """A printer that the last scan asked in vain and that was last read over STALE_FOR before it, at `since`.

    `address` is empty where the name alone tells it from the others, else what does: the last four of its
    serial number, or its address.
    """

    device_id: str
    printer: str
    address: str
    since: datetime


def stuck_deliveries(waiting: Iterable[Delivery], refused: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Return the deliveries that failed, the oldest first and MOST_MATTERS at most.

    Where two agents of this machine have a run of the same number, the later one is meant by it, so that
    the earlier one is left out until that has left.
    """
    queued = sorted((*waiting, *refused), key=lambda delivery: delivery.queued_at)
    latest = {delivery.run_number: delivery for delivery in queued}
    failed = (d for d in queued if latest[d.run_number] is d and (d.state == "refused" or d.last_error))
    return tuple(failed)[:MOST_MATTERS]


def long_silent(entries: Sequence[PrinterEntry], silent: Collection[str]) -> tuple[LongSilent, ...]:
    """Return the printers that are missing, the longest silent first and MOST_MATTERS at most.

    `entries` are those of the last scan, `silent` the ids that it asked in vain: who was not asked may well
    be there.
    """
    found = [
        LongSilent(
            entry["id"],
            shortened(" ".join(printer_name(entry).split())),
            name.mark,
            datetime.fromisoformat(entry["read_at"]),
        )
        for entry, name in zip(entries, names_of(entries), strict=True)
        if entry["read_status"] == "missing" and entry["id"] in silent
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.device_id))[:MOST_MATTERS])
