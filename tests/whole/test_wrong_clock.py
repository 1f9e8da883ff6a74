"""Runs with a wrong clock destroy nothing of the past; the day after, all goes on as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.edge.store import Store
from tests.support.documents import part
from tests.support.settled_letters import mark_sent
from tests.support.store_samples import DAY, NOW, a_device, a_reading, ask, composed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

DAYS = 60
TODAY = NOW + DAYS * DAY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield a store with sixty days of one printer, whose letters all wait."""
    with Store.open(tmp_path / "agent.db", NOW) as opened:
        opened.agents.identity("machine", "agent-1", NOW)
        for day in range(DAYS):
            a_run(opened, NOW + day * DAY)
        yield opened


def a_run(store: Store, at: datetime) -> None:
    """Scan and queue a letter, then do what a run does with what is old."""
    scan = store.scans.begin(at, 1)
    store.readings.save(scan, a_device(1), a_reading(1, at), part({}))
    store.scans.close(scan, at, part({}), composed(b"report"), f"<{scan}>")
    store.letters.give_up(at)
    store.prune(at)


@pytest.mark.parametrize("runs", [1, 2, 3])
@pytest.mark.parametrize("wrong_by", [1, 91, 365, 461, 3_650, 36_500, -1, -365, -3_650])
def test_days_with_a_wrong_clock_destroy_nothing(store: Store, wrong_by: int, runs: int) -> None:
    for day in range(runs):
        wrong = TODAY + (day + wrong_by) * DAY
        a_run(store, wrong)
        store.scans.begin(wrong + DAY / 24, 0)  # a later round
        assert store.letters.give_up(wrong + DAY / 12) == 0  # meters send
    for day in range(runs, runs + 10):  # longer than a week of witnesses
        a_run(store, TODAY + day * DAY)
    kept = DAYS + runs + 10
    assert ask(store.path, "SELECT count(*) FROM readings") == [(kept,)]
    assert ask(store.path, "SELECT count(*) FROM documents") == [(kept,)]
    assert (len(store.letters.waiting()), store.letters.refused()) == (kept, ())
    assert (
        len({letter.run_number for run in range(1, kept + 1) if (letter := store.letters.of_run(run))})
        == kept
    )


@pytest.mark.parametrize("wrong_by", [365, -365])
def test_letters_that_were_sent_under_a_wrong_clock_keep_their_bytes(store: Store, wrong_by: int) -> None:
    at = TODAY + wrong_by * DAY
    a_run(store, at)
    mark_sent(store, store.letters.waiting()[-1].message_id, at)
    for day in range(1, 11):
        a_run(store, TODAY + day * DAY)
    assert store.letters.of_run(DAYS + 1) is not None


def test_after_a_day_with_the_clock_ahead_what_grows_old_is_given_up_as_ever(store: Store) -> None:
    a_run(store, TODAY + 1_000 * DAY)
    for day in range(40):
        a_run(store, TODAY + day * DAY)
    # The last run measures from the one before: TODAY + 38 days, which is 98 days after the first letter.
    assert [delivery.run_number for delivery in store.letters.refused()] == list(range(1, 9))


def test_the_first_run_of_all_finds_nothing_old(tmp_path: Path) -> None:
    with Store.open(tmp_path / "agent.db", NOW) as store:
        store.agents.identity("machine", "agent-1", NOW)
        assert store.letters.give_up(NOW) == 0
        store.prune(NOW)
