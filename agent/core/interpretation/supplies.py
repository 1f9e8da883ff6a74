"""Markers and their supplies (RFC 3805 prtMarker, prtMarkerSupplies, prtMarkerColorant)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.core.interpretation.supply_colours import Coloured, colours_of
from agent.core.interpretation.supply_texts import split_description
from agent.core.manufacturer_rules.part_colours import no_part_colours
from agent.core.mib import enumerations, objects
from agent.core.mib.enumerations import label
from agent.core.model.printer import Level, LevelState, LifeCount, Marker, Supply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.core.interpretation.texts import Texts
    from agent.core.manufacturer_rules.part_colours import PartColours
    from agent.core.model.walk import Oid, Walk

UNIT_PERCENT = 19  # PrtMarkerSuppliesSupplyUnitTC
PERCENT = 100


def read_markers(walk: Walk, *, is_zero_unread: bool = False) -> tuple[Marker, ...]:
    """Return every marker with its life count; a negative count is unread, never 0.

    `is_zero_unread`: devices of this maker leave the count at 0 where they do not count.
    """
    tech = walk.integers(objects.PRT_MARKER_MARK_TECH)
    units = walk.integers(objects.PRT_MARKER_COUNTER_UNIT)
    life = walk.integers(objects.PRT_MARKER_LIFE_COUNT)
    power_on = walk.integers(objects.PRT_MARKER_POWER_ON_COUNT)
    return tuple(
        Marker(
            index=row[-1],
            mark_tech=label(enumerations.MARK_TECH, tech.get(row)),
            life_count=_life_count(life.get(row), units.get(row), 1 if is_zero_unread else 0),
            power_on_count=_count(power_on.get(row)),
        )
        for row in _rows(tech, units, life)
    )


def first_life_count(markers: Iterable[Marker]) -> LifeCount | None:
    """Return the life count of the first marker that has one."""
    return next((marker.life_count for marker in markers if marker.life_count), None)


def read_supplies(
    walk: Walk, texts: Texts, part_colours: PartColours = no_part_colours
) -> tuple[tuple[Supply, ...], tuple[str, ...]]:
    """Return every supply, nameless and incomplete rows too, and the flags that they raise.

    `part_colours` are how the maker's part numbers tell a colour.
    """
    columns = {
        oid: walk.integers(oid)
        for oid in objects.SUPPLIES.columns
        if oid not in {objects.PRT_MARKER_SUPPLIES_DESCRIPTION, objects.PRT_MARKER_COLORANT_VALUE}
    }
    descriptions = texts.column(objects.PRT_MARKER_SUPPLIES_DESCRIPTION)
    rows = _rows(descriptions, *columns.values())
    plain = [
        _supply(row, {oid: column.get(row) for oid, column in columns.items()}, descriptions.get(row))
        for row in rows
    ]
    colours = colours_of(
        [
            Coloured(
                row,
                columns[objects.PRT_MARKER_SUPPLIES_COLORANT_INDEX].get(row),
                supply.supply_class,
                supply.type,
                descriptions.get(row),
            )
            for row, supply in zip(rows, plain, strict=True)
        ],
        texts.column(objects.PRT_MARKER_COLORANT_VALUE),
        part_colours,
    )
    supplies = tuple(replace(supply, colorant=colour) for supply, colour in zip(plain, colours, strict=True))
    over = any(_exact_percent(s.level) > PERCENT for s in supplies)
    return supplies, ("percent_over_100",) if over else ()


def _supply(row: Oid, number: Mapping[Oid, int | None], description: str | None) -> Supply:
    """Return one row without its colour."""
    text = split_description(description)
    return Supply(
        index=row[-1],
        marker_index=number[objects.PRT_MARKER_SUPPLIES_MARKER_INDEX],
        supply_class=label(enumerations.SUPPLIES_CLASS, number[objects.PRT_MARKER_SUPPLIES_CLASS]),
        type=label(enumerations.SUPPLIES_TYPE, number[objects.PRT_MARKER_SUPPLIES_TYPE]),
        colorant=None,
        description=text.description,
        part_number=text.part_number,
        serial_number=text.serial_number,
        level=supply_level(
            number[objects.PRT_MARKER_SUPPLIES_SUPPLY_UNIT],
            number[objects.PRT_MARKER_SUPPLIES_LEVEL],
            number[objects.PRT_MARKER_SUPPLIES_MAX_CAPACITY],
        ),
    )


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
    return Level(label(enumerations.SUPPLY_UNIT, unit), level, max_capacity, level_state(level), percent)


def level_state(level: int | None) -> LevelState:
    """Return the state of a level (RFC 3805); negatives that it does not define are unknown."""
    if level is None:
        return "unknown"
    if level >= 0:
        return "measured"
    states: dict[int, LevelState] = {-1: "unrestricted", -3: "some_left"}
    return states.get(level, "unknown")


def _exact_percent(level: Level) -> float:
    if level.percent_left is None or not level.level or not level.max_capacity or level.max_capacity < 0:
        return float(level.level or 0) if level.percent_left is not None else 0.0
    return PERCENT * level.level / level.max_capacity


def _life_count(value: int | None, unit: int | None, least: int) -> LifeCount | None:
    if value is None or value < least:
        return None
    return LifeCount(value, label(enumerations.COUNTER_UNIT, unit))


def _count(value: int | None) -> int | None:
    return value if value is not None and value >= 0 else None


def _rows(*columns: dict[Oid, object] | dict[Oid, int] | dict[Oid, str | None]) -> list[Oid]:
    return sorted({row for column in columns for row in column if row})
