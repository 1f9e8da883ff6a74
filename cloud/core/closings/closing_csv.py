"""A closing as CSV or XML: all of its columns, or those of a profile, which may be formulas."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from agent.core.reporting.meters_csv import csv_text
from agent.core.reporting.profiles import profile_table
from cloud.core.erp.erp_file import erp_file
from cloud.core.erp.erp_profile import erp_profile_of
from cloud.core.portal.fleet_csv import agent_profile, profile_names, profile_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ALL = "closing"  # all columns
OWN = ("a3-as-two",)  # profiles of closings; those of the agent find the columns that meters.csv has, too
XML = "closing-xml"
_FOLDER = "cloud.core.closings"


def table_names() -> tuple[str, ...]:
    """Return the names of the tables that a closing can be had as; XML is the one that is no CSV."""
    return ALL, *OWN, XML, *profile_names()


def csv_of_closing(document: Mapping[str, Any], kind: str, names: Mapping[str, str]) -> bytes:
    """Return a closing's file as CSV; `kind` is one of table_names, `names` are the offices'.

    ProblemDetails (404) if there is no such profile. No cell is a formula to a spreadsheet.
    """
    rows = [_row(document, device, names) for device in document["devices"]]
    if kind == ALL:
        header = list(_row(document, _NOBODY, names))
        return csv_text(header, (row.values() for row in rows)).encode("utf-8-sig", errors="replace")
    if kind in OWN:
        return profile_table(rows, profile_of(kind, _text(kind)))
    return profile_table(rows, agent_profile(kind))


def xml_of_closing(document: Mapping[str, Any], names: Mapping[str, str]) -> bytes:
    """Return a closing's file as XML, as any parser takes it."""
    columns = _row(document, _NOBODY, names)
    profile = erp_profile_of(XML, _text(XML), columns)
    return erp_file((_row(document, device, names) for device in document["devices"]), profile).octets


def _text(name: str) -> str:
    return files(_FOLDER).joinpath("profiles", f"{name}.toml").read_text("utf-8")


_NOBODY: Mapping[str, Any] = {"site": "", "reading": {}, "blockers": ()}


def _row(
    document: Mapping[str, Any], device: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, object]:
    return dict(_cells(document, device, names))


def _cells(
    document: Mapping[str, Any], device: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[tuple[str, object]]:
    reading, manual = device["reading"], device["reading"].get("manual") or {}
    counts, since = device.get("impressions") or {}, device.get("since_last") or {}
    yield "ClosedOn", document["closed_on"]
    yield "SiteId", device["site"]
    yield "Office", names.get(device["site"], device["site"])
    for column, name in (
        ("SerialNumber", "serial_number"),
        ("Manufacturer", "manufacturer"),
        ("Model", "model"),
    ):
        yield column, device.get(name)
    yield "ReadingTime", reading.get("read_at")
    yield "AgeDays", reading.get("age_days")
    yield "Band", reading.get("band")
    yield "ReadBy", manual.get("by")
    for kind, name in _KINDS.items():
        yield f"{kind}Total" if kind == "Large" else f"{kind}Impressions", counts.get(name)
    yield "Since", since.get("closed_on")
    for kind, name in _KINDS.items():
        yield f"Pages{kind}", since.get(name)
    yield "Blockers", " ".join(device["blockers"])
    yield "Volume", device.get("volume")
    yield "AgentId", reading.get("agent")
    yield "RunNumber", reading.get("run_number")
    yield "ReportId", reading.get("report_id")


_KINDS = {"Total": "total", "Mono": "monochrome", "Color": "full_color", "Large": "large"}
