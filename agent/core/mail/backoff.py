"""When a letter that could not leave is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)


def next_try(attempts: int, now: datetime) -> datetime:
    """Return when to try again after `attempts` failed ones (1 = the first): 5 minutes up to 12 hours."""
    return now + WAITS[min(max(attempts, 1), len(WAITS)) - 1]
