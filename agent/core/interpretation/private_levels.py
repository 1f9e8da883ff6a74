"""Joins the levels that a maker's own objects tell with the supplies of the standard table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.core.model.printer import Level, LevelState, Supply
from agent.core.model.supply_groups import INK, TONER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.core.interpretation.private_objects import VendorReading
    from agent.core.manufacturer_rules.private_objects import SupplyLevel

_PERCENT = 100
_NO_MAXIMUM = -2
_UNKNOWN_LEVEL = -2
_RECEPTACLE = "receptacle"
# What makes the mark may be called by any of these for one and the same cartridge.
_MARKING = TONER | INK | {"unknown"}


def with_private_levels(
    supplies: Sequence[Supply], private: VendorReading, model: str | None = None
) -> tuple[Supply, ...]:
    """Return the supplies, with the maker's percent where the standard table has none.

    Without a standard table the maker's levels are all there is, and make supplies of their own; so does
    a receptacle that the table does not have. `model` is what the maker's rules for single models go by.
    """
    if not supplies:
        return tuple(
            _own_supply(place, level, private.source) for place, level in enumerate(private.levels, 1)
        )
    if private.vendor.is_percent_without_maximum:
        supplies = [_as_percent(supply, private.source) for supply in supplies]
    low = _known_low(supplies, private, model)
    read = tuple(_low(s, private.source) if s in low else _joined(s, supplies, private) for s in supplies)
    return (*read, *_receptacles(read, private))


def low_toner(supplies: Iterable[Supply], private: VendorReading, model: str | None) -> tuple[str, ...]:
    """Return the state reason of supplies of which the maker says only that they are low."""
    is_low = any(level.is_low for level in private.levels) or bool(_known_low(supplies, private, model))
    return ("toner-low-warning",) if is_low else ()


def _known_low(supplies: Iterable[Supply], private: VendorReading, model: str | None) -> list[Supply]:
    """Return the toners whose level "unknown" means "low" by the MIB of their model."""
    models = private.vendor.low_if_unknown
    if models is None or not models.search(model or ""):
        return []
    return [s for s in supplies if s.type in TONER and s.level.level == _UNKNOWN_LEVEL]


def _low(supply: Supply, source: str) -> Supply:
    return replace(supply, level=replace(supply.level, state="some_left", source=source))


def _receptacles(supplies: Sequence[Supply], private: VendorReading) -> tuple[Supply, ...]:
    """Return the receptacles that only the maker's objects tell, behind the rows of the table."""
    if any(_is_receptacle(supply) for supply in supplies):
        return ()
    last = max(supply.index for supply in supplies)
    own = [level for level in private.levels if level.supply_class == _RECEPTACLE]
    return tuple(_own_supply(last + place, level, private.source) for place, level in enumerate(own, 1))


def _is_receptacle(supply: Supply) -> bool:
    is_named_so = "maintenance" in (supply.description or "").lower()
    return supply.supply_class == _RECEPTACLE or (supply.type or "").startswith("waste") or is_named_so


def _as_percent(supply: Supply, source: str) -> Supply:
    level = supply.level
    if level.max_capacity != _NO_MAXIMUM or level.level is None or not 0 <= level.level <= _PERCENT:
        return supply
    return replace(supply, level=replace(level, percent_left=level.level, source=source))


def _joined(supply: Supply, supplies: Sequence[Supply], private: VendorReading) -> Supply:
    if supply.level.percent_left is not None:
        return supply
    fitting = [level for level in private.levels if _fits(level, supply)]
    if len(fitting) != 1 or sum(_fits(fitting[0], other) for other in supplies) != 1:
        return supply
    percent, is_low = fitting[0].percent_left, fitting[0].is_low
    if percent is None and not is_low:
        return supply
    state: LevelState = "some_left" if percent is None else "measured"
    return replace(
        supply, level=replace(supply.level, state=state, percent_left=percent, source=private.source)
    )


def _fits(level: SupplyLevel, supply: Supply) -> bool:
    if (level.supply_class == _RECEPTACLE) != (supply.supply_class == _RECEPTACLE):
        return False
    if not (level.type == supply.type or {level.type, supply.type} <= _MARKING):
        return False
    # The only toner of a monochrome printer often has no colorant in the table.
    return level.colorant == supply.colorant or (level.colorant == "black" and supply.colorant is None)


def _own_supply(index: int, level: SupplyLevel, source: str) -> Supply:
    state: LevelState = "unknown" if level.percent_left is None else "measured"
    own = Level(None, None, None, state, level.percent_left, source)
    return Supply(index, None, level.supply_class, level.type, level.colorant, level.description, own)
