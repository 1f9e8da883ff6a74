"""Makers of label printers: Zebra, whose network card has a serial number of its own, and TSC."""

import re

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.private_objects import Vendor, private, privates

_CARD = private(
    "683"
)  # the network card's tree: only its sysObjectID is of use, its serial is not the printer's

ZEBRA = Vendor(
    "zebra",
    brands=(
        Brand(
            "Zebra",
            ("zebra", "zebra technologies", "zebranet", "ztc"),
            enterprises=(10642, 683),
            printers=((10642,), (683,)),
            snmp_menu=SnmpMenu(
                "View and Modify Printer Settings > Network > SNMP", "Zebra, web page", was_read=False
            ),
        ),
    ),
    object_ids=(private("10642"), _CARD),
    serial_numbers=privates("10642", "200.19.5.0", "1.9.0"),
    models=privates("10642", "200.19.7.0", "1.1.0"),
    firmware=(private("10642.1.2.0"),),
    host_names=(private("10642.1.4.0"),),
    device_ids=(private("10642.1.3.0"),),
    printed_length=private("10642.200.17.3.0"),
)

TSC = Vendor(
    "tsc",
    brands=(
        Brand(
            "TSC",
            ("tsc", "tsc auto id"),
            enterprises=(51966,),
            printers=((51966,),),
            families=("ttp", "tdp", "da2", "mh2", "ml2", "mx2", "te2", "tx2", "alpha-"),
        ),
    ),
    object_ids=(private("51966"),),
    firmware_in_description=re.compile(r"Version: (\S+)"),
)
