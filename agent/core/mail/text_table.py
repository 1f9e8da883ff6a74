"""The table of a letter's plain text: a few lines a printer, so that names are whole and numbers aligned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages import mail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.core.mail.fleet import FleetTable

_INDENT, _GAP = "  ", "  "
_NONE = "-"
WIDTH = 78  # columns: what mail programs and terminals show without breaking a line


def text_table(table: FleetTable) -> Iterator[str]:
    """Yield the lines of the table: a head, then each printer's name and, under the head, its numbers.

    Below stand the engine life where nothing is billed, and what does not fit into WIDTH. A serial number
    or counter is never cut, since people copy it.
    """
    if not table.lines:
        return
    columns = _columns(table)
    rows = [[column[1 + place] for column in columns] for place in range(len(table.lines))]
    widths = [max(map(len, column)) for column in columns]
    yield mail.PRINTER
    yield _row([column[0] for column in columns], widths)
    for line, cells in zip(table.lines, rows, strict=True):
        yield f"{line.place}, {line.model}"
        whole = _row(cells, widths)
        fits = len(whole) <= WIDTH
        yield whole if fits else _row([*cells[:-1], ""], widths)
        below = ("" if fits else cells[-1], line.engine, line.late)
        if any(below):
            yield f"{_INDENT}({'; '.join(filter(None, below))})"


def _columns(table: FleetTable) -> list[list[str]]:
    """Return the columns, each its head and a cell of each printer; those without content are left out."""
    lines = table.lines
    columns = [[mail.SERIAL, *(line.serial or _NONE for line in lines)]]
    if table.has_mono:
        columns.append([mail.MONO, *(line.mono or _NONE for line in lines)])
    if table.has_colour:
        columns.append([mail.COLOUR, *(line.colour or _NONE for line in lines)])
    columns.append([mail.TOTAL, *(line.total for line in lines)])
    if table.has_month:
        columns.append([mail.MONTH_SHORT, *(line.month or _NONE for line in lines)])
    columns.append(
        [
            mail.LOWEST if table.has_lowest else "",
            *(line.lowest.text if line.lowest else "" for line in lines),
        ]
    )
    return columns


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    serial, *numbers, last = cells
    aligned = [cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True)]
    return (_INDENT + _GAP.join([serial.ljust(widths[0]), *aligned, last])).rstrip()
