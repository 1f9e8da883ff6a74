"""What others say of the recorded printers, field by field: the peers' published values and the oracle.

Everything they say becomes an Expectation; which of them count is decided in score_denominator.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.core.mib import enumerations
from agent.core.mib.character_sets import decode
from tools.score_denominator import NOT_PRINTERS, is_pseudo
from tools.score_peers import BROTHER_FIELDS, PERCENT_OF_SUPPLY, SENSOR_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from agent.core.model.walk import Walk

RECORDINGS = Path(__file__).parents[2] / "shared" / "recordings"
UTF_8 = 106

# The oracle's words for a level; one whose row is missing is unknown to us.
STATES = {"value": "measured", "some": "some_left", "unknown": "unknown", "absent": "unknown"}


@dataclass(frozen=True, slots=True)
class Expectation:
    """One value that a source gives for one field of one recording.

    `name` is the contract's name with the row behind it, "" where the contract has no such field; `said`
    the source's own name. `facts` are what the source says beside it: level, max, oid, ...
    """

    recording: str
    source: str
    field_class: str
    name: str
    value: Any
    said: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def expectations(walks: Mapping[str, Walk]) -> list[Expectation]:
    """Return everything that the folders expected/ and oracle/ say of these recordings."""
    return [one for name, walk in walks.items() for one in _of_recording(name, walk)]


def _of_recording(name: str, walk: Walk) -> Iterator[Expectation]:
    if name in NOT_PRINTERS:
        yield Expectation(name, "oracle", "identity", "told_apart", value=True)
    yield from _of_oracle(name, _load(f"oracle/{name}.json"), walk)
    if (RECORDINGS / f"expected/{name}.json").is_file():
        peer = _load(f"expected/{name}.json")
        yield from _of_librenms(name, peer, walk) if "device" in peer else _of_brother(name, peer)


def _load(path: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((RECORDINGS / path).read_text(encoding="utf-8"))
    return content


def as_text(raw: str | None) -> str | None:
    """Return a source's text on one line, as every text of ours is."""
    return None if raw is None else decode(raw.encode(), UTF_8)[0]


def _sayer(recording: str, source: str) -> Callable[..., Expectation]:
    def expect(field_class: str, name: str, value: Any, said: str = "", **facts: Any) -> Expectation:  # noqa: ANN401 (facts of JSON)
        return Expectation(recording, source, field_class, name, value, said or name, facts)

    return expect


def _of_oracle(recording: str, oracle: dict[str, Any], walk: Walk) -> Iterator[Expectation]:
    expect = _sayer(recording, "oracle")
    texts = {
        "sys_descr": oracle["sysDescr"],
        "sys_object_id": oracle["sysObjectID"],
        "host_name": oracle["sysName"],
        "model": oracle["hrDeviceDescr"] or oracle["prtGeneralPrinterName"],
        "serial_number": oracle["prtGeneralSerialNumber"],
    }
    for name, raw in texts.items():
        if text := as_text(raw):
            yield expect("identity", name, text, walk=walk)
    for index, row in oracle["marker_life"].items():
        yield expect("counters", f"life_count {index.split('.')[-1]}", row["count"])
        if unit := enumerations.label(enumerations.COUNTER_UNIT, row["unit"]):
            yield expect("counters", f"life_count_unit {index.split('.')[-1]}", unit)
    for row in oracle["supplies"]:
        yield from _supply_of_oracle(expect, row)
    for row in oracle["inputs"]:
        yield expect("trays", "", row, f"input {row['index']}")
    yield from _state_of_oracle(expect, oracle)


