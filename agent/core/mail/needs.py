"""What is to do in an office, grouped by kind: a printer stands once, where its most urgent need does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.reporting.attention import Need, needs_of
from agent.core.reporting.natural_order import natural_key
from agent.core.reporting.need_kinds import ORDER, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.report_format.report import Report
    from agent.core.reporting.changes import Changes


@dataclass(frozen=True, slots=True)
class GroupedNeed:
    """One printer that needs attention, its kind, and its sentences, each with whether it is new."""

    kind: str
    printer: str
    sentences: tuple[tuple[str, bool], ...]


def grouped_needs(report: Report, changes: Changes | None) -> tuple[GroupedNeed, ...]:
    """Return the printers that need attention, kind by kind, within each by name, 5 before 13."""
    entries = {entry["id"]: entry for entry in report["printers"]}
    found = [
        GroupedNeed(
            kind_of(need, entries.get(need.device_id or "")), need.printer, _with_what_is_new(need, changes)
        )
        for need in needs_of(report)
    ]
    return tuple(sorted(found, key=lambda need: (ORDER.index(need.kind), natural_key(need.printer))))


def kinds_of(needs: Sequence[GroupedNeed]) -> tuple[tuple[str, int], ...]:
    """Return each kind that there is with the number of its printers, the most urgent first."""
    return tuple(Counter(need.kind for need in needs).items())


def _with_what_is_new(need: Need, changes: Changes | None) -> tuple[tuple[str, bool], ...]:
    new = changes.new.get(need.device_id or "", ()) if changes else ()
    return tuple((sentence, sentence in new) for sentence in need.sentences)
