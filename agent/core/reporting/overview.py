"""A printer at a glance, for tables: name, pages, supplies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import mail, printers
from agent.core.reporting.attention import supply_name
from agent.core.reporting.printer_names import names_of

if TYPE_CHECKING:
    from agent.core.report_format.entries import PrinterEntry, SupplyEntry
    from agent.core.report_format.report import Report


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """One line of a table of printers, all text for people. `total` is the billing counter."""

    name: str
    ip_address: str
    serial_number: str | None
    total: str
    supplies: tuple[str, ...]
    lowest: str


def printer_rows(report: Report) -> tuple[PrinterRow, ...]:
    """Return a line for each printer of a report, in the report's order."""
    entries = report["printers"]
    return tuple(
        _printer_row(entry, name.full) for entry, name in zip(entries, names_of(entries), strict=True)
    )


def _printer_row(entry: PrinterEntry, name: str) -> PrinterRow:
    return PrinterRow(
        name=name,
        ip_address=entry["ip_address"],
        serial_number=entry["serial_number"],
        total=_total(entry),
        supplies=tuple(_supply(supply) for supply in entry["supplies"]),
        lowest=_lowest(entry),
    )


def _total(entry: PrinterEntry) -> str:
    """Return the billed count; where the printer counts only its engine's life, this apart and named."""
    impressions = entry.get("impressions")
    if impressions and impressions["total"] is not None:
        return mail.counter(impressions["total"])
    life = entry["life_count"]
    engine = f" ({mail.engine(printers.counted(life['value'], life['unit']))})" if life else ""
    return f"{printers.NOT_REPORTED}{engine}"


def _lowest(entry: PrinterEntry) -> str:
    """Return the supply that has the least left; the first one where none is measured."""
    known = [(left, supply) for supply in entry["supplies"] if (left := supply["percent_left"]) is not None]
    if known:
        return _supply(min(known, key=lambda one: one[0])[1])
    return next(map(_supply, entry["supplies"]), "")


def _supply(supply: SupplyEntry) -> str:
    percent = supply["percent_left"]
    if percent is None:
        level = printers.LEVEL_STATES[supply["level_state"]]
    else:
        level = printers.left(percent, fills_up=supply["class"] == "receptacle")
    return printers.at_level(supply_name(supply), level)
