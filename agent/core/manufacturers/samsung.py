"""Samsung, also under other brands: its serial number stands in sysDescr or in the standard object."""

import re

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.part_colours import by_code
from agent.core.manufacturer_rules.private_objects import Grade, Sum, Vendor, counters, private

VENDOR = Vendor(
    "samsung",
    brands=(
        Brand(
            "Samsung",
            ("samsung",),
            enterprises=(236,),
            printers=((236, 11, 5),),
            families=("clp-", "clx-", "ml-", "scx-", "sl-", "xpress"),
            snmp_menu=SnmpMenu("Settings > Network Settings > SNMP", "SyncThru Web Service", was_read=False),
        ),
    ),
    object_ids=(private("236"),),
    part_colours=by_code(r"\bCL[TPX]-?([KCMY])\d{3}"),  # CLT-K404S
    firmware_in_description=re.compile(r"^[^;]*;\s*(V\d[^;\s]*)"),
    counters=counters(
        "236.11.5.11.53.11.1",
        Grade.HEARSAY,
        {"impressions.monochrome": "2.0", "impressions.full_color": "1.0"},
    ),
    sums=(Sum("life", ("impressions.monochrome", "impressions.full_color")),),
)
