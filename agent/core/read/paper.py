"""Where paper comes from, where it goes, and the covers in between (RFC 3805)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core import labels
from agent.core.asking import mib
from agent.core.labels import label, sub_unit_status
from agent.core.printer import Cover, Level, Tray
from agent.core.read.supplies import level_state

if TYPE_CHECKING:
    from agent.core.read.texts import Texts
    from agent.core.walk import Walk


def read_input_trays(walk: Walk, texts: Texts) -> tuple[Tray, ...]:
    """Return every row of prtInputTable; the level is what lies in the tray."""
    names = texts.column(mib.PRT_INPUT_NAME)
    descriptions = texts.column(mib.PRT_INPUT_DESCRIPTION)
    media = texts.column(mib.PRT_INPUT_MEDIA_NAME)
    units = walk.integers(mib.PRT_INPUT_CAPACITY_UNIT)
    capacities = walk.integers(mib.PRT_INPUT_MAX_CAPACITY)
    levels = walk.integers(mib.PRT_INPUT_CURRENT_LEVEL)
    status = walk.integers(mib.PRT_INPUT_STATUS)
    return tuple(
        Tray(
            index=row[-1],
            name=names.get(row) or descriptions.get(row),
            media=media.get(row),
            level=_level(units.get(row), levels.get(row), capacities.get(row)),
            status=sub_unit_status(status.get(row)),
        )
        for row in sorted({*names, *descriptions, *levels, *capacities, *status})
        if row
    )


def read_output_bins(walk: Walk, texts: Texts) -> tuple[Tray, ...]:
    """Return every row of prtOutputTable; the level is the room that is left."""
    names = texts.column(mib.PRT_OUTPUT_NAME)
    descriptions = texts.column(mib.PRT_OUTPUT_DESCRIPTION)
    units = walk.integers(mib.PRT_OUTPUT_CAPACITY_UNIT)
    capacities = walk.integers(mib.PRT_OUTPUT_MAX_CAPACITY)
    remaining = walk.integers(mib.PRT_OUTPUT_REMAINING_CAPACITY)
    status = walk.integers(mib.PRT_OUTPUT_STATUS)
    return tuple(
        Tray(
            index=row[-1],
            name=names.get(row) or descriptions.get(row),
            media=None,
            level=_level(units.get(row), remaining.get(row), capacities.get(row)),
            status=sub_unit_status(status.get(row)),
        )
        for row in sorted({*names, *descriptions, *remaining, *capacities, *status})
        if row
    )


def read_covers(walk: Walk, texts: Texts) -> tuple[Cover, ...]:
    """Return every row of prtCoverTable."""
    descriptions = texts.column(mib.PRT_COVER_DESCRIPTION)
    status = walk.integers(mib.PRT_COVER_STATUS)
    return tuple(
        Cover(row[-1], descriptions.get(row), label(labels.COVER_STATUS, status.get(row)))
        for row in sorted({*descriptions, *status})
        if row
    )


def _level(unit: int | None, level: int | None, max_capacity: int | None) -> Level:
    return Level(label(labels.CAPACITY_UNIT, unit), level, max_capacity, level_state(level))
