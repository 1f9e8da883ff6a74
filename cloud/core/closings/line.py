"""One device of a closing: which reading counts, how old it is, what stands against billing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cloud.core.analysis.printer_findings import MISTRUSTED
from cloud.core.closings.pages_since import pages_since, unusual
from cloud.core.time_zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from cloud.core.closings.counted import CountedReading
    from cloud.core.closings.pages_since import Baseline, BoardSwap, PagesSince

WITHIN_3, WITHIN_31, OLDER, NONE = "within_3_days", "within_31_days", "older", "none"
BANDS = (WITHIN_3, WITHIN_31, OLDER, NONE)
_DAYS = ((3, WITHIN_3), (31, WITHIN_31))
# What stands against billing a device unseen; the flags of a report besides.
NO_READING, SILENT, DISPUTED, NO_SERIAL = "no_reading", "silent", "disputed", "no_serial"
NO_COUNTER, COUNTER_FELL, TWO_SITES = "no_counter", "counter_fell", "two_sites"
BLOCKERS = (NO_READING, SILENT, DISPUTED, NO_SERIAL, NO_COUNTER, COUNTER_FELL, TWO_SITES, *MISTRUSTED)


class ClosingLine(NamedTuple):
    """A device of a closing. `reading` is None where nothing counts; then `age_days` is None, too.

    `volume` is "more" or "less" where it printed another volume than usual, `baseline` what the closing
    before had of it.
    """

    device: str
    site: str
    reading: CountedReading | None
    age_days: int | None
    band: str
    since: PagesSince | None
    blockers: tuple[str, ...]
    volume: str | None = None
    baseline: Baseline | None = None


class Doubts(NamedTuple):
    """What the last analysis doubts: agents with two different reports of one run, flags by device."""

    agents: frozenset[str]
    flags: Mapping[str, Collection[str]]


NO_DOUBTS = Doubts(frozenset(), {})


def counting(
    own: CountedReading | None, by_hand: Iterable[CountedReading], end: datetime, zone: str
) -> CountedReading | None:
    """Return the reading that counts before `end`: the newest; on one day the device's own."""
    there = zone_of(zone)

    def rank(one: CountedReading) -> tuple[date, bool, datetime]:
        return one.read_at.astimezone(there).date(), one.hand is None, one.read_at

    return max((one for one in (own, *by_hand) if one and one.read_at < end), key=rank, default=None)


def band_of(age_days: int | None) -> str:
    """Return one of BANDS for the age of a reading in days."""
    if age_days is None:
        return NONE
    return next((band for most, band in _DAYS if age_days <= most), OLDER)


def line_of(  # noqa: PLR0913, PLR0917 (each is another thing)
    device: str,
    site: str,
    closed_on: date,
    zone: str,
    reading: CountedReading | None,
    baseline: Baseline | None = None,
    *,
    swaps: Sequence[BoardSwap] = (),
    doubts: Doubts = NO_DOUBTS,
    is_retired: bool = False,
) -> ClosingLine:
    """Return the line of a device; one that was retired is not silent."""
    age = (closed_on - reading.read_at.astimezone(zone_of(zone)).date()).days if reading else None
    since = pages_since(baseline, closed_on, reading, swaps) if baseline and reading else None
    found = set(_blockers(reading, since, band_of(age), doubts))
    if is_retired:
        found -= {SILENT}
    blockers = tuple(one for one in BLOCKERS if one in found)
    volume = unusual(baseline, since) if baseline and since else None
    return ClosingLine(device, site, reading, age, band_of(age), since, blockers, volume, baseline)


def _blockers(
    reading: CountedReading | None, since: PagesSince | None, band: str, doubts: Doubts
) -> Iterable[str]:
    if reading is None:
        yield NO_READING
        return
    if band != WITHIN_3:
        yield SILENT
    if reading.agent in doubts.agents:
        yield DISPUTED
    yield from doubts.flags.get(reading.device, ())
    if not reading.serial_number:
        yield NO_SERIAL
    if reading.counts["total"] is None:
        yield NO_COUNTER
    if since is not None and since.fell:
        yield COUNTER_FELL
    yield from reading.flags  # those that MISTRUSTED has not are no blockers


def blocked(lines: Collection[ClosingLine]) -> int:
    """Return how many devices have a blocker."""
    return sum(bool(line.blockers) for line in lines)
