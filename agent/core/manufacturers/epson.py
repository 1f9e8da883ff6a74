"""Epson: tables of firmware modules and of supplies; page counters on business models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.colours import colour_of_text
from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.part_colours import by_code
from agent.core.manufacturer_rules.private_objects import (
    Grade,
    Sum,
    SupplyLevel,
    Vendor,
    counters,
    private,
    privates,
)
from agent.core.mib.character_sets import decode
from agent.core.mib.objects import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.model.walk import Walk

_VERSIONS, _MODULES = privates("1248.1.2.2.2.1.1", "2", "3")
# Supplies by row: level in percent, label, PrtMarkerSuppliesTypeTC. Verified in a recording against the rows
# of the standard table; a peer reads the maintenance box here.
_SUPPLY_LEVELS, _SUPPLY_LABELS, _SUPPLY_TYPES = privates("1248.1.2.2.28.1.1", "2", "5", "21")
_INKS, _WASTE_INK = {5: "ink", 6: "inkCartridge"}, 8
_BOX_NAME = "maintenance"
_PERCENT = 100
_MAIN = (b"main fw", b"main firmware", b"main")


def _levels(walk: Walk) -> tuple[SupplyLevel, ...]:
    """Return the inks whose label says a colour, and the maintenance boxes with the room left in them."""
    return tuple(_supplies(walk))


def _supplies(walk: Walk) -> Iterator[SupplyLevel]:
    types, labels = walk.integers(_SUPPLY_TYPES), walk.octets(_SUPPLY_LABELS)
    for row, percent in walk.integers(_SUPPLY_LEVELS).items():
        label, kind = decode(labels.get(row, b""))[0], types.get(row)
        colour = colour_of_text(label, is_ink=True)
        if not 0 <= percent <= _PERCENT:
            continue
        if kind == _WASTE_INK or (kind is None and _BOX_NAME in (label or "").lower()):
            yield SupplyLevel("wasteInk", None, percent, description=label, supply_class="receptacle")
        elif kind in _INKS and colour:
            yield SupplyLevel(_INKS[kind], colour, percent, description=label)


def _main_firmware(walk: Walk) -> bytes | None:
    versions = walk.octets(_VERSIONS)
    rows = (row for row, name in walk.octets(_MODULES).items() if name.strip(b" \0").lower() in _MAIN)
    return next((versions[row] for row in rows if row in versions), None)


VENDOR = Vendor(
    "epson",
    brands=(
        Brand(
            "Epson",
            ("epson", "seiko epson"),
            enterprises=(1248,),
            printers=((1248, 1, 1, 2, 1, 3, 5),),
            lines=("aculaser", "workforce"),
            families=("al-", "wf-", "wp-", "et-", "cw-", "tm-", "aculaser", "workforce pro"),
            snmp_menu=SnmpMenu(
                "Network Security > Protocol > SNMPv1/v2c", "Epson, Web Config", was_read=False
            ),
        ),
    ),
    object_ids=(private("1248"),),
    serial_numbers=(private("1248.1.2.2.1.1.1.5.1"),),
    models=(private("1248.1.2.2.1.1.1.2.1"),),
    device_ids=(private("1248.1.2.2.1.1.1.1.1"),),
    counters=counters(
        "1248.1.2.2.27",
        Grade.COMPARED,
        {
            "impressions.total": "1.1.30.1.1",
            "impressions.monochrome": "1.1.3.1.1",
            "impressions.full_color": "1.1.4.1.1",
            "print.total": "6.1.4.1.1.1",
            "print.full_color": "6.1.5.1.1.1",
            "copy.total": "6.1.4.1.1.2",
            "copy.full_color": "6.1.5.1.1.2",
        },
    ),
    part_colours=by_code(r"\bSJIC\d+P?-?(BK|MK|[KCMY])\b"),  # SJIC35P-K
    is_zero_life_unread=True,  # seen at 0 for ever on ink models without a billing counter
    tables=(
        Group((_VERSIONS, _MODULES, _SUPPLY_LEVELS, _SUPPLY_LABELS, _SUPPLY_TYPES), repetitions=6, rows=12),
    ),
    levels=_levels,
    firmware_of=_main_firmware,
    sums=(Sum("impressions.total", ("print.total", "copy.total"), is_complete=False),),
)
