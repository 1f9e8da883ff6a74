"""OKI: its network cards name themselves in sysDescr, the printer behind them in these objects."""

import re

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.private_objects import Grade, Sum, Vendor, counters, private

_PRINTER = "2001.1.1.1.1.11.1.10"

VENDOR = Vendor(
    "oki",
    brands=(
        Brand(
            "OKI",
            ("oki", "okidata", "oki data corp", "oki data"),
            enterprises=(2001,),
            printers=((2001, 1, 1),),
            snmp_menu=SnmpMenu(
                "Admin Setup > Network Setup > SNMP", "OKI, web page of the device", was_read=False
            ),
        ),
    ),
    object_ids=(private("2001"),),
    serial_numbers=(private(f"{_PRINTER}.45.0"),),
    models=(private(f"{_PRINTER}.25.0"),),
    firmware_in_description=re.compile(r"Attached to \S+ Rev\.(\S+)"),
    counters=counters(
        _PRINTER,
        Grade.HEARSAY,
        {"impressions.full_color": "170.1.6.1", "impressions.monochrome": "170.1.7.1"},
    ),
    sums=(Sum("life", ("impressions.monochrome", "impressions.full_color")),),
)
