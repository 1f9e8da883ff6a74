"""One reading as its element of printers[] in meters.json, in the names of its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from agent.core.report_format.counters import counters_entry, life_count_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.model.printer import Alert, Cover, Marker, Reading, Supply, Tray
    from agent.core.report_format.entries import (
        AlertEntry,
        CoverEntry,
        IdentityEntry,
        MarkerEntry,
        PrinterEntry,
        ReadEntry,
        SupplyEntry,
        TrayEntry,
    )


def printer_entry(reading: Reading, device_id: str, flags: Sequence[str]) -> PrinterEntry:
    """Return one element of printers[] from a reading; `flags` are those that history raised."""
    printer = reading.printer
    read: ReadEntry = {
        **_identity(reading, device_id),
        "detected_errors": list(printer.detected_errors),
        "state_reasons": list(printer.state_reasons),
        "console": list(printer.console),
        "life_count": life_count_entry(printer.life_count),
        "markers": [_marker(marker) for marker in printer.markers],
        **counters_entry(printer.counters),
        "supplies": [_supply(supply) for supply in printer.supplies],
        "input_trays": [_tray(tray) for tray in printer.input_trays],
        "output_bins": [_tray(tray) for tray in printer.output_bins],
        "covers": [_cover(cover) for cover in printer.covers],
        "alerts": [_alert(alert) for alert in printer.alerts],
        "flags": list(dict.fromkeys((*printer.flags, *reading.flags, *flags))),
        "usage": None,
    }
    entry = cast("PrinterEntry", read)  # it lacks only what is not required
    if reading.cut:
        entry["cut"] = dict(reading.cut)
    return entry


def _identity(reading: Reading, device_id: str) -> IdentityEntry:
    identity = reading.printer.identity
    return {
        "id": device_id,
        "serial_number": identity.serial_number,
        "serial_number_source": identity.serial_number_source,
        "mac_address": identity.mac_address,
        "ip_address": reading.ip_address,
        "port": reading.port,
        "host_name": identity.host_name,
        "manufacturer": identity.manufacturer,
        "model": identity.model,
        "sys_descr": identity.sys_descr,
        "sys_object_id": identity.sys_object_id,
        "location": identity.location,
        "asset_tag": identity.asset_tag,
        "firmware": identity.firmware,
        "read_status": reading.read_status,
        "read_at": reading.read_at.isoformat(timespec="milliseconds"),
        "snmp_version": reading.snmp_version,
        "status": reading.printer.status,
    }


def _marker(marker: Marker) -> MarkerEntry:
    return {
        "index": marker.index,
        "mark_tech": marker.mark_tech,
        "life_count": life_count_entry(marker.life_count),
        "power_on_count": marker.power_on_count,
    }


def _supply(supply: Supply) -> SupplyEntry:
    return {
        "index": supply.index,
        "marker_index": supply.marker_index,
        "class": supply.supply_class,
        "type": supply.type,
        "colorant": supply.colorant,
        "description": supply.description,
        "unit": supply.level.unit,
        "level": supply.level.level,
        "max_capacity": supply.level.max_capacity,
        "level_state": supply.level.state,
        "percent_left": supply.level.percent_left,
        "level_source": supply.level.source,
        "part_number": supply.part_number,
        "serial_number": supply.serial_number,
        "empties": None,
    }


def _tray(tray: Tray) -> TrayEntry:
    return {
        "index": tray.index,
        "name": tray.name,
        "media": tray.media,
        "unit": tray.level.unit,
        "level": tray.level.level,
        "max_capacity": tray.level.max_capacity,
        "level_state": tray.level.state,
        "status": tray.status,
    }


def _cover(cover: Cover) -> CoverEntry:
    return {"index": cover.index, "description": cover.description, "status": cover.status}


def _alert(alert: Alert) -> AlertEntry:
    return {
        "severity": alert.severity,
        "training_level": alert.training_level,
        "group": alert.group,
        "group_index": alert.group_index,
        "location": alert.location,
        "code": alert.code,
        "description": alert.description,
        "reason": alert.reason,
    }
