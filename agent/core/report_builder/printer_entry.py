"""One reading as its element of printers[] in meters.json, in the contract's names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.model.as_dict import as_dict
from agent.core.model.printer import COUNTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.model.printer import Counters, Level, Reading, Supply, Tray
    from agent.core.model.records import Entry


def printer_entry(reading: Reading, device_id: str, flags: Sequence[str]) -> Entry:
    """Return one element of printers[] from a reading; `flags` are those that history raised."""
    printer = reading.printer
    identity = as_dict(printer.identity)
    return {
        "id": device_id,
        **{key: identity[key] for key in ("serial_number", "serial_number_source", "mac_address")},
        "ip_address": reading.ip_address,
        "port": reading.port,
        **{key: identity[key] for key in _AFTER_ADDRESS},
        "read_status": reading.read_status,
        "read_at": reading.read_at.isoformat(timespec="milliseconds"),
        "snmp_version": reading.snmp_version,
        "status": printer.status,
        "detected_errors": list(printer.detected_errors),
        "state_reasons": list(printer.state_reasons),
        "console": list(printer.console),
        "life_count": as_dict(printer.life_count) if printer.life_count else None,
        "markers": [as_dict(marker) for marker in printer.markers],
        **_counters(printer.counters),
        "supplies": [_supply(supply) for supply in printer.supplies],
        "input_trays": [_tray(tray) for tray in printer.input_trays],
        "output_bins": [_tray(tray) for tray in printer.output_bins],
        "covers": [as_dict(cover) for cover in printer.covers],
        "alerts": [as_dict(alert) for alert in printer.alerts],
        "flags": list(dict.fromkeys((*printer.flags, *reading.flags, *flags))),
        "usage": None,
        **({"cut": dict(reading.cut)} if reading.cut else {}),
    }


_AFTER_ADDRESS = (
    "host_name",
    "manufacturer",
    "model",
    "sys_descr",
    "sys_object_id",
    "location",
    "asset_tag",
    "firmware",
)


def _counters(counters: Counters | None) -> Entry:
    """Return the billing counters; None where a printer has none of a function at all."""
    if counters is None:
        return {**dict.fromkeys(COUNTED), "counters_source": "standard"}
    values = {name: as_dict(getattr(counters, name)) for name in COUNTED}
    read = {
        name: counts if any(v is not None for v in counts.values()) else None
        for name, counts in values.items()
    }
    return {**read, "counters_source": counters.source}


def _supply(supply: Supply) -> Entry:
    return {
        "index": supply.index,
        "marker_index": supply.marker_index,
        "class": supply.supply_class,
        "type": supply.type,
        "colorant": supply.colorant,
        "description": supply.description,
        **_level(supply.level),
        "percent_left": supply.level.percent_left,
        "level_source": supply.level.source,
        "part_number": supply.part_number,
        "serial_number": supply.serial_number,
        "empties": None,
    }


def _tray(tray: Tray) -> Entry:
    return {
        "index": tray.index,
        "name": tray.name,
        "media": tray.media,
        **_level(tray.level),
        "status": tray.status,
    }


def _level(level: Level) -> Entry:
    return {
        "unit": level.unit,
        "level": level.level,
        "max_capacity": level.max_capacity,
        "level_state": level.state,
    }
