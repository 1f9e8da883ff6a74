"""The report as a table, meters.csv: one row a printer, for dealers' importers and spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from agent.core.model.supply_groups import MARKING, WASTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from agent.core.report_format.entries import PrinterEntry, SupplyEntry
    from agent.core.report_format.report import Report


# A spreadsheet takes a cell that begins so for a formula (CWE-1236), after blanks too; the wide forms are
# those of East Asian keyboards.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"[\t\r\n]|\s*[{_SIGNS}]")
# Where a spreadsheet parts cells at another sign than the file does, a cell may begin in the middle of ours.
SEPARATORS = ",;\t|:"  # what spreadsheets guess, or remember from the file before
_BREAKS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]+")

# Each cell of a row: where it stands in the report or in one of its printers[], or how it is made of both.
_COLUMNS: dict[str, str | Callable[[Report, PrinterEntry], object]] = {
    "SchemaVersion": "report.schema",
    "SiteId": "report.site.id",
    "AgentId": "report.agent.id",
    "ReportId": "report.report_id",
    "ReadingTime": "printer.read_at",
    "ReadStatus": "printer.read_status",
    "SerialNumber": "printer.serial_number",
    "SerialSource": "printer.serial_number_source",
    "Manufacturer": "printer.manufacturer",
    "Model": "printer.model",
    "AssetNumber": "printer.asset_tag",
    "DeviceName": "printer.host_name",
    "Location": "printer.location",
    "IPAddress": "printer.ip_address",
    "MACAddress": "printer.mac_address",
    "Firmware": "printer.firmware",
    "TotalLife": "printer.life_count.value",
    "TotalLifeUnit": "printer.life_count.unit",
    "TotalImpressions": "printer.impressions.total",
    "MonoImpressions": "printer.impressions.monochrome",
    "ColorImpressions": "printer.impressions.full_color",
    "PrintMono": "printer.print.monochrome",
    "PrintColor": "printer.print.full_color",
    "CopyMono": "printer.copy.monochrome",
    "CopyColor": "printer.copy.full_color",
    "FaxTotal": "printer.fax.total",
    "ScanTotal": "printer.scan.total",
    "DuplexTotal": "printer.impressions.two_sided",
    "LargeTotal": "printer.impressions.large",
    "BlackPct": lambda _, printer: _colour_left(printer, "black"),
    "CyanPct": lambda _, printer: _colour_left(printer, "cyan"),
    "MagentaPct": lambda _, printer: _colour_left(printer, "magenta"),
    "YellowPct": lambda _, printer: _colour_left(printer, "yellow"),
    "WastePctFree": lambda _, printer: _lowest(s for s in _supplies(printer, WASTE) if _is_receptacle(s)),
    "DrumPct": lambda _, printer: _lowest(_supplies(printer, {"opc"})),
    "FuserPct": lambda _, printer: _lowest(_supplies(printer, {"fuser"})),
    "Status": "printer.status",
    "StateReasons": lambda _, printer: " ".join(printer.get("state_reasons") or ()),
    "LastSeen": lambda report, printer: (
        _silent_since(report).get(printer.get("id")) or printer.get("read_at")
    ),
    "Flags": lambda _, printer: " ".join(printer.get("flags") or ()),
}


COLUMN_NAMES = tuple(_COLUMNS)


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
        yield {name: _value(source, report, printer) for name, source in _COLUMNS.items()}


def csv_text(header: Sequence[str], rows: Iterable[Iterable[object]], delimiter: str = ",") -> str:
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


def _value(
    source: str | Callable[[Report, PrinterEntry], object], report: Report, printer: PrinterEntry
) -> object:
    """Return the value of a column's source; a path through an object that is null or absent gives None."""
    if callable(source):
        return source(report, printer)
    value: Any = {"report": report, "printer": printer}
    for name in source.split("."):
        value = (value or {}).get(name)
    return value


def _supplies(printer: PrinterEntry, types: Iterable[str]) -> list[SupplyEntry]:
    wanted = frozenset(types)
    return [supply for supply in printer.get("supplies") or () if supply.get("type") in wanted]


def _is_receptacle(supply: SupplyEntry) -> bool:
    """Return whether a supply is filled; where the class was not readable its type has said so."""
    return supply.get("class") in {"receptacle", None}


def _colour_left(printer: PrinterEntry, colorant: str) -> int | None:
    return _lowest(
        supply
        for supply in _supplies(printer, MARKING)
        if supply.get("class") in {"consumed", None} and (supply.get("colorant") or "").lower() == colorant
    )


def _lowest(supplies: Iterable[SupplyEntry]) -> int | None:
    percents = (supply.get("percent_left") for supply in supplies)
    return min((percent for percent in percents if percent is not None), default=None)


def _silent_since(report: Report) -> dict[object, object]:
    """Return when each printer that was not read last answered, by id: that may be after its last reading."""
    rows = (*(report.get("silent_known") or ()), *(report.get("not_asked") or ()))
    return {known.get("id"): known.get("last_seen") for known in rows}
