"""Examined reports to verdicts: one an agent, with every finding that concerns it."""

from __future__ import annotations

import base64
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from agent.core.report_format.chain.chain_finding import (
    ChainFinding,
    ChainVerdict,
    FindingKind,
    Runs,
    finding,
)
from agent.core.report_format.chain.runs import run_findings, stretches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from agent.core.report_format.chain.examine import Examined

    Groups = Mapping[str, Sequence[Examined]]

_BEST_FIRST = ("valid", "unsigned", "invalid")


def judge(
    reports: Iterable[Examined], expected: Collection[bytes], remembered: Mapping[str, bytes]
) -> tuple[ChainVerdict, ...]:
    """Return a verdict for each agent in the order of their ids; files that are no reports come first.

    `expected` are keys (raw octets) that a person named; an agent is held against the one that is
    `remembered` for its id, too.
    """
    strangers: list[Examined] = []
    groups: dict[str, list[Examined]] = {}
    for report in reports:
        if report.is_report and report.agent_id:
            groups.setdefault(report.agent_id, []).append(report)
        else:
            strangers.append(report)
    verdicts = []
    if strangers:
        findings = tuple(map(_stranger, strangers))
        verdicts.append(ChainVerdict(None, (), (), sender_proven=False, findings=findings))
    for agent_id in sorted(groups):
        keys = {key for key in (*expected, remembered.get(agent_id)) if key}
        verdict = _judge_agent(agent_id, groups[agent_id], keys, _cancelled(agent_id, groups))
        findings = (*verdict.findings, *_succession(groups[agent_id], groups))
        verdicts.append(replace(verdict, findings=findings))
    return tuple(verdicts)


def _stranger(report: Examined) -> ChainFinding:
    """Tell of a file that is no report; lying about in a folder, unnamed and unsigned, it is harmless."""
    lies_about = not report.sought and report.integrity == "unsigned"
    return replace(finding(FindingKind.NOT_A_REPORT, report.name), harmless=lies_about)


def _cancelled(agent_id: str, groups: Groups) -> Mapping[int, str]:
    """Return the runs of an agent that its office ended, and the file that says so.

    Only signed reports count, of the agent itself and of who follows it: whoever else signs as one of these
    is told of as such.
    """
    reports = [report for group in groups.values() for report in group if report.integrity == "valid"]
    return {
        run: report.name
        for report in reports
        if report.agent_id == agent_id or (report.follows and report.follows.agent_id == agent_id)
        for named, run in report.cancelled
        if named == agent_id
    }


def _judge_agent(
    agent_id: str, group: Sequence[Examined], expected: set[bytes], cancelled: Mapping[int, str]
) -> ChainVerdict:
    reports, copies = without_copies(group)
    sound = [report for report in reports if report.integrity != "invalid" and not report.flaws]
    signed = [report for report in _in_order(sound) if report.integrity == "valid"]
    trusted = trusted_keys(expected, reports) if expected else frozenset(r.key for r in signed if r.key)
    strange = [report for report in signed if report.key not in trusted]
    findings = (
        *copies,
        *(finding(FindingKind.EDITED, r.name, runs=_run_of(r)) for r in reports if r.integrity == "invalid"),
        *(
            finding(FindingKind.FLAWED, r.name, runs=_run_of(r), detail=flaw)
            for r in reports
            for flaw in r.flaws
        ),
        *(finding(FindingKind.OUTSIDE, r.name) for r in sound if r.run_number is None),
        *run_findings(reports, sound, cancelled),
        *_unsigned(sound, trusted),
        *_key_findings(signed),
        *([] if expected or not signed else [finding(FindingKind.SENDER_UNKNOWN)]),
        *_by_other_keys(strange),
    )
    return ChainVerdict(
        agent_id=agent_id,
        runs=stretches((r.run_number for r in sound if r.run_number is not None), findings),
        keys=tuple(dict.fromkeys(_in_base64(r.key) for r in signed)),
        sender_proven=bool(expected and signed and not strange),
        findings=findings,
    )


def _run_of(report: Examined) -> Runs | None:
    return None if report.run_number is None else (report.run_number, report.run_number)


def _in_order(reports: Iterable[Examined]) -> list[Examined]:
    return sorted(reports, key=lambda report: (report.run_number or 0, report.sha256))


def _in_base64(key: bytes | None) -> str:
    return base64.b64encode(key or b"").decode()


