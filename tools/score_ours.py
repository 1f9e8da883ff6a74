"""What we read from a recording, by the contract's names: each is asked as a device in memory is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from agent.core.interpretation import read_printer
from agent.core.model.printer import Reading
from agent.core.polling.first_answers import is_printer
from agent.core.report_builder.printer_entry import printer_entry
from tests.support.made_printers import ADDRESS, answering, converse, merged
from tests.support.recording import parse_recording
from tools.score_expectations import RECORDINGS
from tools.score_peers import TYPES_OF_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.core.model.walk import Walk

CONTEXT = "__at__"  # a recording's name behind which the name of an SNMP context stands
TABLES = ("impressions", "print", "copy", "fax", "scan")


def recorded_walks() -> dict[str, Walk]:
    """Return every recording by name; what a device has in an SNMP context is in its own recording too."""
    files = sorted((RECORDINGS / "rec").glob("*.snmprec"))
    walks = {file.stem: parse_recording(file.read_bytes().decode("latin-1")) for file in files}
    for name in [name for name in walks if CONTEXT in name]:
        device = name.split(CONTEXT)[0]
        walks[device] = merged(walks[device], walks[name])
    return walks


@dataclass(frozen=True, slots=True)
class Ours:
    """One printer of ours: an element of the report's printers[], and its fields by name."""

    entry: Mapping[str, Any] | None
    fields: Mapping[str, Any]

    def get(self, name: str) -> Any:  # noqa: ANN401 (a field of the report, of any type)
        """Return our value of an expectation's field; None if it is unread."""
        if name == "told_apart":
            return self.entry is None
        if self.entry is None:
            return None
        if name.startswith("percent_of"):
            _, kind, *colour = name.split()
            return self._percent(kind, colour[0] if colour else "")
        return self.fields.get(name)

    def _percent(self, kind: str, colour: str) -> int | None:
        supplies = self.fields["supplies"]
        types = TYPES_OF_KIND.get(kind)
        words = kind.replace("_", " ")
        fitting = [
            row["percent_left"]
            for row in supplies
            if (row["type"] in types if types else words in _spaced(row["description"]))
            and (not colour or (row["colorant"] or "black") == colour)
        ]
        return next((percent for percent in fitting if percent is not None), None)


def read(walk: Walk) -> Ours:
    """Return our reading when a device that holds this walk is asked."""
    found = converse(answering(walk)).walk
    if not is_printer(found):
        return Ours(None, {})
    reading = Reading(read_printer(found, ADDRESS), datetime(2020, 1, 1, tzinfo=UTC), ADDRESS, 161, "2c")
    entry = printer_entry(reading, "id", ())
    return Ours(entry, dict(_fields(entry)))


def _fields(entry: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    yield from entry.items()
    for table in TABLES:
        for name, value in (entry.get(table) or {}).items():
            yield f"{table} {name}", value
    for marker in entry["markers"]:
        life = marker["life_count"] or {}
        yield f"life_count {marker['index']}", life.get("value")
        yield f"life_count_unit {marker['index']}", life.get("unit")
        yield f"power_on_count {marker['index']}", marker["power_on_count"]
    for supply in entry["supplies"]:
        for name, value in supply.items():
            yield f"{name} {supply['index']}", value


def _spaced(text: str | None) -> str:
    return " ".join((text or "").lower().replace("-", " ").split())
