"""Sharp: counters with English names, and levels that are a percent beside an unknown maximum.

The numbers of the rows mean different things on small and on large models; their names do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.part_colours import by_code
from agent.core.manufacturer_rules.private_objects import (
    CounterValue,
    Grade,
    Sum,
    Vendor,
    private,
    privates,
    total_of,
)
from agent.core.mib.objects import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.walk import Walk

_VALUES, _NAMES = privates("2385.1.1.19.2.1", "3", "4")

_COLOURS = {
    "black & white": "monochrome",
    "full color": "full_color",
    "two color": "two_color",
    "single color": "single_color",
}
_FUNCTIONS = {"print": "print", "copy": "copy", "fax": "fax", "other": "other", "total": "impressions"}
_BY_COLOUR = re.compile(
    r"(black & white|full color|two color|single color) (print|copy|fax|other|total) count"
)
_WHOLE = {"prints": "print.total", "copies": "copy.total", "duplex": "impressions.two_sided"}
_SCANS = "scan to "


def _counts(walk: Walk) -> Mapping[str, CounterValue]:
    values = walk.integers(_VALUES)
    found: dict[str, int] = {}
    for row, raw in walk.octets(_NAMES).items():
        name, value = " ".join(raw.decode("latin-1").lower().split()), values.get(row, -1)
        field = _field_of(name)
        if field and value >= 0:
            found[field] = found.get(field, 0) + value if field == "scan.total" else value
    grand = total_of(found.get(f"impressions.{colour}") for colour in _COLOURS.values())
    if grand is not None and "impressions.monochrome" in found:
        found["impressions.total"] = grand
    return {name: CounterValue(value, Grade.VERIFIED) for name, value in found.items()}


def _field_of(name: str) -> str | None:
    by_colour = _BY_COLOUR.fullmatch(name)
    if by_colour:
        return f"{_FUNCTIONS[by_colour[2]]}.{_COLOURS[by_colour[1]]}"
    return "scan.total" if name.startswith(_SCANS) else _WHOLE.get(name)


VENDOR = Vendor(
    "sharp",
    brands=(
        Brand(
            "Sharp",
            ("sharp",),
            enterprises=(2385,),
            printers=((2385, 3, 1),),
            families=("mx-", "ar-", "bp-"),
            snmp_menu=SnmpMenu(
                "System Settings > Network Settings > SNMP", "Sharp, web page", was_read=False
            ),
        ),
    ),
    object_ids=(private("2385"),),
    models=(private("2385.2.1.3.2.1.4.13501.1302.1"),),
    firmware=(private("2385.2.1.1.2.1.2.1"),),
    tables=(Group((_VALUES, _NAMES), repetitions=16, rows=80),),
    part_colours=by_code(r"\b(?:MX|BP|AR|DX)-?\w{2,4}T([BCMY])[A-Z]?\b", {"B": "black"}),  # MX-61GTCA
    counts=_counts,
    sums=(
        Sum("life", ("impressions.total",)),
        Sum("impressions.monochrome", ("print.monochrome", "copy.monochrome"), is_complete=False),
        Sum("impressions.full_color", ("print.full_color", "copy.full_color"), is_complete=False),
    ),
    is_percent_without_maximum=True,
)
