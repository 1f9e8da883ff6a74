"""A printer of each maker, made up from the rules: no value here was ever read from a device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.private_objects import private
from agent.core.mib import objects
from agent.core.model.walk import Oid, Walk, parse_oid
from tests.support.made_printers import made, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Values = Mapping[str, int | str | bytes]

IMPRESSIONS = 7


def device(object_id: str, privates: Values, life: int | None = None, **standard: str) -> Walk:
    """Return a printer with a sysObjectID, private objects, an engine life, and sys_descr or device."""
    cells: dict[tuple[Oid, Oid], int | bytes | Oid] = {
        (objects.SYS_OBJECT_ID, (0,)): parse_oid("1.3.6.1.4.1." + object_id),
        (objects.HR_PRINTER_STATUS, (1,)): 3,
    }
    for name, column, index in (("sys_descr", objects.SYS_DESCR, 0), ("device", objects.HR_DEVICE_DESCR, 1)):
        if name in standard:
            cells[column, (index,)] = standard[name].encode()
    if life is not None:
        cells |= {
            (objects.PRT_MARKER_LIFE_COUNT, (1, 1)): life,
            (objects.PRT_MARKER_COUNTER_UNIT, (1, 1)): IMPRESSIONS,
        }
    for text, value in privates.items():
        cells[private(text), ()] = value.encode() if isinstance(value, str) else value
    return made(cells)


def with_supplies(walk: Walk, rows: Iterable[tuple[int, str, int, int]]) -> Walk:
    """Return a walk with supplies: type, colorant ("" = none), maximum, level; all of them consumed."""
    cells: dict[tuple[Oid, Oid], int | bytes | Oid] = {}
    for place, (kind, colorant, maximum, level) in enumerate(rows, 1):
        at = (1, place)
        cells |= {
            (objects.PRT_MARKER_SUPPLIES_CLASS, at): 3,
            (objects.PRT_MARKER_SUPPLIES_TYPE, at): kind,
            (objects.PRT_MARKER_SUPPLIES_MAX_CAPACITY, at): maximum,
            (objects.PRT_MARKER_SUPPLIES_LEVEL, at): level,
            (objects.PRT_MARKER_SUPPLIES_COLORANT_INDEX, at): place if colorant else 0,
        }
        if colorant:
            cells[objects.PRT_MARKER_COLORANT_VALUE, at] = colorant.encode()
    return merged(walk, made(cells))


def blob(*records: tuple[int, int]) -> bytes:
    """Return a blob of four-octet records."""
    return b"".join(bytes((tag, 1, 4)) + value.to_bytes(4) for tag, value in records) + b"\xff"


def old_blob(*records: tuple[int, int]) -> bytes:
    """Return a blob of an older ink model: a level of 0..20."""
    return b"".join(bytes((tag, 1, 2, level, 0x14)) for tag, level in records) + b"\xff"


BROTHER_INFO = "2435.2.3.9.4.2.1.5.5"
RICOH = "367.3.2.1.2"
SHARP = "2385.1.1.19.2.1"
CANON = "1602.1.11"
KYOCERA = "1347.42"
MATRIX = "1129.2.3.50.1.3.21.6.1"

MADE = {
    "brother": device(
        "2435.2.3.9.1",
        {
            "2435.2.3.9.1.1.7.0": "MFG:Brother;MDL:HL-L0000CDW;CLS:PRINTER;",
            f"{BROTHER_INFO}.1.0": "E70000A1N000001",
            f"{BROTHER_INFO}.17.0": "Z1901010101",
            f"{BROTHER_INFO}.10.0": blob((0, 1500), (1, 600), (2, 900), (6, 400), (0x12, 77)),
            f"{BROTHER_INFO}.8.0": blob((0x31, 1), (0x6F, 4200), (0x70, 900), (0x80, 5100), (0x69, 9000)),
            f"{BROTHER_INFO}.54.2.2.1.3.3": 321,
            "2435.2.3.9.4.2.1.5.4.5.2.0": "Toner low (C)   ",
        },
        life=1512,
    ),
    "hp": device(
        "11.2.3.9.1",
        {
            "11.2.3.9.1.1.7.0": "MFG:HP;MDL:HP LaserJet M000;CLS:PRINTER;",
            "11.2.3.9.4.2.1.1.3.2.0": b"\x01\x15HP LaserJet M000dw",
            "11.2.3.9.4.2.1.1.3.3.0": b"\x01\x15VNB0000001",
            "11.2.3.9.4.2.1.1.3.6.0": b"\x01\x1520990101",
            "11.2.3.9.4.2.1.4.1.2.5.0": 9000,
            "11.2.3.9.4.2.1.4.1.2.6.0": 7000,
            "11.2.3.9.4.2.1.4.1.2.7.0": 2001,
            "11.2.3.9.4.2.1.4.1.2.22.0": 40,
        },
        life=9000,
    ),
    "kyocera": device(
        "1347.41",
        {
            "1347.43.5.1.1.28.1": "VFX0000001",
            "1347.43.5.1.1.1.1": "ECOSYS M0000cidn",
            "1347.43.5.4.1.5.1.1": "2XX_2000.001.001",
            "1347.40.10.1.1.5.1": "KM000001",
            "1347.43.10.1.1.12.1.1": 1000,
            **{f"{KYOCERA}.3.1.1.1.1.{f}": value for f, value in ((1, 600), (2, 300), (3, 40), (4, 60))},
            **{
                f"{KYOCERA}.3.1.2.1.1.{f}.{c}": value
                for f, counts in {
                    1: (400, 50, 150),
                    2: (200, 0, 100),
                    3: (40, 0, 0),
                    4: (60, 0, 0),
                }.items()
                for c, value in enumerate(counts, 1)
            },
            **{f"{KYOCERA}.2.5.1.1.{column}.1": value for column, value in ((1, 700), (2, 300))},
            **{f"{KYOCERA}.2.1.1.1.2.1.{i}": name for i, name in enumerate(("A4", "A3", "Ledger"), 1)},
            **{f"{KYOCERA}.2.1.1.1.6.1.{i}": pages for i, pages in enumerate((880, 100, 20), 1)},
            **{f"{KYOCERA}.2.1.1.1.8.1.{i}": pages for i, pages in enumerate((200, 50, 0), 1)},
            "1347.46.10.1.1.5.3": 500,
            **{f"{KYOCERA}.3.1.3.1.1.{f}": pages for f, pages in ((2, 300), (4, 60))},
            f"{KYOCERA}.3.1.4.1.1.1": 140,
        },
        life=1100,
    ),
    "ricoh": device(
        "367.1.1",
        {
            f"{RICOH}.1.4.0": "G000M000001",
            "367.3.2.1.1.1.1.0": "IM C0000",
            "367.3.2.1.6.1.1.7.1": "RNP000001",
            **{f"{RICOH}.19.5.1.2.{i}": code for i, code in enumerate((10, 401, 403, 0, 201), 1)},
            **{f"{RICOH}.19.5.1.5.{i}": "Total Prints: Full Color" for i in (4,)},
            **{f"{RICOH}.19.5.1.9.{i}": count for i, count in enumerate((800, 300, 100, 250, 170), 1)},
            **{f"{RICOH}.24.1.1.2.{i}": name for i, name in enumerate(("Black Toner", "Cyan Toner"), 1)},
            **{f"{RICOH}.24.1.1.5.{i}": level for i, level in enumerate((70, -100), 1)},
        },
        sys_descr="RICOH IM C0000 1.05 / RICOH Network Printer C model",
    ),
    "konica_minolta": device(
        "18334.1.2.1.2.1.1",
        {
            "18334.1.1.1.1.6.2.1.0": "KONICA MINOLTA bizhub C000i",
            "18334.1.1.1.5.7.2.1.1.0": 2000,
            "18334.1.1.1.5.7.2.1.3.0": 500,
            "18334.1.1.1.5.7.2.1.5.0": 640,
            "18334.1.1.1.5.7.2.2.1.5.1.1": 800,
            "18334.1.1.1.5.7.2.2.1.5.1.2": 600,
            "18334.1.1.1.5.7.2.2.1.5.2.1": 100,
            "18334.1.1.1.5.7.2.2.1.5.2.2": 450,
        },
    ),
    "sharp": device(
        "2385.3.1.100",
        {
            f"{SHARP}.{column}.{row}": value
            for row, name, count in (
                ("1.4.60", "Prints", 500),
                ("1.4.61", "Black & White Print Count", 300),
                ("1.4.63", "Full Color Print Count", 200),
                ("1.4.75", "Duplex", 120),
                ("4.4.61", "Black & White Copy Count", 90),
                ("4.4.64", "Two Color Copy Count", 10),
                ("5.4.61", "Black & White Total Count", 390),
                ("5.4.63", "Full Color Total Count", 200),
                ("5.4.64", "Two Color Total Count", 10),
                ("8.4.50", "Scan to E-mail/FTP", 33),
                ("7.4.50", "Scan to HDD", 7),
            )
            for column, value in ((3, count), (4, name))
        },
        life=600,
        sys_descr="SHARP MX-0000N",
    ),
    "canon": device(
        "1602.4.7",
        {
            "1602.1.1.1.1.0": "iR-ADV C0000",
            "1602.1.1.1.4.0": "10.01",
            "1602.1.2.1.8.1.3.1.1": "XYZ00001",
            **{
                f"{CANON}.2.1.1.{column}.{row}": value
                for row, (name, count) in enumerate(
                    (
                        ("Total 1", 900),
                        ("Total (Black/Large)", 30),
                        ("Total (Black/Small)", 570),
                        ("Total (Full Color + Single Color/Large)", 20),
                        ("Total (Full Color + Single Color/Small)", 280),
                        ("Copy (Total 1)", 200),
                        ("Print (Total 1)", 700),
                        ("Scan (Total 1)", 55),
                    ),
                    1,
                )
                for column, value in ((2, name), (3, count))
            },
        },
    ),
    "epson": device(
        "1248.1.1.2.1.3.5.1",
        {
            "1248.1.2.2.1.1.1.2.1": "WF-C0000",
            "1248.1.2.2.1.1.1.5.1": "X3XX000001",
            "1248.1.1.3.1.1.1.0": "CARD000001",
            "1248.1.2.2.2.1.1.2.1.1": "N001",
            "1248.1.2.2.2.1.1.3.1.1": "Network FW",
            "1248.1.2.2.2.1.1.2.1.2": "M002",
            "1248.1.2.2.2.1.1.3.1.2": "Main FW",
            "1248.1.2.2.27.1.1.30.1.1": 300,
            "1248.1.2.2.27.1.1.3.1.1": 100,
            "1248.1.2.2.27.1.1.4.1.1": 200,
            "1248.1.2.2.27.6.1.4.1.1.1": 250,
            "1248.1.2.2.27.6.1.4.1.1.2": 50,
        },
    ),
    "xerox": device(
        "253.8.62.1.20",
        {
            "253.8.53.3.2.1.3.1": "3TX000001",
            "253.8.53.13.2.1.6.1.20.1": 1000,
            "253.8.53.13.2.1.6.1.20.33": 400,
            "253.8.53.13.2.1.6.1.20.34": 600,
            "253.8.53.13.2.1.6.1.20.7": 450,
            "253.8.53.13.2.1.6.1.20.29": 350,
            "253.8.53.13.2.1.6.11.20.3": 150,
            "253.8.53.13.2.1.6.11.20.25": 50,
            "253.8.53.13.2.1.6.10.20.11": 20,
            "253.8.53.13.2.1.6.10.20.12": 30,
        },
        sys_descr="Xerox WorkCentre 0000; System 1.2, ESS 3",
    ),
    "lexmark": device(
        "641.1.71106749",
        {
            "641.2.1.2.1.2.1": "Lexmark CX000de",
            "641.2.1.2.1.4.1": "CXLBN.230.001",
            "641.6.2.3.1.5.1": "7529000001",
            "641.2.1.5.1.0": 300,
            "641.2.1.5.2.0": 210,
            "641.2.1.5.3.0": 90,
        },
        device="Lexmark CX000de 7529000001 CXLBN.230.001",
    ),
    "samsung": device(
        "236.11.5.1",
        {"236.11.5.11.53.11.1.2.0": 70, "236.11.5.11.53.11.1.1.0": 30, "236.11.5.1.1.1.4.0": "HEARSAY01"},
        life=100,
        sys_descr="Samsung X0000 Series; V1.0;Engine 1.0;NIC V1;S/N Z0Z0BQAA000001",
    ),
    "oki": device(
        "2001.1.1.1.1",
        {
            "2001.1.1.1.1.11.1.10.25.0": "MC000",
            "2001.1.1.1.1.11.1.10.45.0": "AK00000001",
            "2001.1.1.1.1.11.1.10.170.1.6.1": 300,
            "2001.1.1.1.1.11.1.10.170.1.7.1": 500,
        },
        life=4000,
    ),
    "toshiba": device(
        "1129.2.3.1",
        {
            f"{MATRIX}.{category}.1.{colour}": count
            for category, counts in {
                2: (200, 10, 790),
                3: (150, 0, 400),
                4: (50, 10, 300),
                7: (0, 0, 90),
                207: (5, 0, 15),
                208: (195, 10, 775),
            }.items()
            for colour, count in enumerate(counts, 1)
        },
    ),
    "zebra": device(
        "683.6.0",
        {
            "683.1.5.0": "CARD00001",
            "10642.1.1.0": "ZTC ZD000",
            "10642.1.2.0": "V00.20.01Z",
            "10642.1.4.0": "label-7",
            "10642.200.19.5.0": "D0J000000001",
            "10642.200.17.3.0": "192 INCHES, 487 CENTIMETERS",
        },
        sys_descr="ZebraNet Wired PS",
    ),
    "pantum": device(
        "40093.1.1",
        {
            "40093.6.1.2": "CM0A000001",
            "40093.1.1.1.1.0": "1.9.0",
            "40093.1.1.3.1": 12,
            "40093.1.1.3.12.0": 345,
        },
    ),
    "panasonic": device("258.1", {"258.402.1.4.2.1.7.1": 4321}, life=4321),
}
