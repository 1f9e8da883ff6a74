"""Where paper comes from, where it goes, and the covers in between (RFC 3805)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.interpretation.supplies import level_state
from agent.core.mib import enumerations, objects
from agent.core.mib.enumerations import label, sub_unit_status
from agent.core.model.printer import Cover, Level, Tray

if TYPE_CHECKING:
    from agent.core.interpretation.texts import Texts
    from agent.core.model.walk import Oid, Walk


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of prtInputTable or prtOutputTable that say the same of a tray or a bin."""

    name: Oid
    description: Oid
    unit: Oid
    max_capacity: Oid
    level: Oid
    status: Oid
    media: Oid | None = None


_INPUT = _Columns(
    objects.PRT_INPUT_NAME,
    objects.PRT_INPUT_DESCRIPTION,
    objects.PRT_INPUT_CAPACITY_UNIT,
    objects.PRT_INPUT_MAX_CAPACITY,
    objects.PRT_INPUT_CURRENT_LEVEL,
    objects.PRT_INPUT_STATUS,
    objects.PRT_INPUT_MEDIA_NAME,
)
_OUTPUT = _Columns(
    objects.PRT_OUTPUT_NAME,
    objects.PRT_OUTPUT_DESCRIPTION,
    objects.PRT_OUTPUT_CAPACITY_UNIT,
    objects.PRT_OUTPUT_MAX_CAPACITY,
    objects.PRT_OUTPUT_REMAINING_CAPACITY,
    objects.PRT_OUTPUT_STATUS,
)


def read_input_trays(walk: Walk, texts: Texts) -> tuple[Tray, ...]:
    """Return every row of prtInputTable; the level is what lies in the tray."""
    return _trays(walk, texts, _INPUT)


def read_output_bins(walk: Walk, texts: Texts) -> tuple[Tray, ...]:
    """Return every row of prtOutputTable; the level is the room that is left."""
    return _trays(walk, texts, _OUTPUT)


def read_covers(walk: Walk, texts: Texts) -> tuple[Cover, ...]:
    """Return every row of prtCoverTable."""
    descriptions = texts.column(objects.PRT_COVER_DESCRIPTION)
    status = walk.integers(objects.PRT_COVER_STATUS)
    return tuple(
        Cover(row[-1], descriptions.get(row), label(enumerations.COVER_STATUS, status.get(row)))
        for row in sorted({*descriptions, *status})
        if row
    )


def _trays(walk: Walk, texts: Texts, columns: _Columns) -> tuple[Tray, ...]:
    names, descriptions = texts.column(columns.name), texts.column(columns.description)
    media = texts.column(columns.media) if columns.media else {}
    units, capacities = walk.integers(columns.unit), walk.integers(columns.max_capacity)
    levels, status = walk.integers(columns.level), walk.integers(columns.status)
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


def _level(unit: int | None, level: int | None, max_capacity: int | None) -> Level:
    return Level(label(enumerations.CAPACITY_UNIT, unit), level, max_capacity, level_state(level))
