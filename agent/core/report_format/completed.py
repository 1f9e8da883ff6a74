"""A received entry of printers[] to one as this program writes it: what the views read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.report_format.entries import (
        AlertEntry,
        CoverEntry,
        EmptiesEntry,
        FunctionEntry,
        IdentityEntry,
        ImpressionsEntry,
        LifeCountEntry,
        MarkerEntry,
        PrinterEntry,
        SupplyEntry,
        TablesEntry,
        TrayEntry,
    )
    from agent.core.report_format.received_printer import (
        ReceivedAlert,
        ReceivedCover,
        ReceivedEmpties,
        ReceivedFunction,
        ReceivedImpressions,
        ReceivedLifeCount,
        ReceivedMarker,
        ReceivedPrinter,
        ReceivedSupply,
        ReceivedTray,
    )

SNMP_PORT = 161  # where a report of another program does not say it
NEVER = "1970-01-01T00:00:00+00:00"  # read_at of a printer that was never read


def completed(entry: ReceivedPrinter) -> PrinterEntry:
    """Return an entry with all that a view looks at: None or empty where it was absent or null.

    Without an address the printer's id stands there, for a name. The past (usage, events, supply_events) is
    left out: it is this program's own.
    """
    counts = entry.get("scan")
    return {
        **_identity(entry),
        **_tables(entry),
        "life_count": _life_count(entry.get("life_count")),
        "impressions": _impressions(entry.get("impressions")),
        "print": _function(entry.get("print")),
        "copy": _function(entry.get("copy")),
        "fax": _function(entry.get("fax")),
        "scan": {"total": counts.get("total")} if counts else None,
        "counters_source": entry.get("counters_source") or "standard",
        "usage": None,
        "cut": {},
        "supply_events": [],
        "events": [],
    }


def _identity(entry: ReceivedPrinter) -> IdentityEntry:
    return {
        "id": entry["id"],
        "serial_number": entry.get("serial_number"),
        "serial_number_source": entry.get("serial_number_source"),
        "mac_address": entry.get("mac_address"),
        "ip_address": entry.get("ip_address") or entry["id"],
        "port": entry.get("port") or SNMP_PORT,
        "host_name": entry.get("host_name"),
        "manufacturer": entry.get("manufacturer"),
        "model": entry.get("model"),
        "sys_descr": entry.get("sys_descr"),
        "sys_object_id": entry.get("sys_object_id"),
        "location": entry.get("location"),
        "asset_tag": entry.get("asset_tag"),
        "firmware": entry.get("firmware"),
        "read_status": entry["read_status"],
        "read_at": entry["read_at"] or NEVER,
        "snmp_version": entry.get("snmp_version") or "2c",
        "status": entry.get("status") or "unknown",
    }


def _tables(entry: ReceivedPrinter) -> TablesEntry:
    return {
        "detected_errors": entry.get("detected_errors") or [],
        "state_reasons": entry.get("state_reasons") or [],
        "console": entry.get("console") or [],
        "markers": [_marker(marker) for marker in entry.get("markers") or ()],
        "supplies": [_supply(supply) for supply in entry.get("supplies") or ()],
        "input_trays": [_tray(tray) for tray in entry.get("input_trays") or ()],
        "output_bins": [_tray(tray) for tray in entry.get("output_bins") or ()],
        "covers": [_cover(cover) for cover in entry.get("covers") or ()],
        "alerts": [_alert(alert) for alert in entry.get("alerts") or ()],
        "flags": entry.get("flags") or [],
    }


def _life_count(life: ReceivedLifeCount | None) -> LifeCountEntry | None:
    value = life.get("value") if life else None
    return {"value": value, "unit": life.get("unit")} if life and value is not None else None


def _impressions(counts: ReceivedImpressions | None) -> ImpressionsEntry | None:
    if counts is None:
        return None
    return {
        "total": counts.get("total"),
        "monochrome": counts.get("monochrome"),
        "full_color": counts.get("full_color"),
        "single_color": counts.get("single_color"),
        "two_color": counts.get("two_color"),
        "highlight": counts.get("highlight"),
        "two_sided": counts.get("two_sided"),
        "large": counts.get("large"),
    }


def _function(counts: ReceivedFunction | None) -> FunctionEntry | None:
    if counts is None:
        return None
    return {
        "total": counts.get("total"),
        "monochrome": counts.get("monochrome"),
        "full_color": counts.get("full_color"),
    }


def _marker(marker: ReceivedMarker) -> MarkerEntry:
    return {
        "index": marker["index"],
        "mark_tech": marker.get("mark_tech"),
        "life_count": _life_count(marker.get("life_count")),
        "power_on_count": marker.get("power_on_count"),
    }


def _supply(supply: ReceivedSupply) -> SupplyEntry:
    return {
        "index": supply["index"],
        "marker_index": supply.get("marker_index"),
        "class": supply.get("class"),
        "type": supply.get("type"),
        "colorant": supply.get("colorant"),
        "description": supply.get("description"),
        "unit": supply.get("unit"),
        "level": supply.get("level"),
        "max_capacity": supply.get("max_capacity"),
        "level_state": supply.get("level_state") or "unknown",
        "percent_left": supply.get("percent_left"),
        "level_source": supply.get("level_source") or "standard",
        "part_number": supply.get("part_number"),
        "serial_number": supply.get("serial_number"),
        "empties": _empties(supply.get("empties")),
        "empties_note": supply.get("empties_note"),
    }


def _empties(empties: ReceivedEmpties | None) -> EmptiesEntry | None:
    """Return a forecast that has all its days, None for another one."""
    ends = empties or {}
    earliest, likely, latest = ends.get("earliest"), ends.get("likely"), ends.get("latest")
    if earliest is None or likely is None or latest is None:
        return None
    return {"earliest": earliest, "likely": likely, "latest": latest}


def _tray(tray: ReceivedTray) -> TrayEntry:
    return {
        "index": tray["index"],
        "name": tray.get("name"),
        "media": tray.get("media"),
        "unit": tray.get("unit"),
        "level": tray.get("level"),
        "max_capacity": tray.get("max_capacity"),
        "level_state": tray.get("level_state") or "unknown",
        "status": tray.get("status"),
    }


def _cover(cover: ReceivedCover) -> CoverEntry:
    return {"index": cover["index"], "description": cover.get("description"), "status": cover.get("status")}


def _alert(alert: ReceivedAlert) -> AlertEntry:
    return {
        "severity": alert.get("severity"),
        "training_level": alert.get("training_level"),
        "group": alert.get("group"),
        "group_index": alert.get("group_index"),
        "location": alert.get("location"),
        "code": alert.get("code"),
        "description": alert.get("description"),
        "reason": alert.get("reason"),
    }
