"""Readings of the past, put together by hand: a device's counts and levels at given moments."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from agent.core.history.past import PastReading, PastSupply
from agent.core.model.printer import LifeCount

if TYPE_CHECKING:
    from tests.support.documents import Document

OFFICE = timezone(timedelta(hours=1))
MONDAY = datetime(2026, 9, 7, 8, 34, tzinfo=OFFICE)


def counted(at: datetime, count: int | None, unit: str | None = "impressions") -> PastReading:
    """Return a reading whose engine counted so much."""
    lives = ((1, LifeCount(count, unit)),) if count is not None else ()
    return PastReading(at, lives, (), None)


def billed(at: datetime, total: int, life: int = 10**6, source: str = "vendor:x") -> PastReading:
    """Return a reading with a billing total beside the engine's life."""
    counters: Document = {"counters_source": source, "impressions": {"total": total}, "print": None}
    return PastReading(at, ((1, LifeCount(life, "impressions")),), (), counters)


def toner(percent: int | None, serial: str | None = None, colorant: str = "black") -> PastSupply:
    """Return a toner with so much left."""
    return PastSupply(1, "toner", colorant, None, serial, percent)


def levels(at: datetime, *supplies: PastSupply, count: int | None = None) -> PastReading:
    """Return a reading with these supplies."""
    lives = ((1, LifeCount(count, "impressions")),) if count is not None else ()
    return PastReading(at, lives, supplies, None)
