"""One full, made-up report for the tests: every property of the contract is in it, no device is real."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.documents import Document

# The public key of the seed 00 01 02 ... 1f.
PUBLIC_KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="

_COLOUR_PRINTER: Document = {
    "id": "p-5f1c2a",
    "serial_number": "EX8K000417",
    "serial_number_source": "prtGeneralSerialNumber",
    "mac_address": "02:00:5e:10:00:07",
    "ip_address": "192.0.2.7",
    "port": 161,
    "host_name": "front-desk",
    "manufacturer": "Examplar",
    "model": "ColorWorks 500",
    "sys_descr": "Examplar ColorWorks 500; firmware 4.1",
    "sys_object_id": "1.3.6.1.4.1.32473.1.5",
    "location": "Reception",
    "asset_tag": "INV-0042",
    "firmware": "4.1.2",
    "read_status": "ok",
    "read_at": "2026-03-02T08:31:07+01:00",
    "snmp_version": "2c",
    "status": "idle",
    "detected_errors": ["lowToner", "serviceRequested"],
    "state_reasons": ["toner-low-warning"],
    "console": ["Ready", "Black toner low"],
    "life_count": {"value": 41250, "unit": "impressions"},
    "markers": [
        {
            "index": 1,
            "mark_tech": "electrophotographicLaser",
            "life_count": {"value": 41250, "unit": "impressions"},
            "power_on_count": 31,
        }
    ],
    "impressions": {
        "total": 41020,
        "monochrome": 30010,
        "full_color": 11010,
        "single_color": 0,
        "two_color": 0,
        "highlight": None,
        "two_sided": 9000,
        "large": 12,
    },
    "print": {"total": 38000, "monochrome": 28000, "full_color": 10000},
    "copy": {"total": 3000, "monochrome": 2000, "full_color": 1000},
    "fax": {"total": 20, "monochrome": 20, "full_color": None},
    "scan": {"total": 512},
    "counters_source": "vendor:examplar",
    "supplies": [
        {
            "index": 1,
            "marker_index": 1,
            "class": "consumed",
            "type": "toner",
            "colorant": "black",
            "description": "Black cartridge",
            "unit": "percent",
            "level": 9,
            "max_capacity": 100,
            "level_state": "measured",
            "percent_left": 9,
            "part_number": "EX-500K",
            "serial_number": "K1234",
            "empties": {"earliest": "2026-03-05", "likely": "2026-03-09", "latest": "2026-03-20"},
            "empties_note": None,
        },
        {
            "index": 2,
            "class": "consumed",
            "type": "toner",
            "colorant": "cyan",
            "level": -3,
            "max_capacity": 100,
            "level_state": "some_left",
            "percent_left": None,
            "empties": None,
            "empties_note": "not_enough_data",
        },
        {
            "index": 3,
            "class": "receptacle",
            "type": "wasteToner",
            "level": 60,
            "max_capacity": 100,
            "level_state": "measured",
            "percent_left": 60,
        },
        {
            "index": 4,
            "class": "consumed",
            "type": "opc",
            "unit": "impressions",
            "level": 17000,
            "max_capacity": 25000,
            "level_state": "measured",
            "percent_left": 68,
        },
        {
            "index": 5,
            "class": "consumed",
            "type": "fuser",
            "level": 88,
            "max_capacity": 100,
            "level_state": "measured",
            "percent_left": 88,
        },
    ],
    "input_trays": [
        {
            "index": 1,
            "name": "Tray 1",
            "media": "iso-a4-white",
            "unit": "sheets",
            "level": -3,
            "max_capacity": 250,
            "level_state": "some_left",
            "status": "availableAndIdle nonCriticalAlerts",
        }
    ],
    "output_bins": [
        {
            "index": 1,
            "name": "Top",
            "unit": "sheets",
            "level": -2,
            "max_capacity": -2,
            "level_state": "unknown",
            "status": "other(7)",
        }
    ],
    "covers": [{"index": 1, "description": "Front cover", "status": "coverClosed"}],
    "alerts": [
        {
            "severity": "warning",
            "training_level": "trained",
            "group": "markerSupplies",
            "group_index": 1,
            "location": -2,
            "code": "markerTonerAlmostEmpty",
            "description": "Black toner low",
            "reason": "toner-low-warning",
        },
        {"severity": "other(0)", "code": "other(0)", "description": "Sleep", "reason": None},
    ],
    "flags": ["ip_moved"],
    "events": [
        {
            "flag": "counter_reset",
            "since": "2026-02-11T08:31:02.250+01:00",
            "what": "markers.2.life_count",
            "before": 120345,
            "after": 12,
            "until": "2026-02-12T08:31:04.001+01:00",
        },
        {
            "flag": "ip_moved",
            "since": "2026-03-02T08:31:07+01:00",
            "what": "ip_address",
            "before": "192.0.2.5",
            "after": "192.0.2.7",
            "until": None,
        },
    ],
    "usage": {
        "since": "2026-01-31T08:30:55+01:00",
        "until": "2026-03-02T08:31:07+01:00",
        "days": 30.0,
        "impressions": 6300,
        "per_day": 210.0,
        "of": "impressions.total",
        "unit": "impressions",
        "months": [
            {"month": "2026-01", "impressions": None, "since": None, "until": "2026-01-31T08:30:55+01:00"},
            {
                "month": "2026-02",
                "impressions": 5880,
                "since": "2026-01-31T08:30:55+01:00",
                "until": "2026-02-28T08:30:31+01:00",
            },
        ],
    },
    "supply_events": [
        {
            "event": "premature_change",
            "at": "2026-02-11T08:31:02+01:00",
            "supply_index": 1,
            "type": "toner",
            "colorant": "black",
            "percent_before": 30,
            "percent_after": 100,
        }
    ],
}

_SILENT_PRINTER: Document = {
    "id": "p-90b77e",
    "serial_number": "-0012",
    "ip_address": "192.0.2.9",
    "port": 161,
    "read_status": "stale",
    "read_at": "2026-02-27T08:31:00+01:00",
    "snmp_version": "1",
    "status": None,
    "impressions": None,
    "supplies": [],
    "flags": [],
}

_REPORT: Document = {
    "schema": "meters-report/1",
    "report_id": "r-20260302-1f0c",
    "run_number": 12,
    "previous_sha256": "5e" * 32,
    "site": {
        "id": "hill-street",
        "name": "Hill Street office",
        "enrolment": {"code_id": "K7QM2XFA", "proof": "0c" * 32},
    },
    "agent": {"id": "a-77c1", "version": "1.0.0", "platform": "Windows 11", "public_key": PUBLIC_KEY},
    "scan": {
        "began": "2026-03-02T08:30:59+01:00",
        "ended": "2026-03-02T08:31:20.250+01:00",
        "targets": ["192.0.2.0/28"],
        "addresses_asked": 14,
        "printers_found": 1,
        "datagrams_sent": 61,
        "datagrams_received": 47,
        "bytes_sent": None,
        "bytes_received": None,
        "endpoints_contacted": ["udp 192.0.2.1-192.0.2.14:161"],
        "notes": [],
        "networks_left_out": [{"name": "docker0", "why": "containers, not an office network"}],
    },
    "printers": [_COLOUR_PRINTER, _SILENT_PRINTER],
    "unreadable": [
        {
            "ip_address": "192.0.2.11",
            "port": 161,
            "why": "It wants SNMPv3.",
            "advice": "Enter an SNMPv3 user in the settings.",
        }
    ],
    "silent_known": [
        {"id": "p-90b77e", "last_seen": "2026-02-28T08:30:40+01:00", "ip_address": "192.0.2.9", "port": 161}
    ],
    "not_asked": [{"id": "p-77ab01", "last_seen": "2026-03-04T08:30:12+01:00", "ip_address": "192.0.2.200"}],
    "retired": [
        {
            "id": "p-11aa0c",
            "serial_number": "EX8K000003",
            "last_seen": "2026-01-09T08:30:44+01:00",
            "ip_address": "192.0.2.7",
            "replaced_by": "p-5f1c2a",
        }
    ],
    "cancelled_runs": [{"agent_id": "a-1", "run_number": 6, "at": "2026-03-01T09:12:00+01:00"}],
    "left_out": [
        {"ip_address": "192.0.2.12", "port": 161, "why": "It is no printer."},
        {"ip_address": "192.0.2.13", "port": 161, "why": "It has two addresses.", "same_as": "p-5f1c2a"},
    ],
    "conditions": [
        {
            "kind": "recipient_refused",
            "subject": "dealer@example.com",
            "since": "2026-03-03T08:31:00+01:00",
            "facts": {"reason": "The server knows no such mailbox."},
        }
    ],
}


def example_report() -> Document:
    """Return a fresh copy of the report, for a test to change as it likes."""
    return copy.deepcopy(_REPORT)
