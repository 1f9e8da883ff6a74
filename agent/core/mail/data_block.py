"""The part of a letter for programs: stable English KEY = value lines, the same in every language.

A value that was not readable has no line. Keys are added, never renamed or dropped.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from agent.core.reporting.attention import needs_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.report_format.entries import ImpressionsEntry, PrinterEntry, SupplyEntry, UsageEntry
    from agent.core.report_format.report import ConditionEntry, Report


def data_block(report: Report, *, signed: bool) -> Iterator[str]:
    """Yield the lines: a block for the report, then an empty line and a block for each printer."""
    attention = len(needs_of(report))
    follows = report["agent"].get("follows")
    yield from _block(
        SCHEMA=report["schema"],
        REPORT_ID=report["report_id"],
        RUN_NUMBER=report["run_number"],
        SITE_ID=report["site"]["id"],
        AGENT_ID=report["agent"]["id"],
        AGENT_FOLLOWS=follows["id"] if follows else None,
        SCAN_BEGAN=report["scan"]["began"],
        PRINTERS=len(report["printers"]),
        UNREADABLE=len(report["unreadable"]),
        SILENT=len(report["silent_known"]),
        NOT_ASKED=len(report.get("not_asked", ())),
        SIGNED="yes" if signed else "no (unsigned)",
        CONDITIONS=len(report.get("conditions", ())),
        OK=len(report["printers"]) - attention,
        ATTENTION=attention,
    )
    for number, condition in enumerate(report.get("conditions", ()), 1):
        yield from _condition(f"CONDITION_{number}", condition)
    for entry in report["printers"]:
        yield ""
        yield from _printer(entry)


def _condition(key: str, condition: ConditionEntry) -> Iterator[str]:
    facts = {f"{key}_{name.upper()}": value for name, value in condition["facts"].items()}
    subject = {f"{key}_SUBJECT": condition["subject"] or None, f"{key}_SINCE": condition["since"]}
    values = {key: condition["kind"], **subject, **facts}
    yield from _block(**{name: " ".join(str(value).split()) for name, value in values.items() if value})


def _printer(entry: PrinterEntry) -> Iterator[str]:
    life = entry["life_count"]
    model = " ".join(part for part in (entry["manufacturer"], entry["model"]) if part) or "a printer"
    yield from _block(
        PRINTER=f"{place_of(entry)}, {model}",
        ID=entry["id"],
        SERIAL_NUMBER=entry["serial_number"],
        IP_ADDRESS=entry["ip_address"],
        READ_STATUS=entry["read_status"],
        READ_AT=entry["read_at"],
        STATUS=entry["status"],
        STATE_REASONS=" ".join(entry["state_reasons"]) or "none",
        FLAGS=" ".join(entry.get("flags") or ()) or "none",
        LIFE_COUNT=life["value"] if life else None,
        LIFE_COUNT_UNIT=life["unit"] if life else None,
        **_impressions(entry.get("impressions")),
        **_usage(entry.get("usage")),
    )
    yield from chain.from_iterable(map(_supply, entry["supplies"]))


def _impressions(counts: ImpressionsEntry | None) -> Mapping[str, object]:
    return {f"IMPRESSIONS_{name.upper()}": value for name, value in counts.items()} if counts else {}


def _usage(usage: UsageEntry | None) -> Mapping[str, object]:
    """Return usage of meters.json; the months as USAGE_MONTH_2026_10."""
    if usage is None:
        return {}
    totals = {f"USAGE_{name.upper()}": value for name, value in usage.items() if name != "months"}
    months = {
        f"USAGE_MONTH_{month['month'].replace('-', '_')}": month["impressions"]
        for month in usage.get("months") or ()
    }
    return totals | months


def _supply(supply: SupplyEntry) -> Iterator[str]:
    index, percent = supply["index"], supply["percent_left"]
    level = supply["level_state"] if percent is None else f"{percent} %"
    yield f"SUPPLY_{index} = {supply.get('description') or supply.get('type') or 'supply'}: {level}"
    empties: Mapping[str, object] = supply.get("empties") or {}
    dates = {f"EMPTIES_{index}_{end.upper()}": day for end, day in empties.items()}
    yield from _block(**dates, **{f"EMPTIES_{index}_NOTE": supply.get("empties_note")})


def _block(**values: object) -> Iterator[str]:
    for key, value in values.items():
        if value is not None:
            yield f"{key} = {value}"
