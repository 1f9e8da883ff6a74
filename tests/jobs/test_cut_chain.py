"""The agent may be killed between any two steps: the next run heals, and the chain holds from run 1 on."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from agent.core.report_format.chain.chain_finding import FindingKind
from agent.core.report_format.signatures import public_key_of, seed_of
from agent.core.report_format.untrusted import octets_of
from agent.jobs.carry_reports import letters_to_carry
from agent.jobs.send_letters import no_tables
from tests.support.cut_office import MAIL, SECRETS, CutOffice
from tests.support.made_chain import found
from tests.support.report_schema import flaws_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent.core.report_format.chain.chain_finding import ChainVerdict

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked and killed")

MOST_STEPS = 60
HARMLESS = {FindingKind.KEY_ROTATED, FindingKind.FOLLOWS}


def octets(kept: str) -> bytes:
    """Return the public key of a keyring's entry."""
    return octets_of(public_key_of(seed_of(kept))) or b""


def cuts(office: CutOffice, work: Callable[[CutOffice, int], bool], every: int = 1) -> Iterator[CutOffice]:
    """Yield the office as each cut of `work` leaves it (or every second one), until it ends uncut."""
    for step in range(1, MOST_STEPS, every):
        copy = CutOffice(office.folder.with_name(f"cut-{step}"))
        shutil.copytree(office.folder, copy.folder)
        uncut = work(copy, step)
        yield copy
        if uncut:
            assert step > 5
            return
    raise AssertionError("the work never came to its end")


def whole(verdict: ChainVerdict) -> int:
    """Return how many runs a chain has; it must be whole from run 1 on, by proven keys."""
    assert (verdict.all_well, verdict.sender_proven) == (True, True), verdict
    assert set(found(verdict)) <= HARMLESS
    ((first, last),) = verdict.runs
    assert first == 1
    return last


@pytest.fixture
def office(tmp_path: Path) -> CutOffice:
    """Return an office after two reports."""
    made = CutOffice(tmp_path / "office")
    made.folder.mkdir()
    assert made.run(1)
    assert made.run(2)
    return made


@pytest.fixture
def first_key(office: CutOffice) -> bytes:
    return octets(office.keyring()["Meters Agent agent-1/signing-key"])


def test_a_run_cut_anywhere_leaves_a_chain_that_goes_on(tmp_path: Path) -> None:
    fresh = CutOffice(tmp_path / "office")
    fresh.folder.mkdir()
    for cut in cuts(fresh, lambda copy, step: copy.run(1, kill_at=step)):
        assert cut.run(2)
        key = octets(cut.keyring()["Meters Agent agent-1/signing-key"])
        (verdict,) = cut.verdicts(key)
        assert whole(verdict) in {1, 2}
        assert len(verdict.keys) == 1


def test_a_later_run_cut_anywhere_leaves_a_chain_that_goes_on(office: CutOffice, first_key: bytes) -> None:
    for cut in cuts(office, lambda copy, step: copy.run(3, kill_at=step)):
        assert cut.run(4)
        (verdict,) = cut.verdicts(first_key)
        assert whole(verdict) in {3, 4}


def test_a_rotation_cut_anywhere_ends_with_the_next_report_and_with_one_key(
    office: CutOffice, first_key: bytes
) -> None:
    def rotate_and_run(copy: CutOffice, step: int) -> bool:
        return copy.rotate() and copy.run(3, kill_at=step)

    for cut in cuts(office, rotate_and_run):
        assert cut.run(4)
        assert set(cut.keyring()) == {"Meters Agent agent-1/signing-key"}
        newest = octets(cut.keyring()["Meters Agent agent-1/signing-key"])
        assert newest != first_key
        for known in (first_key, newest):
            (verdict,) = cut.verdicts(known)
            assert whole(verdict) in {3, 4}
            assert found(verdict) == [FindingKind.KEY_ROTATED]


def test_a_key_that_signed_already_survives_another_rotation_before_the_next_run(
    office: CutOffice, first_key: bytes
) -> None:
    assert office.rotate()
    for cut in cuts(office, lambda copy, step: copy.run(3, kill_at=step), every=2):
        assert cut.rotate()
        assert cut.run(4)
        (verdict,) = cut.verdicts(first_key)
        assert whole(verdict) in {3, 4}


def test_making_the_next_key_cut_anywhere_leaves_a_key_that_signs(
    office: CutOffice, first_key: bytes
) -> None:
    for cut in cuts(office, lambda copy, step: copy.rotate(kill_at=step)):
        assert cut.run(3)
        assert cut.rotate()
        assert cut.run(4)
        (verdict,) = cut.verdicts(first_key)
        assert whole(verdict) == 4


def test_a_second_rotation_before_the_report_keeps_the_key_that_was_announced(office: CutOffice) -> None:
    assert office.rotate()
    before = office.keyring()
    assert office.rotate()
    assert office.keyring() == before


