"""What of a device changed between its readings, and how long each of its alerts stood."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cloud.core.portal.device import AlertSpan, Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cloud.core.portal.device_story import Read
    from cloud.core.portal.row import FleetRow

WATCHED = ("manufacturer", "model", "serial_number", "location")
NETWORK = ("host_name", "ip_address", "firmware")  # a reading without one says nothing: the last known stands
REPLACED_BY = "replaced_by"


def changes_of(reads: Sequence[Read], row: FleetRow, office: Sequence[FleetRow]) -> tuple[Change, ...]:
    """Return the changes, the newest first: of its office, place, network; and which one took its place.

    That is one of its office with the same MAC address and another name that was read later.
    """
    found = [change for before, after in pairwise(reads) for change in _between(before, after)]
    found += [change for name in NETWORK for change in _of_known(name, reads)]
    found.sort(key=lambda change: change.at)
    mac = row.cell("MACAddress")
    heirs = [one for one in office if mac and one.cell("MACAddress") == mac and one.device != row.device]
    heirs = [one for one in heirs if one.read_at > row.read_at]
    if heirs and reads:
        heir = min(heirs, key=lambda one: one.read_at)
        found.append(Change(reads[-1].at, REPLACED_BY, row.device, heir.device, reads[-1].proof))
    return tuple(reversed(found))


def alerts_of(reads: Sequence[Read]) -> tuple[AlertSpan, ...]:
    """Return how long each state reason stood: those that stand first, then the newest.

    An alert ends with the first reading that no longer has it: when between two readings, nobody saw.
    """
    standing: dict[str, AlertSpan] = {}
    over: list[AlertSpan] = []
    for read in reads:
        reasons = dict.fromkeys(read.entry.get("state_reasons") or ())
        ended = [one for one in standing if one not in reasons]
        over += [standing.pop(reason)._replace(until=read.at) for reason in ended]
        for reason in reasons:
            before = standing.get(reason, AlertSpan(reason, read.at, None, 0))
            standing[reason] = before._replace(readings=before.readings + 1)
    now = sorted(standing.values(), key=lambda span: span.since)
    return (*now, *sorted(over, key=lambda span: span.since, reverse=True))


def _of_known(name: str, reads: Sequence[Read]) -> Iterator[Change]:
    """Yield the changes from each known value to the next one."""
    known = [(value, read) for read in reads if (value := read.entry.get(name))]
    for (old, _), (new, read) in pairwise(known):
        if old != new:
            yield Change(read.at, name, old, new, read.proof)


def _between(before: Read, after: Read) -> Iterator[Change]:
    if before.site != after.site:
        yield Change(after.at, "site", before.site, after.site, after.proof)
    for name in WATCHED:
        old, new = before.entry.get(name), after.entry.get(name)
        if old != new:
            yield Change(after.at, name, old, new, after.proof)
