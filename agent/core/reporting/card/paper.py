"""What lies in a printer's trays and bins, as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages import page, printers
from agent.core.model.shown_text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.model.records import Entry


def paper_rows(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """Return name, paper and level of each tray, then of each output bin that tells its level."""
    return tuple(_rows(entry))


def _rows(entry: Entry) -> Iterator[tuple[str, str, str]]:
    for table, nameless in (("input_trays", page.TRAY), ("output_bins", page.BIN)):
        for row in entry.get(table) or ():
            known = row["level_state"] in {"measured", "some_left"}
            if known or table == "input_trays":
                name = row.get("name") or f"{nameless} {row['index']}"
                yield shortened(name), shortened(row.get("media") or ""), _level(row)


def _level(row: Entry) -> str:
    if row["level_state"] != "measured" or row.get("level") is None:
        return printers.LEVEL_STATES[row["level_state"]]
    return page.in_tray(row["level"], row.get("max_capacity"), row.get("unit"))
