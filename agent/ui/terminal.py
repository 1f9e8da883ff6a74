"""What a terminal shows: a table of printers and the lines around it."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import fill, wrap
from typing import TYPE_CHECKING

from agent.core.conditions.text import most_urgent, of_report, sentence_of
from agent.core.mail.letter import headline
from agent.core.messages import fleet, page, printers, reports
from agent.core.reporting.attention import needs_of
from agent.core.reporting.overview import PrinterRow, printer_rows
from agent.ui import folding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.core.report_format.report import Report

GAP = "  "
ALL_SUPPLIES = 110  # columns of a terminal; a narrower one shows the lowest supply alone, in a line or two
SUPPLIES_WIDTH = 60  # characters, where there is room for it
# Columns and what they keep, in the order in which they give way; the serial number never does.
_GIVING_WAY = ((4, 32), (0, 24), (3, 12), (4, 20), (0, 16), (1, 10), (4, 8), (0, 8), (3, 8), (1, 8))
_NO_BREAK = "\u00a0"


def printers_table(report: Report) -> str:
    """Return the report's printers as a table of text, then what needs attention.

    No line is wider than the terminal, or COLUMNS; a longer serial number makes an exception.
    """
    width = folding.columns()
    bullets = (folding.hanging(line) for line in _bullets(report))
    return "\n".join((*_lines(report, width), *bullets, *_left_out(report)))


def _lines(report: Report, width: int) -> Iterator[str]:
    is_wide = width >= ALL_SUPPLIES
    cells = [_cells(printer_row, all_supplies=is_wide) for printer_row in printer_rows(report)]
    if cells:
        heads = printers.TABLE_HEADS if is_wide else (*printers.TABLE_HEADS[:-1], fleet.LOWEST)
        table = (tuple(head.upper() for head in heads), *cells)
        widths = _fitted([max(map(len, column)) for column in zip(*table, strict=True)], width)
        for row in table:
            columns = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
            yield from (_line(line, widths) for line in zip_longest(*columns, fillvalue=""))
        yield ""
    yield fill(headline(report), width)


def _bullets(report: Report) -> Iterator[str]:
    for condition in most_urgent(of_report(report)):
        yield f"  ! {sentence_of(condition)}"
    if report.get("not_asked"):
        yield f"  - {reports.not_asked(len(report['not_asked']))}"
    for need in needs_of(report):
        yield f"  {'!' if need.urgent else '-'} {need.printer}: {'; '.join(need.sentences)}."
    for row in report["unreadable"]:
        yield f"  ! {row['ip_address']}: {row['why']} {row['advice']}"
    for note in report["scan"]["notes"]:
        yield f"  - {note}"
    for network in report["scan"].get("networks_left_out", ()):
        yield f"  - {network['name']}: {network['why']}."


def _left_out(report: Report) -> Iterator[str]:
    """Yield what is no printer, apart from what needs attention."""
    if report["left_out"]:
        yield ""
        yield f"{page.LEFT_OUT}:"
    for row in report["left_out"]:
        yield folding.hanging(f"    {row['ip_address']}: {row['why']}.")


def _cells(printer_row: PrinterRow, *, all_supplies: bool) -> tuple[str, ...]:
    serial = printer_row.serial_number or printers.NOT_READABLE
    supplies = ", ".join(printer_row.supplies) if all_supplies else printer_row.lowest
    return printer_row.name, printer_row.ip_address, serial, printer_row.total, supplies


def _fitted(widths: Sequence[int], width: int) -> list[int]:
    """Return the widths of the columns so that a line fits into `width`, where that can be."""
    fitted = [*widths[:-1], min(widths[-1], SUPPLIES_WIDTH)]
    for column, least in _GIVING_WAY:
        excess = sum(fitted) + len(GAP) * (len(fitted) - 1) - width
        fitted[column] = max(fitted[column] - max(excess, 0), min(least, fitted[column]))
    return fitted


def _wrapped(cell: str, width: int) -> list[str]:
    """Return a cell on lines of at most `width`, parted at blanks where there are some."""
    lines = wrap(cell.replace(" %", f"{_NO_BREAK}%"), width, break_on_hyphens=False)
    return [line.replace(_NO_BREAK, " ") for line in lines] or [""]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