def lose_the_key(office: CutOffice) -> None:
    """Leave only the passwords in the keyring, as they were."""
    office.keep({f"Meters Agent agent-1/{name}": f"secret of {name}" for name in SECRETS})


def test_a_lost_key_cut_anywhere_begins_one_new_chain_that_says_so_and_loses_no_letter(
    office: CutOffice, first_key: bytes
) -> None:
    assert office.run(3, server_up=False)  # this letter waits while the key gets lost
    lose_the_key(office)
    for cut in cuts(office, lambda copy, step: copy.run(4, kill_at=step)):
        assert cut.run(5)
        with cut.opened() as store:
            keys = store.agents.remembered_keys()
            identity = store.agents.identity("machine", "never-used", store.letters.last().made_at)  # type: ignore[union-attr]
            assert store.letters.waiting() == ()
        assert len(keys) == 2
        assert identity.follows is not None
        newest = octets_of(keys[identity.agent_id]) or b""
        new, old = sorted(cut.verdicts(first_key, newest), key=lambda v: v.agent_id == "agent-1")
        assert (whole(old), old.agent_id) == (3, "agent-1")
        assert (whole(new) in {1, 2}, new.agent_id) == (True, identity.agent_id)
        assert found(new) == [FindingKind.FOLLOWS]
        for name in SECRETS:
            assert cut.keyring()[f"Meters Agent {identity.agent_id}/{name}"] == f"secret of {name}"
        assert {name.partition("/")[0] for name in cut.keyring()} == {
            "Meters Agent agent-1",
            f"Meters Agent {identity.agent_id}",
        }


def test_a_locked_keyring_is_no_lost_key_and_the_chain_goes_on(office: CutOffice, first_key: bytes) -> None:
    assert office.rotate()
    with office.locked_keyring():
        assert office.run(3)
    (verdict,) = office.verdicts(first_key)
    assert found(verdict) == [FindingKind.UNSIGNED]
    assert office.run(4)
    (verdict,) = office.verdicts(first_key)
    assert found(verdict) == [FindingKind.VOUCHED, FindingKind.KEY_ROTATED]
    assert (verdict.runs, verdict.all_well) == (((1, 4),), True)


def test_what_both_chains_could_not_send_is_carried_each_under_its_own_name(office: CutOffice) -> None:
    assert office.run(3, server_up=False)
    lose_the_key(office)
    assert office.run(4, server_up=False)
    assert office.run(5, server_up=False)
    with office.opened() as store:
        reports = [report for report, _ in letters_to_carry(store, MAIL, no_tables)]
    former = [report["run_number"] for report in reports if report["agent"]["id"] == "agent-1"]
    assert [report["run_number"] for report in reports] == [*former, 1, 2]
    assert former == [3]


def test_the_first_letter_of_the_new_chain_tells_a_person_and_fits_the_schema(office: CutOffice) -> None:
    lose_the_key(office)
    assert office.run(3)
    assert office.run(4)
    with office.opened() as store:
        first, second = store.letters.of_run(1), store.letters.of_run(2)
    assert first
    assert second
    report = json.loads(first.report)
    assert flaws_of(report) == []
    assert (report["agent"]["follows"]["id"], report["agent"]["follows"]["last_run_number"]) == ("agent-1", 2)
    assert json.loads(second.report)["agent"]["follows"] == report["agent"]["follows"]
    assert "signing key was lost" in first.text
    assert any("signing key was lost" in note for note in report["scan"]["notes"])
    assert "signing key was lost" not in second.text


def test_the_letter_after_a_rotation_says_so_and_fits_the_schema(office: CutOffice) -> None:
    assert office.rotate()
    assert office.run(3)
    assert office.run(4)
    with office.opened() as store:
        letters = [store.letters.of_run(run) for run in (2, 3, 4)]
    told = [
        "New signing key from this report on, confirmed by the previous key." in letter.text
        for letter in letters
        if letter
    ]
    assert told == [False, True, False]
    reports = [json.loads(letter.report) for letter in letters if letter]
    assert [flaws_of(report) for report in reports] == [[], [], []]
    changes = [report["agent"].get("key_change") for report in reports]
    assert changes[0] is None
    assert changes[1] == changes[2]
    assert changes[1]["run_number"] == 3


def test_a_damaged_entry_is_a_lost_key_and_another_key_is_one_too(office: CutOffice) -> None:
    for kept in ("no key", "A" * 43 + "="):
        office.keep({"Meters Agent agent-1/signing-key": kept})
        copy = CutOffice(office.folder.with_name(f"with-{kept[0]}"))
        shutil.copytree(office.folder, copy.folder)
        assert copy.run(3)
        with copy.opened() as store:
            assert len(store.agents.remembered_keys()) == 2
