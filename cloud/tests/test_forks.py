"""A fork ends by a person's word: one of its reports counts, or none, whatever comes in later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.report_format.document import report_bytes
from agent.core.report_format.signatures import sha256_of
from cloud.core.analysis.chain import chain_findings
from cloud.core.states import COUNTED, OVERRULED, Stored, judge
from cloud.core.trust import Facts
from made_mails import CODE, MadeAgent
from test_daily import send
from test_dealing import ask, shown

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

OFFICE = MadeAgent(code=CODE, printers=("EX1",))
RUNS = OFFICE.chain(2)
OTHER = report_bytes(OFFICE.report(2, RUNS[0], pages=7))
ABOUT = {"do": "resolve", "dealer": "acme", "agent": OFFICE.id, "run": "2"}


@pytest.fixture
def forked(stack: Stack, adapters: IngestAdapters) -> IngestAdapters:
    send(stack, *(OFFICE.mail(report) for report in (*RUNS, OTHER)))
    assert shown(adapters) == [("latest", 1, "hill-street"), ("reading", 1, "hill-street")]
    return adapters


def states_of(adapters: IngestAdapters) -> dict[str, str]:
    found = adapters.table.scan("acme#signer#")
    return {i["sha256"]: i["state"] for i in found if i["kind"] == "report" and i["run"] == 2}


def test_the_report_that_a_person_chose_counts_and_the_fork_is_told_no_more(
    stack: Stack, forked: IngestAdapters
) -> None:
    answer = ask(stack, **ABOUT, sha256=sha256_of(OTHER)[:12])

    assert answer == {"done": f"{sha256_of(OTHER)[:12]} counts"}
    assert states_of(forked) == {sha256_of(OTHER): "counted", sha256_of(RUNS[1]): "overruled"}
    assert ("latest", 2, "hill-street") in shown(forked)
    rows = [i for i in forked.table.scan("acme#signer#") if i["kind"] == "report"]
    assert list(chain_findings("hill-street", OFFICE.id, rows)) == []


def test_a_third_report_of_the_run_changes_nothing_after_that(stack: Stack, forked: IngestAdapters) -> None:
    ask(stack, **ABOUT, sha256=sha256_of(RUNS[1]))

    send(stack, OFFICE.mail(OFFICE.report(2, RUNS[0], pages=9)))

    assert sorted(states_of(forked).values()) == ["counted", "overruled", "overruled"]
    assert states_of(forked)[sha256_of(RUNS[1])] == "counted"


def test_none_of_them_may_count_and_the_last_word_holds(stack: Stack, forked: IngestAdapters) -> None:
    ask(stack, **ABOUT, sha256=sha256_of(OTHER))
    assert ask(stack, **ABOUT, sha256="none") == {"done": "none of them counts"}

    assert set(states_of(forked).values()) == {"overruled"}
    assert shown(forked) == [("latest", 1, "hill-street"), ("reading", 1, "hill-street")]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"sha256": "0" * 64}, "Say which counts"),
        ({"sha256": ""}, "Say which counts"),
        ({"sha256": "none", "run": "1"}, "There are no two reports 1"),
        ({"sha256": "none", "run": "two"}, "is a whole number"),
        ({"sha256": "none", "agent": "nobody"}, "There are no two reports"),
    ],
)
def test_a_typo_resolves_nothing(
    stack: Stack, forked: IngestAdapters, changed: dict[str, str], sentence: str
) -> None:
    assert sentence in ask(stack, **{**ABOUT, **changed})["refused"]
    assert set(states_of(forked).values()) == {"disputed"}


RESOLVED = st.dictionaries(st.integers(1, 3), st.sampled_from(["u", "v", ""]))
REPORTS = st.lists(
    st.builds(
        lambda run, sha: Stored("a", "A", run, sha, None, "m"), st.integers(1, 3), st.sampled_from("uvw")
    ),
    unique=True,
)


@given(REPORTS, RESOLVED, st.randoms(use_true_random=False))
def test_a_resolved_run_counts_what_was_chosen_in_any_order(
    reports: list[Stored],
    resolved: dict[int, str],
    chance: Any,  # noqa: ANN401 (random.Random)
) -> None:
    facts = Facts({"A": "hill"}, {}, frozenset(), frozenset(), resolved)
    mixed = list(reports)
    chance.shuffle(mixed)

    judged = judge(mixed, facts)
    assert judged == judge(reports, facts)
    for one in judged:
        if one.report.run in resolved:
            chosen = one.report.sha256 == resolved[one.report.run]
            assert one.state == (COUNTED if chosen else OVERRULED)
