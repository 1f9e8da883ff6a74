"""The name that people call a printer by, out of the texts in which makers put it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.identification.brands import without_brand
from agent.core.identification.model_tails import without_tail
from agent.core.mib.trade_marks import without_trade_marks

if TYPE_CHECKING:
    from agent.core.manufacturer_rules.brand import Brand

_KIND_OF_DEVICE = re.compile(
    r"\s+(?:network\s+)?(?:laser\s+printer|multifunction\s+(?:system|printer)|printing\s+system)\b",
    re.IGNORECASE,
)


def model_of(text: str, maker: Brand | None) -> str | None:
    """Return a model's text without the maker's name before it and without firmware behind it."""
    model = without_brand(without_trade_marks(text), maker)
    return without_tail(_without_kind(model)).strip() or model


def _without_kind(model: str) -> str:
    """Leave out what kind of device it is, and all behind: at the end, or where a number was named before."""
    kind = _KIND_OF_DEVICE.search(model)
    if kind is None:
        return model
    is_named = any(character.isdigit() for character in model[: kind.start()])
    return model[: kind.start()] if is_named or kind.end() == len(model.rstrip()) else model
