"""One scan as the store keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NotRequired, TypedDict

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.report_format.report import (
        LeftOutEntry,
        RetiredEntry,
        ScanEntry,
        SilentEntry,
        UnreadableEntry,
    )


class ScanSummary(TypedDict):
    """The object `scan` of meters.json with the lists that stand beside it there.

    `read` are the ids of the devices that were read; a summary of an older program lacks what came later.
    `is_partial` where only named addresses were asked and no run of a day was there to add them to.
    """

    scan: ScanEntry
    read: NotRequired[list[str]]
    unreadable: list[UnreadableEntry]
    silent_known: list[SilentEntry]
    not_asked: NotRequired[list[SilentEntry]]
    retired: NotRequired[list[RetiredEntry]]
    left_out: list[LeftOutEntry]
    is_partial: NotRequired[bool]


@dataclass(frozen=True, slots=True)
class ScanRecord:
    """One scan. While it runs `ended` and `closed_with`, its summary, are None.

    A scan without an end that no process works on was cut off.
    """

    id: int
    began: datetime
    ended: datetime | None
    printers_expected: int
    printers_read: int
    closed_with: ScanSummary | None
    run_number: int | None

    @property
    def summary(self) -> ScanSummary:
        """The summary of a scan that came to its end; LookupError for another one."""
        if self.closed_with is None:
            raise LookupError(f"scan {self.id} is not closed")
        return self.closed_with
