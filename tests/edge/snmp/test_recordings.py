"""Recorded printers, served on loopback and read through the real engine, beside a second reading of them.

The recordings are not part of this project; where their folder is absent there is nothing to compare.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.colours import colour_of_text
from agent.core.discovery.sweep import Found
from agent.core.interpretation.supplies import level_state
from agent.core.interpretation.supply_texts import split_description
from agent.core.mib import enumerations
from agent.core.mib.character_sets import decode
from agent.core.model.access import Endpoint, Secret
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge.snmp import open_session
from agent.edge.snmp.ask import ask
from agent.jobs.read_device import Reader, ReadOutcome, read_device
from tests.support.recording import parse_recording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.model.printer import Alert, Printer, Supply, Tray
    from agent.core.model.walk import Walk

RECORDINGS = Path(__file__).parents[4] / "shared" / "recordings"
pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the folder of recordings is not here")

FLOOR = 1.0  # of all fields that either reading has
TIMEOUT = 0.5
READERS = 8

# The other reading's words for a level; a missing level is unknown to us.
STATES = {"measured": "value", "some_left": "some", "unknown": "unknown", "unrestricted": "unlimited"}

# Recordings of devices that we do not take for printers, and why.
NO_PRINTERS = {
    "librenms__epson-scanner_ds-860": "a scanner",
    "librenms__jetdirect_2": "a sysObjectID of HP's network cards is all there is",
    "librenms__samsungprinter_s": "all there is is the text 'Samsung S'",
}

Field = tuple[str, Any, Any]  # its name, the other reading, ours


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recording: its walk, the other reading of it, and what we read over UDP."""

    name: str
    walk: Walk
    oracle: dict[str, Any]
    outcome: ReadOutcome

    @property
    def printer(self) -> Printer | None:
        """What we read, None where the device was not taken for a printer."""
        return self.outcome.reading.printer if self.outcome.reading else None


@pytest.fixture(scope="module")
def recorded() -> list[Recorded]:
    files = sorted((RECORDINGS / "rec").glob("*.snmprec"))
    walks = [parse_recording(path.read_bytes().decode("latin-1")) for path in files]
    agents = [SimulatedAgent(walk, Endpoint("127.0.0.1", 0)) for walk in walks]
    reader = Reader(open_session, ask, lambda: datetime.now(tz=UTC), TIMEOUT)
    with serve(agents) as served, ThreadPoolExecutor(READERS) as pool:
        found = [Found(agent.endpoint, "2c", Secret("public")) for agent in served]
        outcomes = list(pool.map(lambda one: read_device(one, reader), found))
    return [
        Recorded(path.stem, walk, json.loads((RECORDINGS / f"oracle/{path.stem}.json").read_text()), outcome)
        for path, walk, outcome in zip(files, walks, outcomes, strict=True)
    ]


def as_text(raw: str | None) -> str | None:
    """Return a text of the other reading on one line, as every text of ours is."""
    return None if raw is None else decode(raw.encode(), 106)[0]


def supply_of_oracle(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "index": int(row["index"].split(".")[-1]),
        "class": enumerations.label(enumerations.SUPPLIES_CLASS, row["class"]),
        "type": enumerations.label(enumerations.SUPPLIES_TYPE, row["type"]),
        "unit": enumerations.label(enumerations.SUPPLY_UNIT, row["unit"]),
        # Numbers inside of a description are told beside it; what is cut is tested with made-up ones.
        "description": split_description(as_text(row["descr"])).description,
        "level": row["level"],
        "max": row["max"],
        "state": "unknown" if row["state"] == "absent" else row["state"],
        "colorant": row["colorant"],
    }


def supply_of_ours(supply: Supply) -> dict[str, Any]:
    return {
        "index": supply.index,
        "class": supply.supply_class,
        "type": supply.type,
        "unit": supply.level.unit,
        "description": supply.description,
        "level": supply.level.level,
        "max": supply.level.max_capacity,
        "state": STATES[by_the_standard(supply)],
        "colorant": supply.colorant,
    }


