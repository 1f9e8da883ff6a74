"""Pages between two closings, by kind, over a change of the board; and whether they are as many as usual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cloud.core.closings.counted import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from cloud.core.closings.counted import CountedReading, Counts

USUAL_FACTOR = 2  # more than twice the usual, or less than half of it, is told
FROM_PAGES = 300  # of a difference: a printer of 20 pages a month may well print 60


class BoardSwap(NamedTuple):
    """A new board: what the old panel showed last, what the new one showed first, as a person read both."""

    at: datetime
    before: Counts
    after: Counts
    by: str = ""
    why: str = ""


class Baseline(NamedTuple):
    """What the closing before had of a device: counts at a reading, and the pages that it had closed."""

    closed_on: date
    site: str
    read_at: datetime | None
    counts: Counts
    pages: int | None = None  # all kinds together since the closing before that one
    days: int | None = None


class PagesSince(NamedTuple):
    """Pages by kind since a closing; None where a counter was not read at one of the ends, or fell."""

    closed_on: date
    days: int
    counts: Counts
    fell: tuple[str, ...] = ()


def pages_since(
    baseline: Baseline, closed_on: date, reading: CountedReading, swaps: Sequence[BoardSwap] = ()
) -> PagesSince:
    """Return the pages from a baseline's reading to another one, over the boards changed between."""
    since = baseline.read_at
    between = [swap for swap in swaps if since is not None and since < swap.at <= reading.read_at]
    between.sort(key=lambda swap: swap.at)
    starts = [baseline.counts, *(swap.after for swap in between)]
    ends = [*(swap.before for swap in between), reading.counts]
    rises = {kind: [_rise(a[kind], b[kind]) for a, b in zip(starts, ends, strict=True)] for kind in KINDS}
    return PagesSince(
        closed_on=baseline.closed_on,
        days=(closed_on - baseline.closed_on).days,
        counts={kind: _sum(of_kind) for kind, of_kind in rises.items()},
        fell=tuple(kind for kind, of_kind in rises.items() if any((one or 0) < 0 for one in of_kind)),
    )


def unusual(baseline: Baseline, pages: PagesSince) -> str | None:
    """Return "more" or "less" where a device printed another volume a day than before, else None."""
    now = pages.counts["total"]
    if now is None or baseline.pages is None or not baseline.days or pages.days <= 0:
        return None
    expected = baseline.pages * pages.days / baseline.days
    if abs(now - expected) < FROM_PAGES:
        return None
    if now > expected * USUAL_FACTOR:
        return "more"
    return "less" if now * USUAL_FACTOR < expected else None


def _rise(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def _sum(rises: Sequence[int | None]) -> int | None:
    known = [one for one in rises if one is not None and one >= 0]
    return sum(known) if len(known) == len(rises) else None
