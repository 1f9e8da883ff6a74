"""Brother: counters, supplies and the panel's text, packed into octet strings.

A blob is a sequence of records tag, 01, length, value and ends with FF. Four octets are a number,
big endian: a count, or a percentage times 100. Two octets are a level and its maximum (older ink
models). One octet is a status, no level.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.part_colours import by_code
from agent.core.manufacturer_rules.private_objects import (
    Counter,
    CounterValue,
    Grade,
    SupplyLevel,
    Vendor,
    private,
    privates,
)
from agent.core.mib import objects
from agent.core.mib.enumerations import SUPPLIES_TYPE, numbers_of
from agent.core.model.supply_groups import INK, TONER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.model.walk import Oid, Walk

_INFO = "2435.2.3.9.4.2.1.5.5"
_DEVICE_ID = private("2435.2.3.9.1.1.7.0")
_MAINTENANCE, _COUNTERS = privates(_INFO, "8.0", "10.0")
_CARD_FIRMWARE = private("2435.2.4.3.1240.6.5.0")

_END = 0xFF
_HEAD = 3  # tag, 01, length
_NUMBER, _LEVEL_AND_MAXIMUM = 4, 2
_HUNDREDTHS = 100
_PERCENT = 100
_VERSION = re.compile(rb"Ver\.\s*([\w.]*\d[\w.]*)")
# What an IEEE-1284 id tells of how the device marks paper, the surest first. CID names the driver.
_KIND_OF_ID = (
    (re.compile(rb"CID:[^;]*\bLaser", re.IGNORECASE), "toner"),
    (re.compile(rb"CID:[^;]*\b(?:Jpeg|Ink)", re.IGNORECASE), "ink"),
    (re.compile(rb"CMD:[^;]*\bPCL", re.IGNORECASE), "toner"),
    (re.compile(rb"MDL:[A-Z]+-[JT]\d", re.IGNORECASE), "ink"),
    (re.compile(rb"MDL:[A-Z]+-L\d", re.IGNORECASE), "toner"),
)
_INK_TECH = frozenset({12, 13, 14})  # PrtMarkerMarkTechTC: inkjetAqueous, inkjetSolid, inkjetOther
_INK_SUPPLIES, _TONER_SUPPLIES = numbers_of(SUPPLIES_TYPE, INK), numbers_of(SUPPLIES_TYPE, TONER)
_MAINTENANCE_BOX = 0x85  # a plain percent of the room left (bieniu/brother#850: the device's own page agrees)

_FIELD_OF_TAG = {
    0x00: "impressions.total",
    0x01: "impressions.monochrome",
    0x02: "impressions.full_color",
    0x06: "impressions.two_sided",
}

_COLOURS = ("black", "cyan", "magenta", "yellow")
# What is left of each supply: the exact tags before the ones that go in steps of ten.
_MARKING_TAGS = ((0xA1, 0xA2, 0xA3, 0xA4), (0x6F, 0x70, 0x71, 0x72))
_MARKING_STEPS = (0x81, 0x82, 0x83, 0x84)
_DRUM_TAGS = (0x80, 0x79, 0x7A, 0x7B)
_UNITS = {0x41: "opc", 0x69: "transferUnit", 0x6A: "fuser"}
_TONER_UNITS = {*_DRUM_TAGS, *_UNITS}  # drums, belt, fuser: one of these alone makes no ink
_BOX_NAME = "Maintenance Box"
_OTHERS = {0x6B: "Laser Unit", 0x6C: "PF Kit MP", 0x6D: "PF Kit 1"}  # PF: what feeds the paper

Records = dict[int, bytes]


def records(blob: bytes) -> Records:
    """Return the records of a blob by tag; what is cut off or malformed ends the list."""
    return dict(_records(blob))


def _records(blob: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + _HEAD <= len(blob) and not (blob[at] == _END and at + 1 == len(blob)):
        tag, length = blob[at], blob[at + 2]
        value = blob[at + _HEAD : at + _HEAD + length]
        if blob[at + 1] != 1 or len(value) != length:
            return
        yield tag, value
        at += _HEAD + length


def _counts(walk: Walk) -> Mapping[str, CounterValue]:
    found = _blob(walk, _COUNTERS)
    return {
        name: CounterValue(int.from_bytes(found[tag]), Grade.VERIFIED)
        for tag, name in _FIELD_OF_TAG.items()
        if len(found.get(tag, b"")) == _NUMBER
    }


def _levels(walk: Walk) -> tuple[SupplyLevel, ...]:
    found = _blob(walk, _MAINTENANCE)
    kind = _kind(walk, found)
    candidates = [
        SupplyLevel(kind, colour, _marking_percent(found, place)) for place, colour in enumerate(_COLOURS)
    ]
    box = _plain_percent(found, _MAINTENANCE_BOX)
    candidates.append(SupplyLevel("wasteInk", None, box, False, _BOX_NAME, "receptacle"))
    if kind != "ink":  # ink models fill in the records of a drum that they don't have
        candidates += [
            SupplyLevel("opc", colour, _percent(found, tag))
            for tag, colour in zip(_DRUM_TAGS, _COLOURS, strict=True)
        ]
        candidates += [SupplyLevel(kind, None, _percent(found, tag)) for tag, kind in _UNITS.items()]
        candidates += [
            SupplyLevel("other", None, _percent(found, tag), description=name)
            for tag, name in _OTHERS.items()
        ]
    return tuple(level for level in candidates if level.percent_left is not None)


def _kind(walk: Walk, found: Records) -> str:
    """Return "ink", "toner", or "unknown" where nothing tells them apart.

    The type of the standard table speaks first, then what the device says of itself, then what its blob
    can have of one kind alone: a maintenance box and levels of two octets, or a drum of each colour.
    """
    types = set(walk.integers(objects.PRT_MARKER_SUPPLIES_TYPE).values())
    if bool(types & _INK_SUPPLIES) != bool(types & _TONER_SUPPLIES):
        return "ink" if types & _INK_SUPPLIES else "toner"
    device_id = next(iter(walk.octets(_DEVICE_ID).values()), b"")
    named = next((kind for pattern, kind in _KIND_OF_ID if pattern.search(device_id)), None)
    if named:
        return named
    has_ink_tech = _INK_TECH.intersection(walk.integers(objects.PRT_MARKER_MARK_TECH).values())
    if has_ink_tech or _MAINTENANCE_BOX in found or _has_old_levels(found):
        return "ink"
    return "toner" if _TONER_UNITS.intersection(found) else "unknown"


def _has_old_levels(found: Records) -> bool:
    return any(len(found.get(tag, b"")) == _LEVEL_AND_MAXIMUM for tags in _MARKING_TAGS for tag in tags)


def _plain_percent(found: Records, tag: int) -> int | None:
    value = found.get(tag, b"")
    percent = int.from_bytes(value) if len(value) == _NUMBER else None
    return percent if percent is not None and percent <= _PERCENT else None


def _marking_percent(found: Records, place: int) -> int | None:
    exact = (_percent(found, tags[place]) for tags in _MARKING_TAGS)
    percents = (*exact, _plain_percent(found, _MARKING_STEPS[place]))
    return next((percent for percent in percents if percent is not None), None)


def _percent(found: Records, tag: int) -> int | None:
    """Return a record as 0..100; None if it is a status, absent, or more than whole."""
    value = found.get(tag, b"")
    if len(value) == _NUMBER:
        part, whole = int.from_bytes(value), _PERCENT * _HUNDREDTHS
    elif len(value) == _LEVEL_AND_MAXIMUM:
        part, whole = value
    else:
        return None
    if not 0 <= part <= whole or not whole:
        return None
    return max(round(_PERCENT * part / whole), 1 if part else 0)  # something left is never nothing


def _firmware(walk: Walk) -> bytes | None:
    """Return the version inside a text such as "Firmware Ver.1.01 (08.12.12)"."""
    version = _VERSION.search(next(iter(walk.octets(_CARD_FIRMWARE).values()), b""))
    return version[1] if version else None


def _blob(walk: Walk, oid: Oid) -> Records:
    return records(next(iter(walk.octets(oid).values()), b""))


VENDOR = Vendor(
    "brother",
    brands=(
        Brand(
            "Brother",
            ("brother",),
            enterprises=(2435,),
            printers=((2435, 2, 3, 9),),
            families=("hl-", "dcp-", "mfc-"),
            fragile_models=("MFC-8660DN", "MFC-8860DN"),  # home-assistant/core#52834
            snmp_menu=SnmpMenu(
                "Network > Network > Protocol > SNMP",
                "support.brother.com, online guide cv_mfc6955dw: SNMPv3",
                was_read=True,
            ),
        ),
    ),
    object_ids=(private("2435"),),
    serial_numbers=(private(f"{_INFO}.1.0"),),
    firmware=(private(f"{_INFO}.17.0"),),
    device_ids=(_DEVICE_ID,),
    # TN-243BK, LC3219XLC, BT5000Y, DR-243M
    part_colours=by_code(r"\b(?:TN|LC|DR|BTD?|HC)-?\w?\d{2,5}(?:XX?L|VAL)?-?(BK|[KCMY])\b"),
    console=(private("2435.2.3.9.4.2.1.5.4.5.2.0"),),
    counters=(Counter("scan.total", private(f"{_INFO}.54.2.2.1.3.3"), Grade.PEER),),
    decoded=(_MAINTENANCE, _COUNTERS, _CARD_FIRMWARE),
    firmware_of=_firmware,
    counts=_counts,
    levels=_levels,
)
