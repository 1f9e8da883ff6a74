"""Billing counters of the demo's printers, as their makers' own objects answer them. All made up.

The objects are those of agent/core/manufacturers: what stands here is read back by the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.manufacturer_rules.private_objects import private
from agent.core.model.walk import Tag, Varbind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Meters:
    """What a printer has counted, in impressions; scans in pages, `two_sided` in sides."""

    print_mono: int
    print_colour: int = 0
    copy_mono: int = 0
    copy_colour: int = 0
    fax: int = 0
    scan: int = 0
    two_sided: int = 0

    @property
    def colour(self) -> int:
        """All in colour."""
        return self.print_colour + self.copy_colour

    @property
    def mono(self) -> int:
        """All in black; faxes are."""
        return self.print_mono + self.copy_mono + self.fax

    @property
    def total(self) -> int:
        """All that was printed."""
        return self.mono + self.colour


def ricoh(meters: Meters) -> tuple[Varbind, ...]:
    """Return rows of type code, label and value."""
    rows = (
        (10, "Counter: Machine Total", meters.total),
        (21, "Total Prints: Full Color", meters.colour),
        (22, "Total Prints: Black & White", meters.mono),
        (200, "Copier Total", meters.copy_mono + meters.copy_colour),
        (201, "Copier: Black & White", meters.copy_mono),
        (203, "Copier: Full Color", meters.copy_colour),
        (300, "Fax Total", meters.fax),
        (400, "Printer Total", meters.print_mono + meters.print_colour),
        (401, "Printer: Black & White", meters.print_mono),
        (403, "Printer: Full Color", meters.print_colour),
        (870, "Scanner Total", meters.scan),
    )
    return tuple(_table("367.3.2.1.2.19.5.1", (2, 5, 9), rows))


def kyocera(meters: Meters) -> tuple[Varbind, ...]:
    """Return totals by function and by colour."""
    functions = {
        1: (meters.print_mono, meters.print_colour),
        2: (meters.copy_mono, meters.copy_colour),
        4: (meters.fax, 0),
    }
    tails = {
        "43.10.1.1.12.1.1": meters.total,
        "42.2.5.1.1.1.1": meters.total - meters.two_sided,
        "42.2.5.1.1.2.1": meters.two_sided,
        "46.10.1.1.5.3": meters.scan,
    }
    for number, (mono, colour) in functions.items():
        tails[f"42.3.1.1.1.1.{number}"] = mono + colour
        tails |= {f"42.3.1.2.1.1.{number}.1": mono, f"42.3.1.2.1.1.{number}.3": colour}
    return tuple(_count(f"1347.{tail}", value) for tail, value in tails.items())


def hp(meters: Meters) -> tuple[Varbind, ...]:
    """Return PML objects; a printer in black has none for colour."""
    counts = {5: meters.total, 6: meters.mono, 22: meters.two_sided}
    counts |= {7: meters.colour} if meters.colour else {}
    return tuple(_count(f"11.2.3.9.4.2.1.4.1.2.{tail}.0", value) for tail, value in counts.items())


def canon(meters: Meters) -> tuple[Varbind, ...]:
    """Return counters that are known by their names."""
    rows = (
        ("Total 1", meters.total),
        ("Total (Black 1)", meters.mono),
        ("Total (Full Color + Single Color 1)", meters.colour),
        ("Copy (Total 1)", meters.copy_mono + meters.copy_colour),
        ("Print (Total 1)", meters.print_mono + meters.print_colour),
        ("Scan (Total 1)", meters.scan),
    )
    return tuple(_table("1602.1.11.2.1.1", (2, 3), rows))


def lexmark(meters: Meters) -> tuple[Varbind, ...]:
    """Return rows of type, unit (sides) and value, of the device 1."""
    rows = ((2, 3, meters.total), (3, 3, meters.mono), (16, 3, meters.print_mono), (17, 3, meters.print_mono))
    return tuple(_table("641.6.4.2.1.1", (2, 3, 4), rows, device=(1,)))


def brother(meters: Meters) -> tuple[Varbind, ...]:
    """Return the records of all counters in one text of octets."""
    counts = {0x00: meters.total, 0x01: meters.mono, 0x06: meters.two_sided}
    records = b"".join(bytes((tag, 1, 4)) + value.to_bytes(4) for tag, value in counts.items())
    return (Varbind(private("2435.2.3.9.4.2.1.5.5.10.0"), Tag.OCTET_STRING, records + b"\xff"),)


def _table(
    prefix: str, columns: tuple[int, ...], rows: Iterable[tuple[int | str, ...]], device: tuple[int, ...] = ()
) -> Iterator[Varbind]:
    for number, row in enumerate(rows, 1):
        for column, value in zip(columns, row, strict=True):
            oid = (*private(prefix), column, *device, number)
            if isinstance(value, str):
                yield Varbind(oid, Tag.OCTET_STRING, value.encode("latin-1"))
            else:
                yield Varbind(oid, Tag.INTEGER, value)


def _count(tail: str, value: int) -> Varbind:
    return Varbind(private(tail), Tag.COUNTER32, value)
