"""Of which kind a printer's need is: one word for page, table and mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.reporting.attention import Need, supply_thing, troubles_of

if TYPE_CHECKING:
    from agent.core.report_format.entries import PrinterEntry

# Most urgent first.
STOPPED, EMPTY, FULL, PAPER = "stopped", "empty", "full", "paper"
LOW, ALMOST_FULL, ATTENTION, SILENT = "low", "almost_full", "attention", "silent"
ORDER = (STOPPED, EMPTY, FULL, PAPER, LOW, ALMOST_FULL, ATTENTION, SILENT)
_PAPER = ("media", "input-tray", "output-area", "output-tray")  # how the things of paper begin
_SUPPLY = ("supply ", "toner", "marker-", "opc", "developer")
_WASTE = "marker-waste"  # the thing of IPP's keywords for it


def kind_of(need: Need, entry: PrinterEntry | None) -> str:
    """Return the kind of a need by its most urgent part; `entry` is None where a device could not be read."""
    if need.urgent:
        return STOPPED
    if entry is None or need.only_silent:
        return SILENT if entry is None or entry["read_status"] != "partial" else ATTENTION
    troubles = troubles_of(entry)
    fills_up = {_WASTE, *(supply_thing(one) for one in entry["supplies"] if one["class"] == "receptacle")}
    waste = [trouble for trouble in troubles if trouble.thing in fills_up]
    supplies = [one for one in troubles if one.thing.startswith(_SUPPLY) and one not in waste]
    return next(
        kind
        for kind, applies in (
            (EMPTY, any(trouble.is_worst for trouble in supplies)),
            (FULL, any(trouble.is_worst for trouble in waste)),
            (PAPER, any(trouble.thing.startswith(_PAPER) for trouble in troubles)),
            (LOW, bool(supplies)),
            (ALMOST_FULL, bool(waste)),
            (ATTENTION, True),
        )
        if applies
    )
