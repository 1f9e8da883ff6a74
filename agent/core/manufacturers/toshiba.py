"""Toshiba: e-STUDIO counters as a matrix of category by colour; label printers name themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.private_objects import CounterValue, Grade, Sum, Vendor, private, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.walk import Walk

_MATRIX = private("1129.2.3.50.1.3.21.6.1")  # index: category, 1, colour
_CATEGORIES = {2: "impressions", 3: "print", 4: "copy", 7: "fax", 207: "large", 208: "small"}
_COLOURS = {1: "full_color", 2: "two_color", 3: "monochrome"}


def _counts(walk: Walk) -> Mapping[str, CounterValue]:
    cells = walk.integers(_MATRIX)
    found: dict[str, int | None] = {}
    for category, name in _CATEGORIES.items():
        parts = {f"{name}.{colour}": cells.get((category, 1, code)) for code, colour in _COLOURS.items()}
        found |= parts
        found[f"{name}.total"] = total_of(parts.values())
    found["impressions.large"] = found["large.total"]
    return {name: CounterValue(value, Grade.HEARSAY) for name, value in found.items() if value is not None}


VENDOR = Vendor(
    "toshiba",
    brands=(
        Brand(
            "Toshiba",
            ("toshiba", "toshiba tec"),
            enterprises=(1129,),
            printers=((1129, 1, 2), (1129, 2, 3)),
            lines=("e-studio",),
            families=("e-studio", "tec b-"),
            snmp_menu=SnmpMenu("Administration > Setup > Network > SNMP", "TopAccess", was_read=False),
        ),
    ),
    object_ids=(private("1129"),),
    serial_numbers=(private("1129.1.2.1.1.1.1.1.0"),),
    models=(private("1129.1.2.1.1.1.2.1.0"),),
    firmware=(private("1129.1.2.1.1.1.1.2.0"),),
    decoded=tuple((*_MATRIX, category, 1, colour) for category in _CATEGORIES for colour in _COLOURS),
    counts=_counts,
    sums=(
        Sum("life", ("impressions.total",)),
        Sum("impressions.total", ("print.total", "copy.total", "fax.total")),
        Sum("impressions.total", ("impressions.large", "small.total")),
        *(
            Sum(f"impressions.{colour}", (f"print.{colour}", f"copy.{colour}", f"fax.{colour}"))
            for colour in _COLOURS.values()
        ),
    ),
)
