"""The columns of meters.csv: what each means, and where its cell stands in a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.model.supply_groups import MARKING, WASTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent.core.report_format.entries import PrinterEntry, SupplyEntry
    from agent.core.report_format.report import Report


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its meaning in one line of Markdown, for the documents, and the source of its cells.

    The source is a path into the report or into one of its printers[], or makes the cell of both.
    """

    meaning: str
    source: str | Callable[[Report, PrinterEntry], object]


COLUMNS = {
    "SchemaVersion": Column("the report's format", "report.schema"),
    "SiteId": Column("the office's short name, from its settings", "report.site.id"),
    "AgentId": Column("the installation that made the report", "report.agent.id"),
    "ReportId": Column("the report that the row comes from", "report.report_id"),
    "ReadingTime": Column("when these values were read; never re-dated", "printer.read_at"),
    "ReadStatus": Column("`ok`, `partial`, `stale` or `missing`", "printer.read_status"),
    "SerialNumber": Column(
        "as the printer says it, never altered but for the apostrophe; match by this", "printer.serial_number"
    ),
    "SerialSource": Column("where the printer says it", "printer.serial_number_source"),
    "Manufacturer": Column("who made it", "printer.manufacturer"),
    "Model": Column("its model, without the manufacturer", "printer.model"),
    "AssetNumber": Column("the owner's number of the device", "printer.asset_tag"),
    "DeviceName": Column("its name in the network", "printer.host_name"),
    "Location": Column("the place that was typed into it", "printer.location"),
    "IPAddress": Column("where it answered", "printer.ip_address"),
    "MACAddress": Column("of the network card that answered", "printer.mac_address"),
    "Firmware": Column("its version", "printer.firmware"),
    "TotalLife": Column(
        "lifetime count of the engine (RFC 3805 `prtMarkerLifeCount`). **Not a billing count**",
        "printer.life_count.value",
    ),
    "TotalLifeUnit": Column("what that count counts", "printer.life_count.unit"),
    "TotalImpressions": Column(
        "billing counter, all sides; empty where the device has none", "printer.impressions.total"
    ),
    "MonoImpressions": Column(
        "billing counter, black sides; empty where the device has none", "printer.impressions.monochrome"
    ),
    "ColorImpressions": Column(
        "billing counter, colour sides; empty where the device has none", "printer.impressions.full_color"
    ),
    "PrintMono": Column("black sides that were printed", "printer.print.monochrome"),
    "PrintColor": Column("colour sides that were printed", "printer.print.full_color"),
    "CopyMono": Column("black sides that were copied", "printer.copy.monochrome"),
    "CopyColor": Column("colour sides that were copied", "printer.copy.full_color"),
    "FaxTotal": Column("sides of faxes", "printer.fax.total"),
    "ScanTotal": Column("sides that were scanned", "printer.scan.total"),
    "DuplexTotal": Column("sides printed on both faces of a sheet", "printer.impressions.two_sided"),
    "LargeTotal": Column("sides of large paper, such as A3", "printer.impressions.large"),
    "BlackPct": Column(
        "0 to 100 left; empty unless measured", lambda _, printer: _colour_left(printer, "black")
    ),
    "CyanPct": Column(
        "0 to 100 left; empty unless measured", lambda _, printer: _colour_left(printer, "cyan")
    ),
    "MagentaPct": Column(
        "0 to 100 left; empty unless measured", lambda _, printer: _colour_left(printer, "magenta")
    ),
    "YellowPct": Column(
        "0 to 100 left; empty unless measured", lambda _, printer: _colour_left(printer, "yellow")
    ),
    "WastePctFree": Column(
        "space left in the waste container, 0 to 100",
        lambda _, printer: _lowest(s for s in _supplies(printer, WASTE) if _is_receptacle(s)),
    ),
    "DrumPct": Column(
        "0 to 100 left; empty unless measured", lambda _, printer: _lowest(_supplies(printer, {"opc"}))
    ),
    "FuserPct": Column(
        "0 to 100 left; empty unless measured", lambda _, printer: _lowest(_supplies(printer, {"fuser"}))
    ),
    "Status": Column("the printer's state", "printer.status"),
    "StateReasons": Column(
        "reasons of that state, by their names in IPP",
        lambda _, printer: " ".join(printer.get("state_reasons") or ()),
    ),
    "LastSeen": Column(
        "when the printer answered last",
        lambda report, printer: _silent_since(report).get(printer.get("id")) or printer.get("read_at"),
    ),
    "Flags": Column(
        "doubts about the values of this row", lambda _, printer: " ".join(printer.get("flags") or ())
    ),
}

COLUMN_NAMES = tuple(COLUMNS)


def value_of(column: Column, report: Report, printer: PrinterEntry) -> object:
    """Return a column's value for a printer of a report; a path through what is null or absent gives None."""
    if not isinstance(column.source, str):
        return column.source(report, printer)
    value: Any = {"report": report, "printer": printer}
    for name in column.source.split("."):
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
