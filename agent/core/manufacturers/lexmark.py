"""Lexmark, and the lasers that it builds for Dell and IBM.

LEXMARK-MPS-MIB has page counts as rows of type, unit and value. A type may be counted in
sheets and in sides; the MIB promises totalSafe in sides, so the unit of its greatest row is that of sides.
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
    counters,
    private,
    privates,
)
from agent.core.mib.objects import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.walk import Walk

_VERSION = re.compile(r" version (\S*\d\S*) kernel ")

_TYPES, _UNITS, _VALUES = privates("641.6.4.2.1.1", "2", "3", "4")  # paperGeneralCountTable
_TOTAL = 2
_FIELD_OF_TYPE = {
    _TOTAL: "impressions.total",  # totalSafe: printed and delivered into a bin
    3: "impressions.monochrome",
    4: "impressions.full_color",
    16: "print.total",
    17: "print.monochrome",
    18: "print.full_color",
    32: "copy.total",
    33: "copy.monochrome",
    34: "copy.full_color",
    48: "fax.total",
    49: "fax.monochrome",
    50: "fax.full_color",
}


def _counts(walk: Walk) -> Mapping[str, CounterValue]:
    types, units, values = walk.integers(_TYPES), walk.integers(_UNITS), walk.integers(_VALUES)
    device = min((row[0] for row in types if row), default=None)  # a print server has several
    rows = [row for row in types if row[:1] == (device,) and values.get(row, -1) >= 0]
    totals = [row for row in rows if types[row] == _TOTAL]
    most = max((values[row] for row in totals), default=None)
    sides = {units.get(row) for row in totals if values[row] == most}
    found: dict[str, CounterValue] = {}
    for row in sorted(rows, key=lambda row: -values[row]):
        field = _FIELD_OF_TYPE.get(types[row])
        if field and (not sides or units.get(row) in sides):
            found.setdefault(field, CounterValue(values[row], Grade.SPECIFIED))
    return found


VENDOR = Vendor(
    "lexmark",
    brands=(
        Brand(
            "Lexmark",
            ("lexmark", "lexmark international"),
            enterprises=(641,),
            printers=((641, 1), (641, 2)),
            only_printers=True,
            snmp_menu=SnmpMenu(
                "Settings > Network/Ports > SNMP", "Lexmark, Embedded Web Server", was_read=False
            ),
        ),
        Brand("IBM", ("ibm",), enterprises=(2,), lines=("infoprint",)),
    ),
    object_ids=(private("641"),),
    serial_numbers=privates("641", "6.2.3.1.5.1", "2.1.2.1.6.1"),
    models=privates("641", "6.2.3.1.4.1", "2.1.2.1.2.1"),
    firmware=privates("641", "2.1.2.1.4.1", "6.3.3.1.7.1.1"),
    device_ids=(private("641.2.1.2.1.3.1"),),
    part_colours=by_code(r"\b(?:\d{2}[A-Z]\w{1,3}|C\d{3}\w{1,2})([KCMY])[0G]\b"),  # 74C2SK0, C540H1KG
    firmware_in_description=_VERSION,
    counters=counters(
        "641.2.1.5",
        Grade.HEARSAY,
        {"impressions.total": "1.0", "impressions.monochrome": "2.0", "impressions.full_color": "3.0"},
    ),
    tables=(Group((_TYPES, _UNITS, _VALUES), repetitions=15, rows=30),),
    counts=_counts,
    sums=(Sum("impressions.total", ("print.total", "copy.total", "fax.total"), is_complete=False),),
)

DELL = Vendor(
    "dell",
    brands=(
        Brand(
            "Dell",
            ("dell",),
            enterprises=(674,),
            printers=((674, 10898, 100),),
            snmp_menu=SnmpMenu("Print Server Settings > SNMP", "Dell, Printer Web Tool", was_read=False),
        ),
    ),
    object_ids=(private("674.10898.100"),),
    models=(private("674.10898.100.2.1.2.1.2.1"),),
    firmware=(private("674.10898.100.1.1.1.0"),),
    firmware_in_description=_VERSION,
)
