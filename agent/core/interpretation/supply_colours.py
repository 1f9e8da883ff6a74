"""The colour of each supply, by the best that the device says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agent.core.colours import colour_of_colorant, colour_of_text
from agent.core.identification.brands import begins_with_brand
from agent.core.model.supply_groups import INK_OF_ANY_KIND, OF_ONE_COLOUR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.core.manufacturer_rules.part_colours import PartColours
    from agent.core.model.walk import Oid

_NO_COLOUR_HERE = (
    *(
        "waste",
        "used toner",
        "collector",
        "altton",
        "alt-ton",
        "restton",
        "rest-ton",
        "usag",
        "usad",
        "résidu",
    ),
    *("residu", "récup", "recuper", "esaust", "abfall", "fuser", "fixier", "belt", "maintenance", "roller"),
)


class Coloured(NamedTuple):
    """What is known of a supply before its colour: its row, and what may say the colour."""

    row: Oid
    colorant_index: int | None
    supply_class: str | None
    type: str | None
    description: str | None


def colours_of(
    supplies: Sequence[Coloured], colorants: Mapping[Oid, str | None], part_colours: PartColours
) -> tuple[str | None, ...]:
    """Return the colour of each supply: its colorant's, else what its description or part number says.

    None where nothing says it, or where two are said: a colour is never guessed from the order of rows.
    """
    by_part = part_colours([supply.description for supply in supplies])
    return tuple(
        colour_of_colorant(_colorant(supply, colorants), begins_with_brand) or _described(supply, part)
        for supply, part in zip(supplies, by_part, strict=True)
    )


def _colorant(supply: Coloured, colorants: Mapping[Oid, str | None]) -> str | None:
    """Join by hrDeviceIndex and colorant index; index 0 means that the supply has no colorant.

    Some devices leave the hrDeviceIndex out of one of the two tables, or have another one there.
    """
    index = supply.colorant_index
    if not index:
        return None
    keys = ((*(supply.row[:-1] or (1,)), index), (index,))
    elsewhere = [text for key, text in colorants.items() if key[-1:] == (index,)]
    return next((colorants[key] for key in keys if key in colorants), None) or (
        elsewhere[0] if len(elsewhere) == 1 else None
    )


def _described(supply: Coloured, part_colour: str | None) -> str | None:
    text = (supply.description or "").lower()
    may_have_one = supply.type is None or supply.type in OF_ONE_COLOUR
    if (
        not may_have_one
        or supply.supply_class == "receptacle"
        or any(word in text for word in _NO_COLOUR_HERE)
    ):
        return None
    is_ink = supply.type in INK_OF_ANY_KIND
    said = colour_of_text(supply.description, is_ink=is_ink, begins_with_brand=begins_with_brand)
    return said or part_colour
