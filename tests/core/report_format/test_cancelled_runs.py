"""Runs that the office ended: no gap for who proves a chain, and told all the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import proof as messages
from agent.core.model.records import CancelledRun
from agent.core.model.retention import CANCELLED_RUNS_FOR
from agent.core.report_builder.report import Link, Sender, build_report
from agent.core.report_format.chain.chain_finding import FindingKind
from agent.core.report_format.signatures import sha256_of
from tests.support.documents import part
from tests.support.made_chain import FIRST, SECOND, MadeChain, changed, found, judged
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from agent.core.report_format.chain.chain_finding import ChainVerdict
    from agent.core.report_format.chain.examine import Evidence


def chain_that_ended(*runs: int, length: int = 6, agent_id: str = "a-1") -> list[Evidence]:
    """Return a chain whose last report names these runs as ended by the office."""
    chain = MadeChain()
    for _ in range(length):
        chain.run()
    rows = [{"agent_id": agent_id, "run_number": run, "at": "2026-03-01T09:12:00+01:00"} for run in runs]
    chain.reports[-1] = changed(chain.reports[-1], name="last.json", cancelled_runs=rows)
    return chain.reports


def without(reports: list[Evidence], *runs: int) -> list[Evidence]:
    return [report for number, report in enumerate(reports, 1) if number not in runs]


def runs_of(verdict: ChainVerdict, kind: FindingKind) -> list[tuple[int, int] | None]:
    return [finding.runs for finding in verdict.findings if finding.kind is kind]


def test_an_ended_run_is_no_gap_and_is_told() -> None:
    (verdict,) = judged(without(chain_that_ended(3, 4), 3, 4), FIRST)
    assert found(verdict) == [FindingKind.CANCELLED, FindingKind.CANCELLED]
    assert verdict.all_well
    assert verdict.runs == ((1, 2), (5, 6))
    sentence = messages.sentence(verdict.findings[0])
    assert sentence.startswith(
        "Missing: report 3. The office cancelled it before it was sent (stated in last.json)."
    )


def test_what_else_is_missing_stays_a_gap() -> None:
    (verdict,) = judged(without(chain_that_ended(3), 2, 3, 4), FIRST)
    assert runs_of(verdict, FindingKind.GAP) == [(2, 2), (4, 4)]
    assert not verdict.all_well


def test_an_ended_run_that_is_there_is_told_no_more() -> None:
    (verdict,) = judged(chain_that_ended(3), FIRST)
    assert found(verdict) == []


def test_only_the_agent_itself_or_who_follows_it_can_end_a_run() -> None:
    stranger = MadeChain("a-2", SECOND)
    rows = [{"agent_id": "a-1", "run_number": 3, "at": "2026-03-01T09:12:00+01:00"}]
    reports = without(chain_that_ended(), 3)
    told = changed(stranger.run(), seed=SECOND, cancelled_runs=rows)
    first, _ = judged([*reports, told], FIRST, SECOND)
    assert runs_of(first, FindingKind.GAP) == [(3, 3)]
    last = reports[-1]
    follows = {"id": "a-1", "last_run_number": 6, "last_sha256": sha256_of(last.report), "reason": "x"}
    agent = {"id": "a-2", "public_key": None, "follows": follows}
    follower = changed(told, seed=SECOND, agent=agent, cancelled_runs=rows)
    first, second = judged([*reports, follower], FIRST, SECOND)
    assert (found(first), found(second)) == ([FindingKind.CANCELLED], [FindingKind.FOLLOWS])


def test_the_end_of_a_former_chain_may_have_been_ended() -> None:
    reports = chain_that_ended()
    follows = {"id": "a-1", "last_run_number": 6, "last_sha256": sha256_of(reports[-1].report), "reason": "x"}
    follower = MadeChain("a-2", SECOND, more={"follows": follows})
    rows = [{"agent_id": "a-1", "run_number": 6, "at": "2026-03-01T09:12:00+01:00"}]
    told = changed(follower.run(), seed=SECOND, cancelled_runs=rows)
    _, second = judged([*reports[:5], told], FIRST, SECOND)
    assert found(second) == [FindingKind.FOLLOWS]
    _, second = judged([*reports[:4], told], FIRST, SECOND)
    assert runs_of(second, FindingKind.GAP) == [(5, 5)]


def test_an_unsigned_report_ends_nothing() -> None:
    *others, last = without(chain_that_ended(3), 3)
    unsigned = type(last)(last.name, last.report, None)
    (verdict,) = judged([*others, unsigned], FIRST)
    assert runs_of(verdict, FindingKind.GAP) == [(3, 3)]


@pytest.mark.parametrize(
    "rows",
    [
        None,
        "all",
        {"agent_id": "a-1"},
        [None, 1, "x", []],
        [{"agent_id": "a-1", "run_number": True}, {"agent_id": 1, "run_number": 3}, {"run_number": 3}],
        [{"agent_id": "a-1", "run_number": -3}, {"agent_id": "a-1", "run_number": 10**30}],
    ],
)
def test_whatever_stands_there_ends_no_run(rows: object) -> None:
    reports = without(chain_that_ended(), 3)
    (verdict,) = judged([*reports[:-1], changed(reports[-1], cancelled_runs=rows)], FIRST)
    assert runs_of(verdict, FindingKind.GAP) == [(3, 3)]


@pytest.mark.parametrize(("age", "is_told"), [(CANCELLED_RUNS_FOR, True), (CANCELLED_RUNS_FOR * 2, False)])
def test_a_report_names_ended_runs_for_a_while(age: timedelta, is_told: bool) -> None:
    scan = {"began": NOW.isoformat(), "ended": NOW.isoformat(), "notes": []}
    summary = {"scan": scan, "unreadable": [], "silent_known": [], "left_out": []}
    sender = Sender("north", "", "a-1", "1", "Linux", None)
    ended = CancelledRun("a-1", 5, NOW - age)
    report = build_report(Link("r-1", 6, "0" * 64), sender, part(summary), [], {}, cancelled=[ended])
    at = datetime.fromisoformat((NOW - age).isoformat()).isoformat()
    assert report["cancelled_runs"] == ([{"agent_id": "a-1", "run_number": 5, "at": at}] if is_told else [])
