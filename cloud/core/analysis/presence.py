"""Is a printer still there? By its office's own rhythm: days on which that reported and did not hear it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from agent.core.model.ages import REPORT_MISSING_AFTER

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from agent.core.report_format.received_printer import ReceivedPrinter

    Item = Mapping[str, Any]

SILENT_FROM = REPORT_MISSING_AFTER.days  # days on which its office reported without it
GONE_AFTER = timedelta(days=30)
TOLD_FOR = timedelta(days=30)  # a month after it was gone everybody knows
NEW_FOR = timedelta(days=7)

HERE, SILENT, GONE, FORGOTTEN, BACK = "here", "silent", "gone", "forgotten", "back"
NEW_DEVICE = "new_device"  # the agent's flag


@dataclass(frozen=True, slots=True)
class Presence:
    """How a device stands today: HERE, SILENT, GONE, FORGOTTEN (no news any more), BACK (retired before).

    `missed` are the days on which its office reported without it, `read` is the UTC day of its last reading.
    """

    state: str
    read: date
    missed: int = 0

    @property
    def counts(self) -> bool:
        """Whether what was read of it last is told as if it were so today."""
        return self.state in {HERE, BACK}


def presence_of(
    read_at: datetime,
    report_days: Collection[date],
    today: date,
    *,
    given_up: bool = False,
    retired_at: datetime | None = None,
) -> Presence:
    """Return how a device stands that was read last at `read_at`.

    `report_days` are the UTC days on which its office reported; `given_up` says that its agent told it as
    retired, `retired_at` when its dealer did (aware, as `read_at`).
    """
    read = read_at.date()
    missed = sum(read < day <= today for day in report_days)
    if retired_at is not None and read_at <= retired_at:
        return Presence(FORGOTTEN, read, missed)
    if given_up or (missed >= SILENT_FROM and today - read >= GONE_AFTER):
        is_old = today - read > GONE_AFTER + TOLD_FOR
        return Presence(FORGOTTEN if is_old else GONE, read, missed)
    if missed >= SILENT_FROM:
        return Presence(SILENT, read, missed)
    return Presence(BACK if retired_at is not None else HERE, read, missed)


def is_new(entry: ReceivedPrinter, first_report: datetime | None, today: date) -> bool:
    """Return whether a device was first seen within a week, in an office that had reported before.

    To an agent's first scan every device is new: that is no news.
    """
    for event in entry.get("events") or ():
        if event["flag"] == NEW_DEVICE and first_report is not None:
            seen = datetime.fromisoformat(event["since"])
            if first_report + timedelta(days=1) <= seen and today - seen.date() <= NEW_FOR:
                return True
    return False
