"""What a dealer bills by, out of what a maker's objects told: believed, checked, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.private_objects import CounterValue, Grade, Sum, Vendor
from agent.core.model.printer import Counters, FunctionCount, Impressions, LifeCount, ScanCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.core.model.walk import Walk

SUM_TOLERANCE = 5  # pages: a device counts on while it is being asked
MAX_COUNT = 999_999_999  # no printer lives to see more; such a number is an error code

LIFE = "life"
_GROUPS = ("impressions", "print", "copy", "fax")
_COLOURS = ("monochrome", "full_color", "single_color", "two_color", "highlight")
_NEEDED = frozenset({"monochrome", "full_color"})  # a device without the other colours has no object for them
_COLOUR_SUMS = tuple(
    Sum(f"{group}.total", tuple(f"{group}.{colour}" for colour in _COLOURS)) for group in _GROUPS
)


def read_counters(
    walk: Walk, vendors: Iterable[Vendor], life: LifeCount | None
) -> tuple[Counters | None, tuple[str, ...]]:
    """Return the counters, None if the makers' objects have none, and their flags (sums_disagree).

    The first of the makers whose rows fit that has any counts alone: two makers' never mix.

    A value known from hearsay alone counts only where a sum confirms it; where trusted values do not
    add up, all of them are shown and the flag says so. `life` takes part in sums, it is no counter.
    """
    found = (_of_vendor(walk, vendor, life) for vendor in vendors)
    return next((one for one in found if one[0]), (None, ()))


def _of_vendor(walk: Walk, vendor: Vendor, life: LifeCount | None) -> tuple[Counters | None, tuple[str, ...]]:
    counts = _plausible(walk, vendor)
    if life:
        counts[LIFE] = CounterValue(life.value, Grade.VERIFIED)
    sums = (*vendor.sums, *_COLOUR_SUMS)
    trusted = _trusted(counts, sums)
    disagree = any(_agrees(trusted, check) is False for check in sums)
    counters = _counters(trusted, f"vendor:{vendor.name}")
    is_empty = counters == Counters(counters.source)
    return (None, ()) if is_empty else (counters, ("sums_disagree",) if disagree else ())


def _plausible(walk: Walk, vendor: Vendor) -> dict[str, CounterValue]:
    """Return the best known value of each field; a negative or absurd one is unread, never 0."""
    found = [
        *(
            (row.field, CounterValue(value, row.grade))
            for row in vendor.counters
            for value in _values(walk, row.oid)
        ),
        *vendor.counts(walk).items(),
    ]
    counts: dict[str, CounterValue] = {}
    for name, count in sorted(found, key=lambda item: not item[1].grade.is_trusted):
        if 0 <= count.value <= MAX_COUNT:
            counts.setdefault(name, count)
    return counts


def _values(walk: Walk, oid: tuple[int, ...]) -> Iterable[int]:
    """Return the number of one object, none if it was not read."""
    return (value for index, value in walk.integers(oid).items() if not index)


def _trusted(counts: Mapping[str, CounterValue], sums: Sequence[Sum]) -> dict[str, CounterValue]:
    """Return the trusted values and those that a right sum confirms."""
    confirmed = {
        name
        for check in sums
        if _agrees(counts, check) and _confirms(counts, check)
        for name in (check.total, *check.parts)
    }
    return {name: count for name, count in counts.items() if count.grade.is_trusted or name in confirmed}


def _confirms(counts: Mapping[str, CounterValue], check: Sum) -> bool:
    """Return whether a right sum says anything: not of zeros, and not of one hearsay by another."""
    parts = [counts[name] for name in check.parts if name in counts]
    both = [counts[check.total], *parts]
    return counts[check.total].value > SUM_TOLERANCE and (
        len(parts) > 1 or any(count.grade.is_trusted for count in both)
    )


def _agrees(counts: Mapping[str, CounterValue], check: Sum) -> bool | None:
    """Return whether a sum is right within SUM_TOLERANCE, None where too little was read to tell."""
    parts = [counts[name].value for name in check.parts if name in counts]
    if check.total not in counts or not parts:
        return None
    excess = sum(parts) - counts[check.total].value
    if abs(excess) <= SUM_TOLERANCE:
        return True
    return False if excess > 0 or _is_whole(counts, check) else None


def _is_whole(counts: Mapping[str, CounterValue], check: Sum) -> bool:
    needed = [n for n in check.parts if check not in _COLOUR_SUMS or n.rpartition(".")[2] in _NEEDED]
    return check.is_complete and all(name in counts for name in needed)


def _counters(counts: Mapping[str, CounterValue], source: str) -> Counters:
    """Return the counters by their places; fields that only sums need are left out."""

    def value(name: str) -> int | None:
        return counts[name].value if name in counts else None

    def function(group: str) -> FunctionCount:
        return FunctionCount(*(value(f"{group}.{name}") for name in ("total", "monochrome", "full_color")))

    return Counters(
        source,
        impressions=Impressions(
            *(value(f"impressions.{name}") for name in ("total", *_COLOURS, "two_sided", "large"))
        ),
        print=function("print"),
        copy=function("copy"),
        fax=function("fax"),
        scan=ScanCount(value("scan.total")),
    )
