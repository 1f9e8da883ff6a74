"""Run numbers and links: which runs are missing, which stand twice, which do not follow each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from agent.core.report_format.chain.chain_finding import ChainFinding, FindingKind, Runs, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agent.core.report_format.chain.examine import Examined

    ByRun = Mapping[int, Sequence[Examined]]


def run_findings(
    reports: Iterable[Examined], sound: Iterable[Examined], cancelled: Mapping[int, str]
) -> Iterator[ChainFinding]:
    """Yield gaps, replays, forks and links that don't hold. `sound` are `reports` that nobody edited.

    `cancelled` are the runs that the office ended, and the report that says so.
    """
    by_run: dict[int, list[Examined]] = {}
    by_id: dict[str, list[Examined]] = {}
    by_previous: dict[str, list[Examined]] = {}
    for report in sound:
        if report.run_number is not None:
            by_run.setdefault(report.run_number, []).append(report)
            by_id.setdefault(report.report_id or "", []).append(report)
            by_previous.setdefault(report.previous_sha256 or "", []).append(report)
    # Who names none has it with nobody in common.
    by_id.pop("", None)
    by_previous.pop("", None)
    yield from _gaps({report.run_number for report in reports if report.run_number}, by_run, cancelled)
    for run, same in sorted(by_run.items()):
        yield from _reported_twice(run, same)
        yield from _broken_links(run, same, by_run.get(run - 1, ()))
    # One report_id for two runs: an old report was dressed up as a new one.
    yield from (two for same in by_id.values() for two in _in_several_runs(FindingKind.REPLAY, same))
    yield from (two for same in by_previous.values() for two in _in_several_runs(FindingKind.FORK, same))


def stretches(by_runs: Iterable[int], findings: Iterable[ChainFinding]) -> tuple[Runs, ...]:
    """Return the stretches of runs without a gap, a fork or a broken link between them."""
    broken = {f.runs for f in findings if f.kind in {FindingKind.BROKEN_LINK, FindingKind.FORK}}
    ranges: list[Runs] = []
    for run in sorted(set(by_runs)):
        if ranges and run == ranges[-1][1] + 1 and (run - 1, run) not in broken:
            ranges[-1] = (ranges[-1][0], run)
        else:
            ranges.append((run, run))
    return tuple(ranges)


def _gaps(reported: set[int], by_run: ByRun, cancelled: Mapping[int, str]) -> Iterator[ChainFinding]:
    """Yield what is missing. An edited report is there, but its run number counts only between sound ones."""
    if not by_run:
        return
    present = {run for run in reported if min(by_run) <= run <= max(by_run)}
    missing_and_told = {run for run in cancelled if min(by_run) < run < max(by_run)} - present
    for run in sorted(missing_and_told):
        yield finding(FindingKind.CANCELLED, cancelled[run], runs=(run, run))
    for before, after in pairwise(sorted(present | missing_and_told)):
        if after > before + 1:
            around = (report.name for run in (before, after) for report in by_run.get(run, ())[:1])
            yield finding(FindingKind.GAP, *around, runs=(before + 1, after - 1))


def _reported_twice(run: int, same: Sequence[Examined]) -> Iterator[ChainFinding]:
    """Tell a replay (the same content under another report_id) from a fork (another content)."""
    by_content: dict[str, list[str]] = {}
    for report in same:
        by_content.setdefault(report.content_sha256, []).append(report.name)
    for names in by_content.values():
        if len(names) > 1:
            yield finding(FindingKind.REPLAY, *names, runs=(run, run))
    if len(by_content) > 1:
        yield finding(FindingKind.FORK, *(names[0] for names in by_content.values()), runs=(run, run))


def _broken_links(run: int, same: Sequence[Examined], before: Sequence[Examined]) -> Iterator[ChainFinding]:
    hashes = {earlier.sha256 for earlier in before}
    for report in same:
        if before and report.previous_sha256 not in hashes:
            yield finding(FindingKind.BROKEN_LINK, before[0].name, report.name, runs=(run - 1, run))


def _in_several_runs(kind: FindingKind, same: Sequence[Examined]) -> Iterator[ChainFinding]:
    """Two reports of one run are told of as such; this is for those whose run numbers differ."""
    runs = {report.run_number or 0: report.name for report in reversed(same)}
    if len(runs) > 1:
        yield finding(kind, *(runs[run] for run in sorted(runs)), runs=(min(runs), max(runs)))
