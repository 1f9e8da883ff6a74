"""Ricoh, Savin, Lanier, NRG, Gestetner: counters in a table whose rows move from model to model.

A row is known by its type code, or by its label; toner levels are percents with three odd numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.private_objects import (
    CounterValue,
    Grade,
    Sum,
    SupplyLevel,
    Vendor,
    counters,
    private,
    privates,
)
from agent.core.mib import objects
from agent.core.mib.objects import Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.model.walk import Walk

_CODES, _LABELS, _VALUES = privates("367.3.2.1.2.19.5.1", "2", "5", "9")
_TONER_NAMES, _TONER_LEVELS = privates("367.3.2.1.2.24.1.1", "2", "5")

_NEAR_END = -100  # less than ten percent
_PERCENT = 100
_MARKING = ("toner", "ink", "print cartridge")
_INK_TECH = frozenset({12, 13, 14})  # PrtMarkerMarkTechTC: the gel printers
_COLOURANTS = ("black", "cyan", "magenta", "yellow")

_FIELD_OF_CODE = {
    10: "impressions.total",
    200: "copy.total",
    201: "copy.monochrome",
    202: "copy.two_color",
    203: "copy.full_color",
    300: "fax.total",
    400: "print.total",
    401: "print.monochrome",
    402: "print.two_color",
    403: "print.full_color",
    870: "scan.total",
    871: "scan.total",
}

_FIELD_OF_LABEL = (
    (re.compile(r"machine total"), "impressions.total"),
    (re.compile(r"total prints: (?:full )?colou?r"), "impressions.full_color"),
    (re.compile(r"total prints: (?:mono|black)"), "impressions.monochrome"),
    (re.compile(r"copier: black"), "copy.monochrome"),
    (re.compile(r"copier: full colou?r"), "copy.full_color"),
    (re.compile(r"copier: two-?colou?r"), "copy.two_color"),
    (re.compile(r"copier: single colou?r"), "copy.single_color"),
    (re.compile(r"printer: black"), "print.monochrome"),
    (re.compile(r"printer: (?:full )?colou?r"), "print.full_color"),
    (re.compile(r"printer: two-?colou?r"), "print.two_color"),
    (re.compile(r"printer: single colou?r"), "print.single_color"),
    (re.compile(r"fax: (?:black|total)"), "fax.total"),
)


def _counts(walk: Walk) -> Mapping[str, CounterValue]:
    codes = walk.integers(_CODES)
    labels = {
        row: " ".join(text.decode("latin-1").lower().split()) for row, text in walk.octets(_LABELS).items()
    }
    found: dict[str, CounterValue] = {}
    for row, value in walk.integers(_VALUES).items():
        name = _FIELD_OF_CODE.get(codes.get(row, 0)) or _field_of_label(labels.get(row, ""))
        if name and value >= 0:
            found.setdefault(name, CounterValue(value, Grade.PEER))
    if "print.full_color" not in found and "print.two_color" in found:  # some have one code for all colour
        found["print.full_color"] = found.pop("print.two_color")
    return found


def _field_of_label(label: str) -> str | None:
    return next((name for pattern, name in _FIELD_OF_LABEL if pattern.search(label)), None)


def _levels(walk: Walk) -> tuple[SupplyLevel, ...]:
    return tuple(_toners(walk))


def _toners(walk: Walk) -> Iterator[SupplyLevel]:
    names = walk.octets(_TONER_NAMES)
    kind = "ink" if _INK_TECH.intersection(walk.integers(objects.PRT_MARKER_MARK_TECH).values()) else "toner"
    for row, level in walk.integers(_TONER_LEVELS).items():
        name = names.get(row, b"").lower().decode("latin-1")
        colour = next((colour for colour in _COLOURANTS if colour in name), None)
        if colour and any(word in name for word in _MARKING) and "waste" not in name:
            percent = level if 0 <= level <= _PERCENT else None
            yield SupplyLevel(kind, colour, percent, is_low=level == _NEAR_END)


VENDOR = Vendor(
    "ricoh",
    brands=(
        Brand(
            "Ricoh",
            ("ricoh",),
            enterprises=(367,),
            printers=((367, 1, 1),),
            lines=("aficio",),
            families=("aficio", "mp ", "sp ", "im ", "pro c"),
            snmp_menu=SnmpMenu(
                "Device Management > Configuration > Network > SNMP",
                "Web Image Monitor; the same by telnet: snmp v1v2 on (Aficio MP C3500, network guide, p. 76)",
                was_read=False,
            ),
        ),
        Brand("Savin", ("savin",), only_printers=True),
        Brand("Lanier", ("lanier",), only_printers=True),
        Brand("NRG", ("nrg", "nashuatec", "rex-rotary"), only_printers=True),
        Brand("Gestetner", ("gestetner",), only_printers=True),
    ),
    object_ids=(private("367"),),
    serial_numbers=(private("367.3.2.1.2.1.4.0"),),
    models=(private("367.3.2.1.1.1.1.0"),),
    firmware=(private("367.3.2.1.1.1.2.0"),),
    firmware_in_description=re.compile(r" (\d+\.\d[\w.]*) / "),
    host_names=(private("367.3.2.1.6.1.1.7.1"),),
    device_ids=(private("367.3.2.1.1.1.11.0"),),
    counters=counters(
        "367.3.2.1.2.19",
        Grade.HEARSAY,
        {"impressions.total": "1.0", "print.total": "2.0", "fax.total": "3.0", "copy.total": "4.0"},
    ),
    tables=(
        Group((_CODES, _LABELS, _VALUES), repetitions=15, rows=90),
        Group((_TONER_NAMES, _TONER_LEVELS), repetitions=6, rows=12),
    ),
    counts=_counts,
    levels=_levels,
    sums=(Sum("impressions.total", ("print.total", "copy.total", "fax.total")),),
)
