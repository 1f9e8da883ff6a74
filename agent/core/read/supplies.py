"""Markers and their supplies (RFC 3805 prtMarker, prtMarkerSupplies, prtMarkerColorant)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core import labels
from agent.core.asking import mib
from agent.core.labels import label
from agent.core.printer import Level, LifeCount, Marker, Supply
from agent.core.read.supply_texts import split_description

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.read.texts import Texts
    from agent.core.walk import Oid, Walk

UNIT_PERCENT = 19  # PrtMarkerSuppliesSupplyUnitTC
PERCENT = 100


def read_markers(walk: Walk) -> tuple[Marker, ...]:
    """Return every marker with its life count; a negative count is unread, never 0."""
    tech = walk.integers(mib.PRT_MARKER_MARK_TECH)
    units = walk.integers(mib.PRT_MARKER_COUNTER_UNIT)
    life = walk.integers(mib.PRT_MARKER_LIFE_COUNT)
    power_on = walk.integers(mib.PRT_MARKER_POWER_ON_COUNT)
    return tuple(
        Marker(
            index=row[-1],
            mark_tech=label(labels.MARK_TECH, tech.get(row)),
            life_count=_life_count(life.get(row), units.get(row)),
            power_on_count=_count(power_on.get(row)),
        )
        for row in _rows(tech, units, life)
    )


def first_life_count(markers: Iterable[Marker]) -> LifeCount | None:
    """Return the life count of the first marker that has one."""
    return next((marker.life_count for marker in markers if marker.life_count), None)


def read_supplies(walk: Walk, texts: Texts) -> tuple[tuple[Supply, ...], tuple[str, ...]]:
    """Return every supply, nameless and incomplete rows too, and the flags that they raise."""
    columns = {
        oid: walk.integers(oid)
        for oid in mib.SUPPLIES.columns
        if oid not in {mib.PRT_MARKER_SUPPLIES_DESCRIPTION, mib.PRT_MARKER_COLORANT_VALUE}
    }
    descriptions = texts.column(mib.PRT_MARKER_SUPPLIES_DESCRIPTION)
    colorants = texts.column(mib.PRT_MARKER_COLORANT_VALUE)

    def supply(row: Oid) -> Supply:
        number = {oid: column.get(row) for oid, column in columns.items()}
        text = split_description(descriptions.get(row))
        return Supply(
            index=row[-1],
            marker_index=number[mib.PRT_MARKER_SUPPLIES_MARKER_INDEX],
            supply_class=label(labels.SUPPLIES_CLASS, number[mib.PRT_MARKER_SUPPLIES_CLASS]),
            type=label(labels.SUPPLIES_TYPE, number[mib.PRT_MARKER_SUPPLIES_TYPE]),
            colorant=_colorant(colorants, row, number[mib.PRT_MARKER_SUPPLIES_COLORANT_INDEX]),
            description=text.description,
            part_number=text.part_number,
            serial_number=text.serial_number,
            level=supply_level(
                number[mib.PRT_MARKER_SUPPLIES_SUPPLY_UNIT],
                number[mib.PRT_MARKER_SUPPLIES_LEVEL],
                number[mib.PRT_MARKER_SUPPLIES_MAX_CAPACITY],
            ),
        )

    supplies = tuple(supply(row) for row in _rows(descriptions, *columns.values()))
    over = any(_exact_percent(s.level) > PERCENT for s in supplies)
    return supplies, ("percent_over_100",) if over else ()


def supply_level(unit: int | None, level: int | None, max_capacity: int | None) -> Level:
    """Return a supply's level: raw numbers, state, and percent where it is true.

    A receptacle's level is the space left (RFC 3805), so its percent means the same: 0 = act now.
    """
    if unit == UNIT_PERCENT and (max_capacity is None or max_capacity <= 0):
        capacity = PERCENT
    else:
        capacity = max_capacity or 0
    percent = None
    if level is not None and level >= 0 and capacity > 0:
        percent = min(PERCENT, max(round(PERCENT * level / capacity), 1 if level else 0))
    return Level(label(labels.SUPPLY_UNIT, unit), level, max_capacity, level_state(level), percent)


def level_state(level: int | None) -> str:
    """Return what a level means (RFC 3805); negatives that it does not define are unknown."""
    if level is None:
        return "unknown"
    if level >= 0:
        return "measured"
    return {-1: "unrestricted", -3: "some_left"}.get(level, "unknown")


def _exact_percent(level: Level) -> float:
    if level.percent_left is None or not level.level or not level.max_capacity or level.max_capacity < 0:
        return float(level.level or 0) if level.percent_left is not None else 0.0
    return PERCENT * level.level / level.max_capacity


def _colorant(colorants: dict[Oid, str | None], row: Oid, colorant_index: int | None) -> str | None:
    """Join by hrDeviceIndex and colorant index; index 0 means that the supply has no colorant.

    Some devices leave the hrDeviceIndex out of one of the two tables.
    """
    if not colorant_index:
        return None
    keys = ((*(row[:-1] or (1,)), colorant_index), (colorant_index,))
    text = next((colorants[key] for key in keys if key in colorants), None)
    return text.lower() if text else None


def _life_count(value: int | None, unit: int | None) -> LifeCount | None:
    if value is None or value < 0:
        return None
    return LifeCount(value, label(labels.COUNTER_UNIT, unit))


def _count(value: int | None) -> int | None:
    return value if value is not None and value >= 0 else None


def _rows(*columns: dict[Oid, object] | dict[Oid, int] | dict[Oid, str | None]) -> list[Oid]:
    return sorted({row for column in columns for row in column if row})