def colorants(theirs: list[dict[str, Any]], ours: list[Supply]) -> list[dict[str, Any]]:
    """Return the other reading, which knows the colorant table alone, with what ours has from a text.

    Such a colour must be one that the description says; how texts say it is tested with made-up ones.
    """
    rows = [supply_of_oracle(row) for row in theirs]
    for row, supply in zip(rows, ours, strict=False):
        if row["colorant"] is None and supply.colorant is not None:
            assert supply.colorant == colour_of_text(row["description"], is_ink=True), row
            row["colorant"] = supply.colorant
    return rows


def by_the_standard(supply: Supply) -> str:
    """Return the state without what its maker's own objects or rules made of it."""
    return supply.level.state if supply.level.source == "standard" else level_state(supply.level.level)


def in_table(printer: Printer) -> list[Supply]:
    """Return the supplies of the standard table; those that only the maker's objects tell have no unit."""
    return [s for s in printer.supplies if s.level.source == "standard" or s.level.level is not None]


def same_percent(theirs: float | None, supply: Supply) -> bool:
    """Within one: theirs has a fraction, and ours never rounds something that is left to nothing."""
    ours = supply.level.percent_left
    if supply.level.source != "standard":  # by a maker's rule that the other reading does not know
        return theirs is None and ours is not None
    return theirs is ours if theirs is None or ours is None else abs(min(theirs, 100) - ours) <= 1


def tray_fields(row: dict[str, Any], tray: Tray) -> Iterator[Field]:
    name = f"input {row['index']}"
    yield f"{name} name", as_text(row["name"]) or as_text(row["descr"]), tray.name
    yield f"{name} media", as_text(row["media"]), tray.media
    yield f"{name} unit", enumerations.label(enumerations.CAPACITY_UNIT, row["unit"]), tray.level.unit
    yield f"{name} level", (row["level"], row["max"]), (tray.level.level, tray.level.max_capacity)
    yield f"{name} status", enumerations.sub_unit_status(row["status"]), tray.status


def alert_fields(row: dict[str, Any], alert: Alert) -> Iterator[Field]:
    name = f"alert {row['index']}"
    yield f"{name} severity", enumerations.label(enumerations.ALERT_SEVERITY, row["severity"]), alert.severity
    yield (
        f"{name} training",
        enumerations.label(enumerations.ALERT_TRAINING_LEVEL, row["training"]),
        alert.training_level,
    )
    yield f"{name} group", enumerations.label(enumerations.ALERT_GROUP, row["group"]), alert.group
    yield f"{name} group index", row["groupIndex"], alert.group_index
    yield f"{name} code", enumerations.label(enumerations.ALERT_CODE, row["code"]), alert.code
    yield f"{name} description", as_text(row["descr"]), alert.description


def identity_fields(oracle: dict[str, Any], printer: Printer) -> Iterator[Field]:
    identity = printer.identity
    yield "sysDescr", as_text(oracle["sysDescr"]), identity.sys_descr
    yield "sysObjectID", oracle["sysObjectID"], identity.sys_object_id
    if as_text(oracle["sysName"]):  # else the maker's own object may have a name
        yield "sysName", as_text(oracle["sysName"]), identity.host_name
    model = as_text(oracle["hrDeviceDescr"]) or as_text(oracle["prtGeneralPrinterName"])
    if model:  # our text is without the maker's name
        yield "model", model, model if identity.model and model.endswith(identity.model) else identity.model
    if oracle["prtGeneralSerialNumber"]:
        yield "serial number", as_text(oracle["prtGeneralSerialNumber"]), identity.serial_number