def _supply_of_oracle(expect: Callable[..., Expectation], row: dict[str, Any]) -> Iterator[Expectation]:
    facts = {"level": row["level"], "max": row["max"]}
    values = {
        "class": enumerations.label(enumerations.SUPPLIES_CLASS, row["class"]),
        "type": enumerations.label(enumerations.SUPPLIES_TYPE, row["type"]),
        "unit": enumerations.label(enumerations.SUPPLY_UNIT, row["unit"]),
        "description": as_text(row["descr"]),
        "level": row["level"],
        "max_capacity": row["max"],
        "level_state": STATES[row["state"]],
        "colorant": row["colorant"],
    }
    index = row["index"].split(".")[-1]
    for name, value in values.items():
        if value is not None:
            yield expect("supplies", f"{name} {index}", value, **facts)
    yield expect("supplies", f"percent_left {index}", row["percent"], **facts)


def _state_of_oracle(expect: Callable[..., Expectation], oracle: dict[str, Any]) -> Iterator[Expectation]:
    if status := enumerations.label(enumerations.PRINTER_STATUS, oracle["hrPrinterStatus"]):
        yield expect("errors", "status", status)
    if oracle["hrDeviceStatus"] is not None:
        yield expect("errors", "", oracle["hrDeviceStatus"], "hrDeviceStatus")
    if "errors" in oracle:
        yield expect("errors", "detected_errors", sorted(oracle["errors"]))
    for line in filter(None, map(as_text, oracle["console"])):
        yield expect("errors", "console", line)
    for row in oracle["alerts"]:
        alert = (
            enumerations.label(enumerations.ALERT_SEVERITY, row["severity"]),
            enumerations.label(enumerations.ALERT_GROUP, row["group"]),
            row["groupIndex"],
            enumerations.label(enumerations.ALERT_CODE, row["code"]),
            as_text(row["descr"]),
        )
        yield expect("errors", "alert", alert, f"alert {row['index']}", **row)
    pseudo = [is_pseudo(row["severity"], row["code"]) for row in oracle["alerts"]]
    if pseudo and all(pseudo) and not oracle.get("errors"):
        yield expect("errors", "no_reasons", [], "pseudo alerts alone")


def _of_librenms(recording: str, peer: dict[str, Any], walk: Walk) -> Iterator[Expectation]:
    expect = _sayer(recording, "librenms")
    device = peer["device"]
    identity = {"model": "hardware", "serial_number": "serial", "firmware": "version", "": "features"}
    for name, key in identity.items():
        if text := as_text(device[key]):
            yield expect("identity", name, text, key, walk=walk)
    for row in peer["supplies"]:
        levels = {"level": _number(walk, row["oid"]), "max": _number(walk, row["oid"], level_to_max=True)}
        yield expect("supplies", f"percent_left {row['index']}", row["current"], row["descr"], **levels)
    for row in peer["inputs"]:
        yield expect("trays", "", row, row["descr"])
    for row in peer["sensors"]:
        name = SENSOR_FIELDS.get(row["descr"], "")
        field_class = "counters" if row["class"] == "count" else "errors"
        yield expect(field_class, name, row["current"], row["descr"], kind=row["type"])


def _number(walk: Walk, dotted: str, *, level_to_max: bool = False) -> int | None:
    """Return the number of a level object, or of the maximum in the same row; None if it isn't there."""
    oid = tuple(map(int, dotted.lstrip(".").split(".")))
    if level_to_max:
        oid = (*oid[:-3], 8, *oid[-2:])
    return walk.integers(oid[:-1]).get(oid[-1:])


def _of_brother(recording: str, peer: dict[str, Any]) -> Iterator[Expectation]:
    expect = _sayer(recording, "brother")
    if peer["expected"] is None:
        yield expect("counters", "nothing", None, "blobs without a record")
        return
    for key, value in peer["expected"].items():
        percent = PERCENT_OF_SUPPLY.fullmatch(key)
        if percent:
            kind = f"{percent['kind']} {percent['colour'] or ''}".strip()
            yield expect("supplies", f"percent_of {kind}", value, key)
        else:
            field_class, name = BROTHER_FIELDS.get(key, ("counters", ""))
            yield expect(field_class, name, value, key, finer=f"{key}_remaining" in peer["expected"])
