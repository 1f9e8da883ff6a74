"""Joins the levels that a maker's own objects tell with the supplies of the standard table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.core.printer import Level, Supply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.core.read.private import VendorReading
    from agent.core.vendors.rows import SupplyLevel

_PERCENT = 100
_NO_MAXIMUM = -2
# What makes the mark may be called by any of these for one and the same cartridge.
_MARKING = frozenset({"toner", "tonerCartridge", "ink", "inkCartridge"})


def with_private_levels(supplies: Sequence[Supply], private: VendorReading) -> tuple[Supply, ...]:
    """Return the supplies, with the maker's percent where the standard table has none.

    Without a standard table the maker's levels are all there is, and make supplies of their own.
    """
    if not supplies:
        return tuple(
            _own_supply(place, level, private.source) for place, level in enumerate(private.levels, 1)
        )
    if private.vendor.is_percent_without_maximum:
        supplies = [_as_percent(supply, private.source) for supply in supplies]
    return tuple(_joined(supply, supplies, private) for supply in supplies)


def low_toner(levels: Iterable[SupplyLevel]) -> tuple[str, ...]:
    """Return the state reason of levels of which the maker says only that they are low."""
    return ("toner-low-warning",) if any(level.is_low for level in levels) else ()


def _as_percent(supply: Supply, source: str) -> Supply:
    level = supply.level
    if level.max_capacity != _NO_MAXIMUM or level.level is None or not 0 <= level.level <= _PERCENT:
        return supply
    return replace(supply, level=replace(level, percent_left=level.level, source=source))


def _joined(supply: Supply, supplies: Sequence[Supply], private: VendorReading) -> Supply:
    if supply.level.percent_left is not None or supply.supply_class == "receptacle":
        return supply
    fitting = [level for level in private.levels if _fits(level, supply)]
    if len(fitting) != 1 or sum(_fits(fitting[0], other) for other in supplies) != 1:
        return supply
    percent, is_low = fitting[0].percent_left, fitting[0].is_low
    if percent is None and not is_low:
        return supply
    state = "some_left" if percent is None else "measured"
    return replace(
        supply, level=replace(supply.level, state=state, percent_left=percent, source=private.source)
    )


def _fits(level: SupplyLevel, supply: Supply) -> bool:
    if not (level.type == supply.type or {level.type, supply.type} <= _MARKING):
        return False
    # The only toner of a monochrome printer often has no colorant in the table.
    return level.colorant == supply.colorant or (level.colorant == "black" and supply.colorant is None)


def _own_supply(index: int, level: SupplyLevel, source: str) -> Supply:
    state = "unknown" if level.percent_left is None else "measured"
    own = Level(None, None, None, state, level.percent_left, source)
    return Supply(index, None, "consumed", level.type, level.colorant, level.description, own)
