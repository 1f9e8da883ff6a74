"""Who is trusted and what counts, as functions of sets: with each rule one example, and no order in any."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cloud.core.states import Stored, judge, other_predecessors
from cloud.core.trust import Binding, Claim, Facts, Succession, bindings_of, retired_from, winner_of

if TYPE_CHECKING:
    import random

NOTHING = Facts({}, {}, frozenset(), frozenset())
KEYS = st.sampled_from("ABCD")


def facts(
    enrolled: str = "",
    confirmed: str = "",
    rejected: str = "",
    successions: tuple[tuple[str, str, int], ...] = (),
) -> Facts:
    return Facts(
        dict.fromkeys(enrolled, "hill"),
        dict.fromkeys(confirmed, "lake"),
        frozenset(rejected),
        frozenset(Succession(*s) for s in successions),
    )


def stored(key: str, run: int, sha256: str, previous: str | None = None) -> Stored:
    return Stored("a-1", key, run, sha256, previous, "mail/x")


def states(reports: list[Stored], known: Facts) -> dict[str, str]:
    return {judged.report.sha256: judged.state for judged in judge(reports, known)}


def test_without_facts_nobody_is_trusted() -> None:
    assert bindings_of(NOTHING) == {}
    assert states([stored("A", 1, "x")], NOTHING) == {"x": "quarantined"}


def test_a_code_and_a_dealer_make_a_signer_trusted_and_the_dealer_has_the_last_word() -> None:
    assert bindings_of(facts(enrolled="A")) == {"A": Binding("hill", "code")}
    assert bindings_of(facts(enrolled="A", confirmed="A")) == {"A": Binding("lake", "confirmed")}
    assert bindings_of(facts(enrolled="A", confirmed="A", rejected="A")) == {}


def test_trust_follows_a_line_of_keys() -> None:
    line = facts(enrolled="A", successions=(("A", "B", 5), ("B", "C", 9)))

    assert bindings_of(line)["C"] == Binding("hill", "succeeded")
    assert (retired_from(line, "A"), retired_from(line, "B"), retired_from(line, "C")) == (5, 9, None)


def test_who_only_says_that_it_follows_gains_nothing() -> None:
    # The old key of the statement is its own, and nobody spoke for that.
    assert bindings_of(facts(enrolled="A", successions=(("Y", "Z", 1),))).keys() == {"A"}


def test_a_key_that_named_two_has_no_heir_until_the_dealer_decides() -> None:
    two = (("A", "B", 5), ("A", "C", 6))

    assert bindings_of(facts(enrolled="A", successions=two)).keys() == {"A"}
    assert bindings_of(facts(enrolled="A", confirmed="B", successions=two)).keys() == {"A", "B"}
    assert bindings_of(facts(enrolled="A", rejected="C", successions=two)).keys() == {"A", "B"}


def test_a_retired_key_signs_no_later_run() -> None:
    known = facts(enrolled="A", successions=(("A", "B", 3),))
    reports = [stored("A", 2, "old"), stored("A", 3, "late"), stored("B", 3, "new")]

    assert states(reports, known) == {"old": "counted", "late": "retired", "new": "counted"}


def test_a_fork_disputes_both_and_a_stranger_s_report_disputes_nothing() -> None:
    reports = [stored("A", 1, "x"), stored("A", 2, "y"), stored("A", 2, "z"), stored("S", 1, "w")]

    assert states(reports, facts(enrolled="A")) == {
        "x": "counted",
        "y": "disputed",
        "z": "disputed",
        "w": "quarantined",
    }


def test_two_confirmed_keys_fork_one_another() -> None:
    reports = [stored("A", 1, "x"), stored("B", 1, "y")]

    assert states(reports, facts(confirmed="AB")) == {"x": "disputed", "y": "disputed"}


def test_the_claim_that_arrived_first_has_the_code() -> None:
    early, late = (datetime(2026, 3, day, tzinfo=UTC) for day in (2, 3))

    assert winner_of([]) is None
    assert winner_of([Claim("a-2", "B", late), Claim("a-1", "A", early)]) == Claim("a-1", "A", early)
    assert winner_of([Claim("a-2", "B", late), Claim("a-1", "A", late)]) == Claim("a-1", "A", late)


def test_another_predecessor_is_told_and_a_missing_one_is_only_a_gap() -> None:
    odd = stored("A", 3, "z", "gone")

    assert other_predecessors([stored("A", 2, "y", "x"), odd]) == (odd,)
    assert other_predecessors([stored("A", 1, "x"), odd]) == ()
    assert other_predecessors([stored("A", 2, "gone", "x"), odd]) == ()


SUCCESSIONS = st.frozensets(st.builds(Succession, KEYS, KEYS, st.integers(1, 6)), max_size=6)
SITES = st.dictionaries(KEYS, st.sampled_from(["hill", "lake"]), max_size=3)
FACTS = st.builds(Facts, SITES, SITES, st.frozensets(KEYS, max_size=1), SUCCESSIONS)
REPORTS = st.lists(st.builds(stored, KEYS, st.integers(1, 4), st.sampled_from("uvwxyz")), max_size=8)


def shuffled(known: Facts, chance: random.Random) -> Facts:
    """Return the same facts that came in another order."""

    def again(sites: dict[str, str]) -> dict[str, str]:
        pairs = list(sites.items())
        chance.shuffle(pairs)
        return dict(pairs)

    successions = list(known.successions)
    chance.shuffle(successions)
    return Facts(
        again(dict(known.enrolled)), again(dict(known.confirmed)), known.rejected, frozenset(successions)
    )


@given(FACTS, REPORTS, st.randoms(use_true_random=False))
def test_no_order_of_facts_or_reports_shows(
    known: Facts, reports: list[Stored], chance: random.Random
) -> None:
    reports = list({(r.key, r.run, r.sha256): r for r in reports}.values())
    mixed = list(reports)
    chance.shuffle(mixed)

    assert judge(mixed, shuffled(known, chance)) == judge(reports, known)
    assert bindings_of(shuffled(known, chance)) == bindings_of(known)


@given(FACTS, REPORTS)
def test_at_most_one_report_of_a_run_counts_and_only_a_trusted_signer_s(
    known: Facts, reports: list[Stored]
) -> None:
    counted = [judged for judged in judge(reports, known) if judged.state == "counted"]

    assert len({(j.report.run, j.report.sha256) for j in counted}) == len({j.report.run for j in counted})
    assert all(j.report.key in bindings_of(known) and j.site for j in counted)


@given(FACTS)
def test_who_is_shut_out_is_trusted_in_no_way(known: Facts) -> None:
    assert not bindings_of(known).keys() & known.rejected
