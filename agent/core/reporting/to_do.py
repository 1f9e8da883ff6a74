"""What is to do in an office, grouped by kind: what is stopped first, what only does not respond last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import fleet
from agent.core.reporting.attention import need_of
from agent.core.reporting.need_kinds import ORDER, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.report_format.report import Report
    from agent.core.reporting.fleet_table import FleetRow


@dataclass(frozen=True, slots=True)
class ToDo:
    """One printer with what it needs."""

    row: FleetRow
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The tasks of one kind of need_kinds.ORDER."""

    kind: str
    heading: str
    tasks: tuple[ToDo, ...]


def task_groups(report: Report, rows: Sequence[FleetRow]) -> tuple[TaskGroup, ...]:
    """Return the groups that have something to do, the most urgent first; `rows` are those of the report."""
    entries = {entry["id"]: entry for entry in report["printers"]}
    groups: dict[str, list[ToDo]] = {kind: [] for kind in ORDER}
    for row in rows:
        need = need_of(entries[row.device_id])
        if need:
            groups[kind_of(need, entries[row.device_id])].append(ToDo(row, need.sentences))
    return tuple(TaskGroup(kind, fleet.KINDS[kind], tuple(tasks)) for kind, tasks in groups.items() if tasks)
