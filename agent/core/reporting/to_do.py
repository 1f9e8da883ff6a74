"""What is to do in an office, grouped by kind: what is stopped first, what only does not respond last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.reporting.attention import need_of, troubles_of
from agent.core.words import fleet, page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.core.records import Entry
    from agent.core.reporting.fleet_table import FleetRow

# What the thing of a trouble begins with (an IPP keyword's family) -> the group of its printer.
_GROUPS = {"media": "paper", "input": "paper", "output": "paper", "supply": "supplies", "toner": "supplies"}
_GROUPS |= {"marker": "supplies", "opc": "supplies"}
_ORDER = ("stopped", "paper", "supplies", "other", "silent")


@dataclass(frozen=True, slots=True)
class Task:
    """One printer with what it needs."""

    row: FleetRow
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The tasks of one kind: stopped, paper, supplies, other or silent."""

    kind: str
    heading: str
    tasks: tuple[Task, ...]


def task_groups(report: Mapping[str, Any], rows: Sequence[FleetRow]) -> tuple[TaskGroup, ...]:
    """Return the groups that have something to do, the most urgent first; `rows` are those of the report."""
    entries = {entry["id"]: entry for entry in report["printers"]}
    groups: dict[str, list[Task]] = {kind: [] for kind in _ORDER}
    for row in rows:
        need = need_of(entries[row.device_id])
        if need:
            groups[_group(entries[row.device_id], row)].append(Task(row, need.sentences))
    headings = {**fleet.GROUPS, "stopped": page.CANT_PRINT}
    return tuple(TaskGroup(kind, headings[kind], tuple(tasks)) for kind, tasks in groups.items() if tasks)


def _group(entry: Entry, row: FleetRow) -> str:
    if row.kind in {"stopped", "silent"}:
        return row.kind
    found = {_GROUPS.get(trouble.thing.partition(" ")[0].partition("-")[0]) for trouble in troubles_of(entry)}
    return next((kind for kind in ("paper", "supplies") if kind in found), "other")
