"""What of a run counts: a function of the set of its proven reports and of who is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud.core.trust import Facts, bindings_of, retired_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


COUNTED, DISPUTED, QUARANTINED, RETIRED = "counted", "disputed", "quarantined", "retired"
OVERRULED = "overruled"  # of a fork that the dealer decided: not the one that counts


@dataclass(frozen=True, slots=True)
class Stored:
    """A proven report as the table has it: the hash of its predecessor, the raw mail that it came in."""

    agent: str
    key: str
    run: int
    sha256: str
    previous: str | None
    mail: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A report, its state, and its site where the signer has one."""

    report: Stored
    state: str
    site: str | None


def judge(reports: Collection[Stored], facts: Facts) -> tuple[Judged, ...]:
    """Return the state of each report of one agent, of as many runs as there are, in a fixed order."""
    bindings = bindings_of(facts)
    allowed = [r for r in reports if not _standing_in_the_way(r, bindings.keys(), facts)]
    forked = _forked(allowed)
    judged = [
        Judged(
            report,
            _standing_in_the_way(report, bindings.keys(), facts) or _state_of_run(report, forked, facts),
            bindings[report.key].site if report.key in bindings else None,
        )
        for report in reports
    ]
    return tuple(sorted(judged, key=lambda j: (j.report.run, j.report.sha256, j.report.key)))


def other_predecessors(reports: Iterable[Stored]) -> tuple[Stored, ...]:
    """Return the reports that name a predecessor which is not the one that is here."""
    of_run: dict[int, set[str]] = {}
    everything = sorted(reports, key=lambda r: (r.run, r.sha256))
    for report in everything:
        of_run.setdefault(report.run, set()).add(report.sha256)
    return tuple(r for r in everything if r.run - 1 in of_run and r.previous not in of_run[r.run - 1])


def _standing_in_the_way(report: Stored, trusted: Iterable[str], facts: Facts) -> str | None:
    if report.key not in trusted:
        return QUARANTINED
    retired = retired_from(facts, report.key)
    return RETIRED if retired is not None and report.run >= retired else None


def _state_of_run(report: Stored, forked: set[int], facts: Facts) -> str:
    if report.run in facts.resolved:
        return COUNTED if report.sha256 == facts.resolved[report.run] else OVERRULED
    return DISPUTED if report.run in forked else COUNTED


def _forked(reports: Iterable[Stored]) -> set[int]:
    """Return the runs that have two different reports."""
    of_run: dict[int, set[str]] = {}
    for report in reports:
        of_run.setdefault(report.run, set()).add(report.sha256)
    return {run for run, digests in of_run.items() if len(digests) > 1}
