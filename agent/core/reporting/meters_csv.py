"""The report as a table, meters.csv: one row a printer, for dealers' importers and spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from agent.core.reporting.columns import COLUMN_NAMES, COLUMNS, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.core.report_format.report import Report


# A spreadsheet takes a cell that begins so for a formula (CWE-1236), after blanks too; the wide forms are
# those of East Asian keyboards.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"[\t\r\n]|\s*[{_SIGNS}]")
# Where a spreadsheet parts cells at another sign than the file does, a cell may begin in the middle of ours.
SEPARATORS = ",;\t|:"  # what spreadsheets guess, or remember from the file before
_BREAKS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]+")


def csv_of(report: Report) -> bytes:
    """Return meters.csv of a report (the object of meters.json): UTF-8 with BOM, RFC 4180, CRLF.

    Percentages are 0..100 left until someone must act, the lowest where a printer has several such
    supplies; an empty cell was not readable. Cells that a spreadsheet would run as a formula get a
    leading apostrophe, and control characters become blanks.
    """
    rows = (row.values() for row in rows_of(report))
    # A lone surrogate that JSON may carry has no UTF-8 form.
    return csv_text(COLUMN_NAMES, rows).encode("utf-8-sig", errors="replace")


def rows_of(report: Report) -> Iterator[dict[str, object]]:
    """Yield the row of each printer: its cells by the name of their column, as the report has them."""
    for printer in report.get("printers") or ():
        yield {name: value_of(column, report, printer) for name, column in COLUMNS.items()}


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    """Return a table as RFC 4180 has it, with CRLF, in which no cell is a formula to a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    inner = _inner_formula(delimiter)
    writer.writerows([_cell(value, inner) for value in row] for row in rows)
    return text.getvalue()


def could_run(cell: str) -> bool:
    """Return whether a spreadsheet may take a cell, or what is behind a separator in it, for a formula."""
    return bool(_FORMULA.match(cell) or _inner_formula("").search(cell))


def _inner_formula(delimiter: str) -> re.Pattern[str]:
    """Return the pattern that finds a formula behind a separator within a cell.

    In a table that is parted at commas not behind a comma: such a cell is quoted, and any spreadsheet that
    parts at commas takes it whole. Many texts have a comma in them; the fewer are altered, the better.
    """
    signs = SEPARATORS.replace(",", "") if delimiter == "," else SEPARATORS
    return re.compile(rf"([{signs}])(?=[\s\"]*[{_SIGNS}])")


def _cell(value: object, inner_formula: re.Pattern[str]) -> str:
    if value is None:
        return ""
    text = str(value)
    harmless = inner_formula.sub(r"\1'", _BREAKS.sub(" ", text))
    return f"'{harmless}" if _FORMULA.match(text) or _FORMULA.match(harmless) else harmless
