"""A printer at a glance, for tables: name, pages, supplies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import printers
from agent.core.reporting.attention import supply_name
from agent.core.reporting.printer_names import names_of

if TYPE_CHECKING:
    from agent.core.report_format.entries import PrinterEntry, SupplyEntry
    from agent.core.report_format.report import Report


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """One line of a table of printers, all of it text for people."""

    name: str
    ip_address: str
    serial_number: str | None
    life: str
    supplies: tuple[str, ...]


def printer_rows(report: Report) -> tuple[PrinterRow, ...]:
    """Return a line for each printer of a report, in the report's order."""
    entries = report["printers"]
    return tuple(
        _printer_row(entry, name.full) for entry, name in zip(entries, names_of(entries), strict=True)
    )


def _printer_row(entry: PrinterEntry, name: str) -> PrinterRow:
    life = entry["life_count"]
    return PrinterRow(
        name=name,
        ip_address=entry["ip_address"],
        serial_number=entry["serial_number"],
        life=printers.counted(life["value"], life["unit"]) if life else printers.NOT_READABLE,
        supplies=tuple(_supply(supply) for supply in entry["supplies"]),
    )


def _supply(supply: SupplyEntry) -> str:
    percent = supply["percent_left"]
    if percent is None:
        level = printers.LEVEL_STATES[supply["level_state"]]
    else:
        level = printers.left(percent, fills_up=supply["class"] == "receptacle")
    return printers.at_level(supply_name(supply), level)
