"""Many reports at once: whatever somebody does to a chain is noticed, and an honest one is said to be so."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.messages import proof as messages
from agent.core.report_format.chain.chain_finding import FindingKind
from agent.core.report_format.chain.examine import Evidence, examine
from agent.core.report_format.signatures import public_key_of, sha256_of, sign, verify_report
from agent.core.reporting.verification import finding_text
from tests.support.made_chain import FIRST, SECOND, THIRD, MadeChain, changed, found, judged, made_chain

if TYPE_CHECKING:
    from collections.abc import Callable

CHAIN = made_chain(6)


def edited(reports: list[Evidence]) -> list[Evidence]:
    one = replace(reports[2], report=reports[2].report.replace(b"of run 3", b"of run 7"))
    return [*reports[:2], one, *reports[3:]]


def replayed(reports: list[Evidence]) -> list[Evidence]:
    return [*reports, changed(reports[2], report_id="another")]


def forked(reports: list[Evidence]) -> list[Evidence]:
    return [*reports, changed(reports[2], report_id="another", content="other counters")]


def two_successors(reports: list[Evidence]) -> list[Evidence]:
    return [*reports[:3], changed(reports[3], run_number=5, report_id="another"), reports[3]]


def exchanged(reports: list[Evidence]) -> list[Evidence]:
    return [*reports[:2], changed(reports[2], content="other counters"), *reports[3:]]


def old_as_new(reports: list[Evidence]) -> list[Evidence]:
    last = reports[-1]
    return [*reports, changed(reports[2], run_number=7, previous_sha256=sha256_of(last.report))]


def unsigned_at_the_end(reports: list[Evidence]) -> list[Evidence]:
    return [*reports[:-1], replace(reports[-1], signature=None)]


def of_a_forger(reports: list[Evidence]) -> list[Evidence]:
    forger = MadeChain(seed=SECOND, reports=reports[:3])
    forger.run()
    return forger.reports


def broken(reports: list[Evidence]) -> list[Evidence]:
    return [*reports, changed(reports[2], previous_sha256=None)]


@pytest.mark.parametrize(
    ("tamper", "kinds", "named"),
    [
        (edited, {FindingKind.EDITED}, "a-1-3.json"),
        (
            lambda reports: [*reports[:2], *reports[3:]],
            {FindingKind.GAP},
            "report 3 (next to a-1-2.json, a-1-4.json)",
        ),
        (lambda reports: [*reports[:1], *reports[4:]], {FindingKind.GAP}, "reports 2-4"),
        (replayed, {FindingKind.REPLAY}, "a-1-3.json, changed.json (report 3)"),
        (forked, {FindingKind.FORK}, "a-1-3.json, changed.json (report 3)"),
        (
            two_successors,
            {FindingKind.FORK, FindingKind.BROKEN_LINK},
            "a-1-4.json, changed.json (reports 4-5)",
        ),
        (exchanged, {FindingKind.BROKEN_LINK}, "changed.json, a-1-4.json (reports 3-4)"),
        (old_as_new, {FindingKind.REPLAY}, "a-1-3.json, changed.json (reports 3-7)"),
        (unsigned_at_the_end, {FindingKind.UNSIGNED}, "a-1-6.json"),
        (of_a_forger, {FindingKind.KEY_CHANGED, FindingKind.OTHER_KEY}, "a-1-4.json"),
        (broken, {FindingKind.FLAWED}, "changed.json"),
    ],
)
def test_what_was_done_to_a_chain_is_told_with_the_files(
    tamper: Callable[[list[Evidence]], list[Evidence]], kinds: set[FindingKind], named: str
) -> None:
    (verdict,) = judged(tamper(CHAIN), FIRST)
    assert set(found(verdict)) == kinds
    assert not verdict.all_well
    assert any(named in finding_text(finding) for finding in verdict.findings)


def test_a_whole_chain_is_complete_unchanged_and_by_one_key() -> None:
    (verdict,) = judged(CHAIN, FIRST)
    assert (verdict.runs, verdict.sender_proven, verdict.all_well) == (((1, 6),), True, True)
    assert messages.verdict(verdict) == (
        "Agent a-1: reports 1-6 complete, unchanged, signed with one key."
        " Sender verified by the expected key."
    )


def test_without_a_key_nothing_proves_who_signed() -> None:
    (verdict,) = judged(CHAIN)
    assert found(verdict) == [FindingKind.SENDER_UNKNOWN]
    assert not verdict.all_well
    assert public_key_of(FIRST) in messages.verdict(verdict)


def test_the_same_bytes_twice_are_a_harmless_copy_whichever_of_them_is_signed() -> None:
    copy = replace(CHAIN[2], name="copy.json", signature=None)
    for reports in ([*CHAIN, copy], [copy, *CHAIN]):
        (verdict,) = judged(reports, FIRST)
        assert found(verdict) == [FindingKind.COPY]
        assert verdict.all_well


def test_a_later_month_alone_is_fine_and_says_which_runs_it_has() -> None:
    (verdict,) = judged(CHAIN[3:], FIRST)
    assert (verdict.runs, verdict.all_well) == (((4, 6),), True)


def test_an_unsigned_report_is_vouched_for_by_the_signed_one_that_names_it() -> None:
    chain = MadeChain()
    for signed in (True, False, False, True):
        chain.run(signed=signed)
    (verdict,) = judged(chain.reports, FIRST)
    assert found(verdict) == [FindingKind.VOUCHED, FindingKind.VOUCHED]
    assert verdict.all_well
    (verdict,) = judged(chain.reports[:3], FIRST)
    assert found(verdict) == [FindingKind.UNSIGNED, FindingKind.UNSIGNED]


def test_a_forged_signature_vouches_for_nobody() -> None:
    chain = MadeChain()
    chain.run(signed=False)
    chain.seed = SECOND
    chain.run()
    (verdict,) = judged(chain.reports, FIRST)
    assert set(found(verdict)) == {FindingKind.UNSIGNED, FindingKind.OTHER_KEY}


@pytest.mark.parametrize("known", [FIRST, SECOND, THIRD])
def test_a_rotation_bridges_from_the_first_key_to_the_newest_and_back(known: bytes) -> None:
    chain = MadeChain()
    for seed in (SECOND, THIRD):
        chain.run()
        chain.run()
        chain.rotate(seed)
    chain.run()
    (verdict,) = judged(chain.reports, known)
    assert found(verdict) == [FindingKind.KEY_ROTATED, FindingKind.KEY_ROTATED]
    assert verdict.keys == tuple(map(public_key_of, (FIRST, SECOND, THIRD)))
    assert (verdict.runs, verdict.sender_proven, verdict.all_well) == (((1, 5),), True, True)


def test_the_first_report_after_a_rotation_may_be_lost() -> None:
    chain = MadeChain()
    chain.run()
    chain.rotate(SECOND)
    chain.run()
    chain.run()
    (verdict,) = judged([chain.reports[0], chain.reports[2]], FIRST)
    assert found(verdict) == [FindingKind.GAP, FindingKind.KEY_ROTATED]
    assert verdict.sender_proven


def test_a_statement_for_another_agent_or_key_bridges_nothing() -> None:
    chain = MadeChain()
    chain.run()
    chain.rotate(SECOND)
    stolen = MadeChain(agent_id="a-2", seed=SECOND, more=chain.more)
    (verdict,) = judged([stolen.run()], FIRST)
    assert set(found(verdict)) == {FindingKind.FLAWED}
    chain.seed = THIRD  # not the key that the statement names
    (verdict,) = judged([chain.reports[0], chain.run()], FIRST)
    assert set(found(verdict)) == {FindingKind.FLAWED}
    assert not verdict.all_well


def test_a_forger_who_names_the_true_key_as_the_one_before_is_not_believed() -> None:
    chain = MadeChain()
    chain.run()
    forger = MadeChain(seed=THIRD, reports=[*chain.reports])
    forger.rotate(SECOND)  # vouched for by a key of the forger
    (verdict,) = judged([chain.reports[0], forger.run()], FIRST)
    assert set(found(verdict)) == {FindingKind.KEY_CHANGED, FindingKind.OTHER_KEY}


def test_a_forger_can_not_have_his_key_named_by_a_report_that_the_true_key_never_signed() -> None:
    forger = MadeChain(seed=SECOND)
    forged = forger.run()
    forger.rotate(FIRST)  # the forger's word for the true key, which the forger does not have
    unsigned = replace(forger.run(), signature="A" * 86 + "==")
    (verdict,) = judged([forged, unsigned], FIRST)
    assert set(found(verdict)) == {FindingKind.EDITED, FindingKind.OTHER_KEY}
    assert not verdict.sender_proven


def test_one_report_after_a_rotation_is_proven_by_the_key_before() -> None:
    chain = MadeChain()
    chain.run()
    chain.rotate(SECOND)
    report = chain.run()
    for seed, proven in ((FIRST, True), (SECOND, True), (THIRD, False)):
        verdict = verify_report(report.report, report.signature, public_key_of(seed))
        assert (verdict.sender_proven, not verdict.problems) == (proven, proven)


def test_a_run_number_that_somebody_edited_makes_no_gap_where_it_says() -> None:
    for number in (b"99", b"9"):
        forged = CHAIN[5].report.replace(b'"run_number": 6', b'"run_number": ' + number)
        (verdict,) = judged([*CHAIN[:5], replace(CHAIN[5], report=forged)], FIRST)
        assert found(verdict) == [FindingKind.EDITED]
        assert verdict.runs == ((1, 5),)


def test_agents_are_judged_apart() -> None:
    others = MadeChain(agent_id="a-2", seed=SECOND)
    others.run()
    others.run()
    first, second = judged([*CHAIN, others.reports[1]], FIRST, SECOND)
    assert (first.agent_id, first.runs) == ("a-1", ((1, 6),))
    assert (second.agent_id, second.runs) == ("a-2", ((2, 2),))
    assert first.all_well
    assert second.all_well


def followed_by(last_run: int, last: Evidence) -> Evidence:
    follows = {"id": "a-1", "last_run_number": last_run, "last_sha256": sha256_of(last.report)}
    return MadeChain("a-2", SECOND, more={"follows": follows | {"reason": "signing_key_lost"}}).run()


def test_a_chain_that_follows_another_says_so_and_that_ones_end_is_checked() -> None:
    _, new = judged([*CHAIN, followed_by(6, CHAIN[5])], FIRST, SECOND)
    assert found(new) == [FindingKind.FOLLOWS]
    assert new.all_well
    _, new = judged([*CHAIN, followed_by(5, CHAIN[4])], FIRST, SECOND)
    assert found(new) == [FindingKind.FOLLOWS, FindingKind.NOT_ITS_END]
    _, new = judged([*CHAIN, followed_by(6, CHAIN[4])], FIRST, SECOND)
    assert found(new) == [FindingKind.FOLLOWS, FindingKind.NOT_ITS_END]
    _, new = judged([*CHAIN[:4], followed_by(6, CHAIN[5])], FIRST, SECOND)
    assert found(new) == [FindingKind.FOLLOWS, FindingKind.GAP]
    assert new.findings[1].runs == (5, 6)


@given(order=st.permutations(CHAIN), kept=st.sets(st.integers(1, 6), min_size=1))
def test_what_is_told_does_not_depend_on_the_order_and_every_inner_gap_is_told(
    order: list[Evidence], kept: set[int]
) -> None:
    reports = [report for report in order if CHAIN.index(report) + 1 in kept]
    (verdict,) = judged(reports, FIRST)
    assert verdict == judged(sorted(reports, key=CHAIN.index), FIRST)[0]
    gaps = {run for f in verdict.findings if f.runs for run in range(f.runs[0], f.runs[1] + 1)}
    assert gaps == set(range(min(kept), max(kept) + 1)) - kept
    assert verdict.all_well == (not gaps)


@given(report=st.integers(0, 5), place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_in_a_chain_is_noticed(report: int, place: int, bit: int) -> None:
    octets = bytearray(CHAIN[report].report)
    octets[place % len(octets)] ^= 1 << bit
    reports = [*CHAIN[:report], replace(CHAIN[report], report=bytes(octets)), *CHAIN[report + 1 :]]
    assert not all(verdict.all_well for verdict in judged(reports, FIRST))


ANYTHING: st.SearchStrategy[object] = st.sampled_from(
    [None, True, 0, -1, 1 << 70, 1.5, float("nan"), "", "\ud800", "A" * 44, [], [{}], {}]
)
ODD_OBJECT = st.dictionaries(
    st.sampled_from(["id", "last_run_number", "last_sha256", "previous_public_key", "signature"]), ANYTHING
)


@given(
    fields=st.dictionaries(
        st.sampled_from(["schema", "report_id", "run_number", "previous_sha256", "agent"]), ANYTHING
    ),
    agent=st.dictionaries(
        st.sampled_from(["id", "public_key", "key_change", "follows"]), ANYTHING | ODD_OBJECT
    ),
)
def test_whatever_stands_in_a_report_there_is_a_verdict(
    fields: dict[str, object], agent: dict[str, object]
) -> None:
    document = json.loads(CHAIN[1].report) | {"agent": {"id": "a-1", **agent}} | fields
    report = json.dumps(document).encode()
    for verdict in judged([*CHAIN, Evidence("odd.json", report, sign(FIRST, report))], FIRST):
        lines = [messages.verdict(verdict), *map(finding_text, verdict.findings)]
        assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("agent_id", ["\ud800", "a\x1b[31m", "\u202egpj", "x" * 100_000])
def test_an_agents_id_can_not_play_with_the_terminal(agent_id: str) -> None:
    chain = MadeChain(agent_id=agent_id)
    chain.run()
    chain.rotate(SECOND)
    chain.run()
    (verdict,) = judged([replace(report, name="a\nb.json") for report in chain.reports], FIRST)
    lines = [messages.verdict(verdict), *map(finding_text, verdict.findings)]
    assert all(line.isprintable() and len(line) < 400 for line in lines)
    "".join(lines).encode()


def test_what_is_no_report_counts_only_where_somebody_named_or_signed_it() -> None:
    for sought, signature, well in ((False, None, True), (True, None, False), (False, "x", False)):
        (verdict,) = judged([Evidence("package.json", b'{"name": "x"}', signature, sought)])
        assert (verdict.agent_id, found(verdict)) == (None, [FindingKind.NOT_A_REPORT])
        assert verdict.all_well is well


def test_a_report_nested_without_end_is_no_report() -> None:
    assert not examine(Evidence("deep.json", b'{"schema": ' + b"[" * 200_000, None)).is_report
