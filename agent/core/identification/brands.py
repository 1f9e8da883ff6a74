"""Who made a device: by the brand it shows, else by its enterprise number.

The brand comes first: platforms are sold under several brands, and sysObjectID keeps the number of who
built it (the IANA list of private enterprise numbers).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from agent.core.identification.makers import BRANDS

if TYPE_CHECKING:
    from agent.core.manufacturer_rules.brand import Brand
    from agent.core.model.walk import Oid

ENTERPRISES = (1, 3, 6, 1, 4, 1)


def maker_of(texts: tuple[str | None, ...], sys_object_id: Oid | None) -> Brand | None:
    """Return the brand of a device: the brand that begins one of its texts, else its enterprise."""
    for text in texts:
        brand = _by_brand(text) if text else None
        if brand:
            return brand
    enterprise = _below_enterprises(sys_object_id)[:1]
    return next((m for m in BRANDS if enterprise and enterprise[0] in m.enterprises), None)


def is_printers_object_id(sys_object_id: Oid | None) -> bool:
    """Return whether the maker gives this sysObjectID to printers alone."""
    arcs = _below_enterprises(sys_object_id)
    return any(arcs[: len(prefix)] == prefix for maker in BRANDS for prefix in maker.printers)


def without_brand(model: str, maker: Brand | None) -> str:
    """Return a model's text with the maker's name said once, by the maker, not before the model.

    Some devices say their brand twice; a brand with nothing behind it stays.
    """
    longest_first = sorted(maker.brands if maker else (), key=len, reverse=True)
    brands = "|".join(map(re.escape, longest_first))
    return re.sub(rf"^(?:(?:{brands})[\s_-]+)+(?=\S)", "", model, flags=re.IGNORECASE) if brands else model


def begins_with_brand(text: str) -> bool:
    """Return whether a text begins with a brand."""
    return maker_of((text,), None) is not None


def begins_with(text: str, name: str) -> bool:
    """Return whether a text begins with a name as a whole word; `name` is in lower case."""
    lowered = text[: len(name) + 1].lower()
    return lowered.startswith(name) and not (
        lowered[len(name) :].isascii() and lowered[len(name) :].isalnum()
    )


@lru_cache(maxsize=128)
def _by_brand(text: str) -> Brand | None:
    return next((m for m in BRANDS if any(begins_with(text, name) for name in (*m.brands, *m.lines))), None)


def _below_enterprises(oid: Oid | None) -> Oid:
    if oid is None or oid[: len(ENTERPRISES)] != ENTERPRISES:
        return ()
    return oid[len(ENTERPRISES) :]