def state_fields(oracle: dict[str, Any], printer: Printer) -> Iterator[Field]:
    status = enumerations.label(enumerations.PRINTER_STATUS, oracle["hrPrinterStatus"]) or "unknown"
    yield "status", status, printer.status
    yield "errors", oracle.get("errors") or [], list(printer.detected_errors)
    lines = [line for text in oracle["console"] if (line := as_text(text))]
    yield "console", lines, list(printer.console)[: len(lines)]  # the maker's own lines follow
    counts = [
        (row["count"], enumerations.label(enumerations.COUNTER_UNIT, row["unit"]))
        for row in oracle["marker_life"].values()
    ]
    ours = [(m.life_count.value, m.life_count.unit) for m in printer.markers if m.life_count]
    if counts:  # else a maker's own object may have one
        yield "life counts", counts, ours


def supply_fields(row: dict[str, Any], supply: Supply) -> Iterator[Field]:
    ours = supply_of_ours(supply)
    for name, theirs in colorants([row], [supply])[0].items():
        yield f"supply {row['index']} {name}", theirs, ours[name]


def table_fields(oracle: dict[str, Any], printer: Printer) -> Iterator[Field]:
    yield "number of supplies", len(oracle["supplies"]), len(in_table(printer))
    for row, supply in zip(oracle["supplies"], in_table(printer), strict=False):
        yield from supply_fields(row, supply)
    yield "number of inputs", len(oracle["inputs"]), len(printer.input_trays)
    for row, tray in zip(oracle["inputs"], printer.input_trays, strict=False):
        yield from tray_fields(row, tray)
    yield "number of alerts", len(oracle["alerts"]), len(printer.alerts)
    for row, alert in zip(oracle["alerts"], printer.alerts, strict=False):
        yield from alert_fields(row, alert)


def fields(one: Recorded) -> list[Field]:
    """Return every field that either reading has; a printer not taken for one is one wrong field."""
    if one.printer is None:
        return [("is a printer", one.name not in NO_PRINTERS, False)]
    both = (
        *identity_fields(one.oracle, one.printer),
        *state_fields(one.oracle, one.printer),
        *table_fields(one.oracle, one.printer),
    )
    nothing: tuple[Any, ...] = (None, [], 0, "unknown", (None, None))
    return [field for field in both if not (field[1] in nothing and field[2] in nothing)]


def test_every_supply_is_read_as_the_other_reading_has_it(recorded: list[Recorded]) -> None:
    with_supplies = [one for one in recorded if one.oracle["supplies"]]
    assert len(with_supplies) == 21
    for one in with_supplies:
        assert one.printer is not None, one.name
        theirs, ours = one.oracle["supplies"], in_table(one.printer)
        assert [supply_of_ours(s) for s in ours] == colorants(theirs, ours), one.name
        for row, supply in zip(theirs, ours, strict=True):
            assert same_percent(row["percent"], supply), (one.name, row, supply)


def test_only_what_shows_no_sign_of_a_printer_is_left_out(recorded: list[Recorded]) -> None:
    assert {one.name for one in recorded if one.printer is None} == set(NO_PRINTERS)


def test_nearly_every_field_agrees(recorded: list[Recorded], capsys: pytest.CaptureFixture[str]) -> None:
    lines, same_in_all, compared_in_all = [], 0, 0
    for one in recorded:
        compared = fields(one)
        wrong = [f"{name}: {theirs!r} / {ours!r}" for name, theirs, ours in compared if theirs != ours]
        same = len(compared) - len(wrong)
        same_in_all, compared_in_all = same_in_all + same, compared_in_all + len(compared)
        lines.append(f"{one.name}: {same}/{len(compared)} {'; '.join(wrong)}".rstrip())
    lines.append(f"{len(recorded)} recordings: {same_in_all}/{compared_in_all} fields agree")
    with capsys.disabled():
        print("", *lines, sep="\n")  # noqa: T201 (who runs the tests wants to see the shares)
    assert same_in_all / compared_in_all >= FLOOR


def test_a_recorded_printer_costs_few_questions(recorded: list[Recorded]) -> None:
    costs = {one.name: one.outcome.datagrams_sent for one in recorded}
    assert max(costs.values()) <= 20, costs
