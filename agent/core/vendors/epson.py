"""Epson: tables of firmware modules and of boxes by name; page counters on business models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.asking.mib import Group
from agent.core.text import decode
from agent.core.vendors.part_colours import by_code
from agent.core.vendors.rows import Grade, Sum, SupplyLevel, Vendor, counters, private, privates

if TYPE_CHECKING:
    from agent.core.walk import Walk

_VERSIONS, _MODULES = privates("1248.1.2.2.2.1.1", "2", "3")
# Cartridges of every kind, by row: level in percent and label. A peer reads the maintenance box here.
_BOX_LEVELS, _BOX_LABELS = privates("1248.1.2.2.28.1.1", "2", "5")
_PERCENT = 100
_MAIN = (b"main fw", b"main firmware", b"main")


def _levels(walk: Walk) -> tuple[SupplyLevel, ...]:
    """Return the maintenance boxes: the room left in percent. Inks have their rows in the standard table."""
    levels = walk.integers(_BOX_LEVELS)
    labels = ((row, decode(raw)[0] or "") for row, raw in walk.octets(_BOX_LABELS).items())
    return tuple(
        SupplyLevel("wasteInk", None, level, description=label, supply_class="receptacle")
        for row, label in labels
        if "maintenance" in label.lower() and 0 <= (level := levels.get(row, -1)) <= _PERCENT
    )


def _main_firmware(walk: Walk) -> bytes | None:
    versions = walk.octets(_VERSIONS)
    rows = (row for row, name in walk.octets(_MODULES).items() if name.strip(b" \0").lower() in _MAIN)
    return next((versions[row] for row in rows if row in versions), None)


VENDOR = Vendor(
    "epson",
    makers=("Epson",),
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
    tables=(Group((_VERSIONS, _MODULES, _BOX_LEVELS, _BOX_LABELS), repetitions=6, rows=12),),
    levels=_levels,
    firmware_of=_main_firmware,
    sums=(Sum("impressions.total", ("print.total", "copy.total"), is_complete=False),),
)
