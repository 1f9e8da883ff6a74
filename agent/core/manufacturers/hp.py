"""HP: PML objects; their texts begin with a symbol set, which decoding takes off (symbol_sets.py)."""

from __future__ import annotations

import re

from agent.core.manufacturer_rules.private_objects import Grade, Sum, Vendor, counters, private, privates
from agent.core.manufacturers.hp_cartridges import PART_COLOURS

_PML = "11.2.3.9.4.2.1"

# The IEEE-1284 id of a print server; other makers' network cards answer it too.
GD_STATUS_ID = private("11.2.3.9.1.1.7.0")

VENDOR = Vendor(
    "hp",
    makers=("HP",),
    object_ids=(private("11.1"), private("11.2.3.9"), private("29999"), private("26696.1")),
    serial_numbers=(private(f"{_PML}.1.3.3.0"),),
    asset_tags=(private(f"{_PML}.1.3.12.0"),),
    models=(private(f"{_PML}.1.3.2.0"),),
    firmware=privates(_PML, "1.3.6.0", "1.3.5.0"),
    device_ids=(GD_STATUS_ID,),
    counters=(
        *counters(
            _PML,
            Grade.VERIFIED,
            {"impressions.total": "4.1.2.5.0", "impressions.monochrome": "4.1.2.6.0"},
        ),
        *counters(
            _PML,
            Grade.PEER,
            {"impressions.full_color": "4.1.2.7.0", "impressions.two_sided": "4.1.2.22.0"},
        ),
        *counters(
            _PML,
            Grade.HEARSAY,
            {"impressions.monochrome": "1.16.4.1.1.1.0", "impressions.full_color": "1.16.4.1.3.1.0"},
        ),
    ),
    part_colours=PART_COLOURS,
    # HP-Color-LaserJet-4500-MIB, prtMarkerSuppliesLevel: -3 above LOW, -2 between LOW and OUT, 0 at OUT;
    # of its other supplies -2 says nothing.
    low_if_unknown=re.compile(r"\bColor LaserJet 4500\b", re.IGNORECASE),
    sums=(Sum("impressions.total", ("impressions.monochrome", "impressions.full_color")),),
    supplies_context="Jetdirect",
)