def _unsigned(sound: Sequence[Examined], trusted: frozenset[bytes]) -> Iterator[ChainFinding]:
    """Tell of each unsigned report whether the signed one after it names its hash: that vouches for it."""
    named = set[tuple[int, str | None]]()
    for report in reversed(_in_order(sound)):
        run = report.run_number or 0
        vouched = (run, report.sha256) in named
        if vouched or (report.integrity == "valid" and report.key in trusted):
            named.add((run - 1, report.previous_sha256))
        if report.integrity == "unsigned":
            yield finding(
                FindingKind.VOUCHED if vouched else FindingKind.UNSIGNED, report.name, runs=_run_of(report)
            )


def _key_findings(signed: Sequence[Examined]) -> Iterator[ChainFinding]:
    """Tell where the key changes from one signed run to the next."""
    runs = [report for report in signed if report.run_number is not None]
    for before, after in pairwise(runs):
        if before.key != after.key and before.run_number != after.run_number:
            kind = FindingKind.KEY_ROTATED if after.vouched_by == before.key else FindingKind.KEY_CHANGED
            yield finding(kind, before.name, after.name, runs=_run_of(after))


def _by_other_keys(strange: Sequence[Examined]) -> Iterator[ChainFinding]:
    """Tell of each key that nobody expected once, with all the files that it signed."""
    for key, group in groupby(sorted(strange, key=lambda r: _in_base64(r.key)), key=lambda r: r.key):
        reports = _in_order(group)
        runs = [report.run_number for report in reports if report.run_number is not None]
        span = (runs[0], runs[-1]) if runs else None
        yield finding(FindingKind.OTHER_KEY, *(r.name for r in reports), runs=span, detail=_in_base64(key))


def _succession(group: Sequence[Examined], groups: Groups) -> Iterator[ChainFinding]:
    """Tell which chain this one follows, and whether that one ended as this one says."""
    first = next((r for r in _in_order(group) if r.follows and r.integrity == "valid"), None)
    if first is None or first.follows is None:
        return
    follows, last = first.follows, first.follows.last_run_number
    runs = None if last is None else (last, last)
    yield finding(FindingKind.FOLLOWS, first.name, runs=runs, detail=follows.agent_id)
    if last is None:  # whoever began this chain did not know where that one ended
        return
    earlier = [r for r in groups.get(follows.agent_id, ()) if r.run_number and r.integrity != "invalid"]
    for report in _in_order(earlier):
        run = report.run_number or 0
        if run > last or (run == last and report.sha256 != follows.last_sha256):
            yield finding(
                FindingKind.NOT_ITS_END, report.name, first.name, runs=(run, run), detail=follows.agent_id
            )
    newest = max((report.run_number or 0 for report in earlier), default=last)
    ended = _cancelled(follows.agent_id, groups)
    while last > newest and last in ended:
        last -= 1
    if newest < last:
        yield finding(FindingKind.GAP, first.name, runs=(newest + 1, last), detail=follows.agent_id)


def without_copies(group: Iterable[Examined]) -> tuple[list[Examined], list[ChainFinding]]:
    """Return each report once, the one with the best signature, and a harmless finding for its copies."""
    by_bytes: dict[str, list[Examined]] = {}
    for report in group:
        by_bytes.setdefault(report.sha256, []).append(report)
    kept = [min(same, key=lambda r: _BEST_FIRST.index(r.integrity)) for same in by_bytes.values()]
    copies = [
        finding(FindingKind.COPY, *(report.name for report in same))
        for same in by_bytes.values()
        if len(same) > 1
    ]
    return kept, copies


def trusted_keys(expected: Collection[bytes], reports: Iterable[Examined]) -> frozenset[bytes]:
    """Return every key that the expected ones reach by the statements in `reports`.

    Forward, a trusted key vouches for the next one: its statement is enough, whoever carries it.
    Backward, a report names the key before its own: that counts where the report itself is signed.
    """
    steps = set[tuple[bytes, bytes]]()
    for report in reports:
        if report.key and report.vouched_by:
            steps.add((report.vouched_by, report.key))
            if report.integrity == "valid":
                steps.add((report.key, report.vouched_by))
    trusted, fresh = set(expected), set(expected)
    while fresh:
        fresh = {reached for by, reached in steps if by in fresh} - trusted
        trusted |= fresh
    return frozenset(trusted)
