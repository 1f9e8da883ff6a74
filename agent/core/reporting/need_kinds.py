"""Of which kind a printer's need is: one word for page, table and mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.reporting.attention import troubles_of

if TYPE_CHECKING:
    from agent.core.report_format.entries import PrinterEntry
    from agent.core.reporting.attention import Need

# Most urgent first.
STOPPED, EMPTY, PAPER, LOW, ATTENTION, SILENT = "stopped", "empty", "paper", "low", "attention", "silent"
ORDER = (STOPPED, EMPTY, PAPER, LOW, ATTENTION, SILENT)
_PAPER = ("media", "input-tray", "output-area", "output-tray")  # how the things of paper begin
_SUPPLY = ("supply ", "toner", "marker-", "opc", "developer")


def kind_of(need: Need, entry: PrinterEntry | None) -> str:
    """Return the kind of a need by its most urgent part; `entry` is None where a device could not be read."""
    if need.urgent:
        return STOPPED
    if entry is None or need.only_silent:
        return SILENT if entry is None or entry["read_status"] != "partial" else ATTENTION
    troubles = troubles_of(entry)
    supplies = [trouble for trouble in troubles if trouble.thing.startswith(_SUPPLY)]
    if any(trouble.is_worst for trouble in supplies):
        return EMPTY
    if any(trouble.thing.startswith(_PAPER) for trouble in troubles):
        return PAPER
    return LOW if supplies else ATTENTION
