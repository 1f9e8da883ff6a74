"""What a letter says: its subject, the lines for people, and the stable lines behind them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.core.reporting.attention import needs_of, printer_name
from agent.core.words import keys, reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.records import Entry

DATA_LINE = "-- data --"


def subject(report: Mapping[str, Any]) -> str:
    """Return the subject in the contract's form; `attention` counts printers that need a hand."""
    printers = report["printers"]
    attention = len(needs_of(report))
    day = report["scan"]["began"][:10]
    return (
        f"[meters] site={report['site']['id']} report={day} "
        f"devices={len(printers)} ok={len(printers) - attention} attention={attention}"
    )


def text(report: Mapping[str, Any], *, signed: bool) -> str:
    """Return the text/plain part: sentences for people, then KEY = value blocks for programs."""
    people = "\n".join(_for_people(report, signed=signed))
    data = "\n".join(_for_programs(report, signed=signed))
    return f"{people}\n\n{DATA_LINE}\n{data}\n"


def headline(report: Mapping[str, Any]) -> str:
    """Return the one sentence that says how the office's printers are."""
    number = len(report["printers"])
    attention = len(needs_of(report))
    return reports.headline(number, attention)


def _for_people(report: Mapping[str, Any], *, signed: bool) -> Iterator[str]:
    day = datetime.fromisoformat(report["scan"]["began"])
    yield reports.report_title(report["site"]["name"], day)
    yield headline(report)
    for need in needs_of(report):
        yield f"- {need.printer}: {'; '.join(need.sentences)}."
    for row in report["unreadable"]:
        yield f"- {row['ip_address']}: {row['why']} {row['advice']}"
    if not signed:
        yield reports.UNSIGNED
    yield from _of_the_key(report)


def _of_the_key(report: Mapping[str, Any]) -> Iterator[str]:
    """Tell of a new key or a new chain in the one letter that begins it."""
    change, follows = report["agent"].get("key_change"), report["agent"].get("follows")
    if change and change["run_number"] == report["run_number"]:
        yield keys.KEY_CHANGED
    if follows and report["run_number"] == 1:
        yield keys.chain_begun_anew(follows["id"], follows["last_run_number"])


def _for_programs(report: Mapping[str, Any], *, signed: bool) -> Iterator[str]:
    yield from _block(
        SCHEMA=report["schema"],
        REPORT_ID=report["report_id"],
        RUN_NUMBER=report["run_number"],
        SITE_ID=report["site"]["id"],
        AGENT_ID=report["agent"]["id"],
        AGENT_FOLLOWS=(report["agent"].get("follows") or {}).get("id"),
        SCAN_BEGAN=report["scan"]["began"],
        PRINTERS=len(report["printers"]),
        UNREADABLE=len(report["unreadable"]),
        SILENT=len(report["silent_known"]),
        SIGNED="yes" if signed else "no (unsigned)",
    )
    for entry in report["printers"]:
        yield ""
        yield from _printer_block(entry)


def _printer_block(entry: Entry) -> Iterator[str]:
    life = entry["life_count"] or {"value": None, "unit": None}
    yield from _block(
        PRINTER=printer_name(entry),
        ID=entry["id"],
        SERIAL_NUMBER=entry["serial_number"],
        IP_ADDRESS=entry["ip_address"],
        READ_STATUS=entry["read_status"],
        READ_AT=entry["read_at"],
        STATUS=entry["status"],
        STATE_REASONS=" ".join(entry["state_reasons"]) or "none",
        LIFE_COUNT=life["value"],
        LIFE_COUNT_UNIT=life["unit"],
    )
    for supply in entry["supplies"]:
        percent = supply["percent_left"]
        level = supply["level_state"] if percent is None else f"{percent} %"
        yield f"SUPPLY_{supply['index']} = {supply['description'] or supply['type'] or 'supply'}: {level}"


def _block(**values: object) -> Iterator[str]:
    for key, value in values.items():
        if value is not None:
            yield f"{key} = {value}"
