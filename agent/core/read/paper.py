"""Where paper comes from, where it goes, and the covers in between (RFC 3805)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core import labels
from agent.core.asking import mib
from agent.core.labels import label, sub_unit_status
from agent.core.printer import Cover, Level, Tray
from agent.core.read.supplies import level_state

if TYPE_CHECKING:
    from agent.core.read.texts import Texts
    from agent.core.walk import Oid, Walk


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
    mib.PRT_INPUT_NAME,
    mib.PRT_INPUT_DESCRIPTION,
    mib.PRT_INPUT_CAPACITY_UNIT,
    mib.PRT_INPUT_MAX_CAPACITY,
    mib.PRT_INPUT_CURRENT_LEVEL,
    mib.PRT_INPUT_STATUS,
    mib.PRT_INPUT_MEDIA_NAME,
)
_OUTPUT = _Columns(
    mib.PRT_OUTPUT_NAME,
    mib.PRT_OUTPUT_DESCRIPTION,
    mib.PRT_OUTPUT_CAPACITY_UNIT,
    mib.PRT_OUTPUT_MAX_CAPACITY,
    mib.PRT_OUTPUT_REMAINING_CAPACITY,
    mib.PRT_OUTPUT_STATUS,
)


def read_input_trays(walk: Walk, texts: Texts) -> tuple[Tray, ...]:
    """Return every row of prtInputTable; the level is what lies in the tray."""
    return _trays(walk, texts, _INPUT)


def read_output_bins(walk: Walk, texts: Texts) -> tuple[Tray, ...]:
    """Return every row of prtOutputTable; the level is the room that is left."""
    return _trays(walk, texts, _OUTPUT)


def read_covers(walk: Walk, texts: Texts) -> tuple[Cover, ...]:
    """Return every row of prtCoverTable."""
    descriptions = texts.column(mib.PRT_COVER_DESCRIPTION)
    status = walk.integers(mib.PRT_COVER_STATUS)
    return tuple(
        Cover(row[-1], descriptions.get(row), label(labels.COVER_STATUS, status.get(row)))
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
    return Level(label(labels.CAPACITY_UNIT, unit), level, max_capacity, level_state(level))
