"""What lies in a printer's trays and bins, as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages import page, printers
from agent.core.model.shown_text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.report_format.entries import PrinterEntry, TrayEntry


def paper_rows(entry: PrinterEntry) -> tuple[tuple[str, str, str], ...]:
    """Return name, paper and level of each tray, then of each output bin that tells its level."""
    return tuple(_rows(entry))


def _rows(entry: PrinterEntry) -> Iterator[tuple[str, str, str]]:
    yield from (_row(tray, page.TRAY) for tray in entry.get("input_trays") or ())
    for output_bin in entry.get("output_bins") or ():
        if output_bin["level_state"] in {"measured", "some_left"}:
            yield _row(output_bin, page.BIN)


def _row(row: TrayEntry, nameless: str) -> tuple[str, str, str]:
    name = row.get("name") or f"{nameless} {row['index']}"
    return shortened(name), shortened(row.get("media") or ""), _level(row)


def _level(row: TrayEntry) -> str:
    level = row.get("level")
    if row["level_state"] != "measured" or level is None:
        return printers.LEVEL_STATES[row["level_state"]]
    return page.in_tray(level, row.get("max_capacity"), row.get("unit"))
