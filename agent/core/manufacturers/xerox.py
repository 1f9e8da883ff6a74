"""Xerox: impression counters by number. Fujifilm and Fuji Xerox devices tell all by the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.private_objects import (
    CounterValue,
    Grade,
    Sum,
    Vendor,
    counters,
    private,
    privates,
    total_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.walk import Walk

_COUNTERS = "253.8.53.13.2.1.6"
_SCANS = privates(_COUNTERS, "10.20.11", "10.20.12")  # to e-mail, to the network


def _counts(walk: Walk) -> Mapping[str, CounterValue]:
    scans = total_of(value for oid in _SCANS for value in walk.integers(oid).values())
    return {} if scans is None else {"scan.total": CounterValue(scans, Grade.PEER)}


VENDOR = Vendor(
    "xerox",
    brands=(
        Brand(
            "Xerox",
            ("xerox", "xerox®"),
            enterprises=(253, 128),
            printers=((253, 8, 62),),
            lines=("phaser", "workcentre", "versalink", "altalink", "primelink", "colorqube"),
            families=("phaser", "workcentre", "versalink", "altalink", "docuprint", "colorqube"),
            snmp_menu=SnmpMenu(
                "Properties > Connectivity > Setup > SNMP > Edit > Enable SNMP v1/v2c Protocols",
                "WorkCentre 7800, system administrator guide, p. 66",
                was_read=True,
            ),
        ),
    ),
    object_ids=(private("253"), private("128")),
    serial_numbers=(private("253.8.53.3.2.1.3.1"),),
    models=(private("128.2.1.3.1.2.0"),),
    device_ids=(private("253.8.51.1.2.1.20.1"),),
    counters=(
        *counters(
            _COUNTERS,
            Grade.PEER,
            {
                "impressions.total": "1.20.1",
                "impressions.full_color": "1.20.33",
                "impressions.monochrome": "1.20.34",
                "copy.full_color": "11.20.25",
                "copy.monochrome": "11.20.3",
            },
        ),
        *counters(
            _COUNTERS,
            Grade.HEARSAY,
            {"print.monochrome": "1.20.7", "print.full_color": "1.20.29", "fax.total": "1.20.71"},
        ),
    ),
    decoded=_SCANS,
    counts=_counts,
    sums=(
        Sum(
            "impressions.total",
            ("print.monochrome", "print.full_color", "copy.monochrome", "copy.full_color", "fax.total"),
        ),
        Sum("impressions.monochrome", ("print.monochrome", "copy.monochrome", "fax.total")),
        Sum("impressions.full_color", ("print.full_color", "copy.full_color")),
    ),
)

FUJIFILM = Vendor(
    "fujifilm",
    brands=(
        Brand(
            "Fujifilm",
            ("fujifilm", "fuji xerox", "fujifilm business innovation"),
            enterprises=(297,),
            printers=((297, 1, 11, 93), (297, 1, 111)),
            lines=("apeos", "apeosport", "docucentre"),
            families=("apeos", "docucentre", "docuprint"),
            snmp_menu=SnmpMenu(
                "Properties > Protocol Settings > SNMP > Enable SNMP v1/v2c Protocols",
                "opencds-fb.fujifilm.com: Protocol Settings - SNMP",
                was_read=True,
            ),
        ),
    ),
    object_ids=(private("297"),),
)
