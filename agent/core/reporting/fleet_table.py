"""All printers of a report at a glance: one row a printer, in natural order, ready to be drawn anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from agent.core.history.counts import meter_of
from agent.core.history.usage import pages_this_month
from agent.core.messages import fleet
from agent.core.model.shown_text import shortened
from agent.core.report_format.counters import NO_IMPRESSIONS
from agent.core.reporting.attention import LOW_PERCENT, need_of, supply_name
from agent.core.reporting.card.supplies import colour_of, drawn_percent, level_text
from agent.core.reporting.natural_order import natural_key
from agent.core.reporting.need_kinds import EMPTY, FULL, kind_of
from agent.core.reporting.printer_names import model_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.core.history.past import Past, PastReading
    from agent.core.report_format.entries import PrinterEntry, SupplyEntry
    from agent.core.report_format.report import Report

LATE = frozenset({"stale", "missing"})  # a read_status of an earlier day
Kind = Literal["stopped", "empty", "full", "attention", "silent", "fine"]


@dataclass(frozen=True, slots=True)
class LowestSupply:
    """The measured supply with the least left. `level` is its level as text, `percent` as drawn_percent().

    `colour` is black, cyan, magenta, yellow or other; `state` is empty, low or enough.
    """

    name: str
    percent: int
    colour: str
    level: str
    state: Literal["empty", "low", "enough"]


@dataclass(frozen=True, slots=True)
class FleetRow:
    """One printer. Counts are plain numbers, None = not reported; texts are cut to what a person reads.

    `state` is the word for `kind`. `mono`, `colour` and `total` are billing counters (impressions), never
    engine life: that is `engine`, in `engine_unit`. `this_month` are pages since the last month-end.
    `anchor` is the id of its card on the page, `name` tells it apart from the others of its office;
    `is_late` where its values are of an earlier day.
    """

    device_id: str
    anchor: str
    state: str
    kind: Kind
    name: str
    model: str
    serial: str | None
    mono: int | None
    colour: int | None
    total: int | None
    engine: int | None
    engine_unit: str | None
    this_month: int | None
    lowest: LowestSupply | None
    last_read: datetime
    is_late: bool


def fleet_rows(report: Report, past: Past) -> tuple[FleetRow, ...]:
    """Return a row for each printer of a report in natural order; `past` are the readings by device id."""
    today = datetime.fromisoformat(report["scan"]["began"]).date()
    names = names_apart(report["printers"])
    ordered = sorted(report["printers"], key=lambda entry: natural_key(names[entry["id"]]))
    return tuple(
        _row(entry, names[entry["id"]], f"p{number}", past.get(entry["id"], ()), today)
        for number, entry in enumerate(ordered, 1)
    )


def anchor_of(report: Report, printer: str) -> str | None:
    """Return the anchor of the printer of this id, serial number or address; None where there is none."""
    found = [e["id"] for e in report["printers"] if printer in {e["id"], e["serial_number"], e["ip_address"]}]
    return next((row.anchor for row in fleet_rows(report, {}) if row.device_id in found), None)


def names_apart(entries: Sequence[PrinterEntry]) -> dict[str, str]:
    """Return how each printer is called by its id: its place, with what differs where two have one name."""
    return {e["id"]: name.marked_place for e, name in zip(entries, names_of(entries), strict=True)}


def _row(
    entry: PrinterEntry, name: str, anchor: str, readings: Sequence[PastReading], today: date
) -> FleetRow:
    kind = _kind(entry)
    counts = entry.get("impressions") or NO_IMPRESSIONS
    life = entry.get("life_count")
    serial = entry["serial_number"]
    return FleetRow(
        device_id=entry["id"],
        anchor=anchor,
        state=state_word(kind),
        kind=kind,
        name=name,
        model=shortened(model_of(entry)),
        serial=shortened(serial) if serial else None,
        mono=counts.get("monochrome"),
        colour=counts.get("full_color"),
        total=counts.get("total"),
        engine=life["value"] if life else None,
        engine_unit=life["unit"] if life else None,
        this_month=pages_this_month(meter_of(readings), today),
        lowest=_lowest(entry["supplies"]),
        last_read=datetime.fromisoformat(entry["read_at"]),
        is_late=entry["read_status"] in LATE,
    )


def state_word(kind: Kind) -> str:
    """Return the word that people read for a state."""
    return str({"silent": fleet.SILENT, "fine": fleet.FINE}.get(kind) or fleet.KINDS[kind])


def _kind(entry: PrinterEntry) -> Kind:
    need = need_of(entry)
    if need is None:
        return "fine"
    if entry["read_status"] in LATE:
        return "silent"
    if need.urgent:
        return "stopped"
    kinds: dict[str, Kind] = {EMPTY: "empty", FULL: "full"}
    return kinds.get(kind_of(need, entry), "attention")


def _lowest(supplies: Iterable[SupplyEntry]) -> LowestSupply | None:
    measured = [(left, supply) for supply in supplies if (left := supply["percent_left"]) is not None]
    if not measured:
        return None
    left, least = min(measured, key=itemgetter(0))
    low: Literal["low", "enough"] = "low" if left <= LOW_PERCENT else "enough"
    name = shortened(supply_name(least))
    state = low if left else "empty"
    return LowestSupply(name, drawn_percent(least) or 0, colour_of(least), level_text(least), state)
