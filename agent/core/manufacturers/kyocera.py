"""Kyocera and the brands on its platform: totals by function, by colour, and by paper size.

The index of a paper size differs from model to model, so its row is found by the size's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.part_colours import by_code
from agent.core.manufacturer_rules.private_objects import (
    Counter,
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

_BY_FUNCTION = private("1347.42.3.1.1.1.1")  # index: function
_BY_FUNCTION_AND_COLOUR = private("1347.42.3.1.2.1.1")  # index: function, colour
_SIZE_NAMES, _BY_SIZE, *_BY_SIZE_AND_COLOUR = privates("1347.42.2.1.1.1", "2", "6", "7", "8", "9")

_FUNCTIONS = {1: "print", 2: "copy", 3: "other", 4: "fax"}
_COLOURS = {1: "monochrome", 2: "single_color", 3: "full_color"}
_COLOURS_OF_SIZES = ("monochrome", "full_color", "single_color")
_LARGE = frozenset({"a3", "ledger"})


def _counts(walk: Walk) -> Mapping[str, CounterValue]:
    found = {**_of_sizes(walk), **_of_functions(walk)}
    return {name: CounterValue(value, Grade.VERIFIED) for name, value in found.items() if value is not None}


def _of_functions(walk: Walk) -> dict[str, int | None]:
    totals, cells = walk.integers(_BY_FUNCTION), walk.integers(_BY_FUNCTION_AND_COLOUR)
    found = {f"{name}.total": totals.get((number,)) for number, name in _FUNCTIONS.items()}
    for code, colour in _COLOURS.items():
        found |= {f"{name}.{colour}": cells.get((number, code)) for number, name in _FUNCTIONS.items()}
        total = total_of(found[f"{name}.{colour}"] for name in _FUNCTIONS.values())
        if total is not None:
            found[f"impressions.{colour}"] = total
    return found


def _of_sizes(walk: Walk) -> dict[str, int | None]:
    names = {row: name.decode("latin-1").strip().lower() for row, name in walk.octets(_SIZE_NAMES).items()}
    pages = walk.integers(_BY_SIZE)
    found = {
        f"impressions.{colour}": total_of(walk.integers(column).values())
        for colour, column in zip(_COLOURS_OF_SIZES, _BY_SIZE_AND_COLOUR, strict=True)
    }
    found["impressions.of_all_sizes"] = total_of(pages.values())
    found["impressions.large"] = total_of(pages.get(row) for row, name in names.items() if name in _LARGE)
    return found


VENDOR = Vendor(
    "kyocera",
    brands=(
        Brand(
            "Kyocera",
            ("kyocera", "kyocera mita", "kyocera document solutions"),
            enterprises=(1347,),
            printers=((1347, 41),),
            lines=("ecosys", "taskalfa"),
            snmp_menu=SnmpMenu(
                "Network Settings > Protocol > SNMPv1/v2c",
                "github.com/casperbudtz: Kyocera Toner Check, SNMP setup (ECOSYS MA4000cifx)",
                was_read=True,
            ),
        ),
        Brand(
            "UTAX",
            ("utax", "ta_utax", "utax_ta", "ta triumph-adler", "triumph-adler"),
            only_printers=True,
            snmp_menu=SnmpMenu(
                "Network Settings > Protocol > SNMPv1/v2c", "as Kyocera, who builds them", was_read=False
            ),
        ),
        Brand("Copystar", ("copystar",)),
    ),
    object_ids=(private("1347"),),
    serial_numbers=(private("1347.43.5.1.1.28.1"),),
    models=(private("1347.43.5.1.1.1.1"),),
    firmware=(private("1347.43.5.4.1.5.1.1"),),
    host_names=(private("1347.40.10.1.1.5.1"),),
    part_colours=by_code(r"\b(?:TK|CK|PK)-?\d{3,5}([KCMY])\b"),  # TK-5240K; UTAX: PK-5015C
    counters=(
        Counter("impressions.total", private("1347.43.10.1.1.12.1.1"), Grade.VERIFIED),
        Counter("impressions.one_sided", private("1347.42.2.5.1.1.1.1"), Grade.VERIFIED),
        Counter("impressions.two_sided", private("1347.42.2.5.1.1.2.1"), Grade.VERIFIED),
        Counter("scan.total", private("1347.46.10.1.1.5.3"), Grade.VERIFIED),
        Counter("scan.copy", private("1347.42.3.1.3.1.1.2"), Grade.VERIFIED),
        Counter("scan.fax", private("1347.42.3.1.3.1.1.4"), Grade.VERIFIED),
        Counter("scan.other", private("1347.42.3.1.4.1.1.1"), Grade.VERIFIED),
    ),
    tables=(
        Group((_BY_FUNCTION, _BY_FUNCTION_AND_COLOUR), repetitions=13, rows=16),
        Group((_SIZE_NAMES, _BY_SIZE, *_BY_SIZE_AND_COLOUR), repetitions=10, rows=32),
    ),
    counts=_counts,
    sums=(
        Sum("impressions.total", ("print.total", "copy.total", "other.total", "fax.total")),
        Sum("impressions.total", ("impressions.one_sided", "impressions.two_sided")),
        Sum("impressions.total", ("impressions.of_all_sizes",)),
        Sum("scan.total", ("scan.copy", "scan.fax", "scan.other")),
    ),
)
