"""Lexmark, and the lasers that it builds for Dell and IBM."""

from __future__ import annotations

import re

from agent.core.vendors.part_colours import by_code
from agent.core.vendors.rows import Grade, Vendor, counters, private, privates

_VERSION = re.compile(r" version (\S*\d\S*) kernel ")

VENDOR = Vendor(
    "lexmark",
    makers=("Lexmark", "IBM"),
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
)

DELL = Vendor(
    "dell",
    makers=("Dell",),
    object_ids=(private("674.10898.100"),),
    models=(private("674.10898.100.2.1.2.1.2.1"),),
    firmware=(private("674.10898.100.1.1.1.0"),),
    firmware_in_description=_VERSION,
)
