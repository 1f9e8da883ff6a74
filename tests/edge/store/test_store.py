"""The store: what goes in comes out, all of it or nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from agent.core.model.printer import LifeCount
from agent.core.model.records import Delivery, Settlement
from agent.core.model.retention import WHOLE_READINGS_FOR
from agent.core.report_format.succession import LetterSigner
from agent.edge.store import AgentIdentity, Store
from tests.support.documents import part
from tests.support.settled_letters import mark_refused, mark_sent
from tests.support.store_samples import DAY, NOW, a_day_after, a_device, a_reading, ask, composed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.core.model.records import Letter


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "agent.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, NOW) as opened:
        opened.agents.identity("machine A", "agent-1", NOW)
        yield opened


def run(store: Store, report: bytes, message_id: str, at: datetime = NOW) -> Letter | None:
    return store.scans.close(store.scans.begin(at, 0), at, part({}), composed(report), message_id)


# Scans, readings, what is kept of them


def test_a_reading_comes_back_as_it_was_saved_and_counts_once(store: Store) -> None:
    scan = store.scans.begin(NOW, 2)
    store.readings.save(scan, a_device(7), a_reading(7), part({"id": "d7", "model": "first"}))
    store.readings.save(
        scan, a_device(7, NOW + DAY), a_reading(7), part({"id": "d7", "model": "MFC Größe 漢"})
    )
    running = store.scans.last()
    assert running is not None
    assert (running.printers_expected, running.printers_read, running.ended) == (2, 1, None)
    assert store.scans.last_closed() is None
    assert store.scans.close(scan, NOW + DAY, part({"targets": ["10.0.0.0/24"]})) is None
    closed = store.scans.last_closed()
    assert closed is not None
    assert (closed.began, closed.ended, closed.run_number) == (NOW, NOW + DAY, None)
    assert part(closed.summary) == {"targets": ["10.0.0.0/24"]}
    ((device, entry),) = store.readings.latest_entries()
    assert (device.first_seen, device.last_seen) == (NOW, NOW + DAY)
    assert (entry["model"], (device,)) == ("MFC Größe 漢", store.readings.devices())
    (past,) = store.readings.past(NOW)["d7"]
    assert past.life_counts == ((1, LifeCount(1000, "impressions")),)
    assert [(supply.index, supply.colorant, supply.percent_left) for supply in past.supplies] == [
        (1, "black", 20),
        (2, None, None),
        (2, None, None),
    ]
    assert past.counters is None


def test_the_past_tells_each_device_its_own_readings_in_their_order(store: Store) -> None:
    billed = {"counters_source": "standard", "impressions": {"total": 5}, "print": None, "copy": None}
    for day in range(3):
        scan = store.scans.begin(NOW + day * DAY, 2)
        for number in (1, 2):
            reading = a_reading(number, NOW + day * DAY, 100 * number + day)
            store.readings.save(scan, a_device(number), reading, part(billed if number == 2 else {}))
    past = store.readings.past(NOW + DAY)
    assert {device: [r.life_counts[0][1].value for r in readings] for device, readings in past.items()} == {
        "d1": [101, 102],
        "d2": [201, 202],
    }
    assert [r.counters for r in past["d1"]] == [None, None]
    assert part(past["d2"][0].counters) == {**billed, "fax": None, "scan": None}


def test_a_sleeper_read_after_the_scan_was_closed_still_counts(store: Store) -> None:
    scan = store.scans.begin(NOW, 1)
    store.scans.close(scan, NOW, part({}))
    store.readings.save(scan, a_device(1), a_reading(1), part({"id": "d1"}))
    assert [part(entry) for _, entry in store.readings.latest_entries()] == [{"id": "d1"}]
    with pytest.raises(LookupError):
        store.scans.close(scan, NOW, part({}))


def test_a_number_beyond_63_bits_costs_neither_the_reading_nor_the_others(store: Store) -> None:
    scan = store.scans.begin(NOW, 1)
    store.readings.save(scan, a_device(1), a_reading(1, count=1 << 64), part({"count": 1 << 64}))
    assert store.readings.past(NOW)["d1"][0].life_counts == ()
    assert part(store.readings.latest_entries()[0][1]) == {"count": 1 << 64}


def test_a_clock_that_was_wrong_does_not_make_old_values_the_newest(store: Store) -> None:
    for read_at, entry in ((NOW + 1000 * DAY, {"total": 1}), (NOW, {"total": 2})):
        store.readings.save(store.scans.begin(NOW, 1), a_device(1), a_reading(1, read_at), part(entry))
    assert part(store.readings.latest_entries()[0][1]) == {"total": 2}


def test_a_time_without_an_offset_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="offset"):
        store.scans.begin(datetime(2026, 11, 22, 8, 15), 0)  # noqa: DTZ001 (it is what must be refused)


def test_pruning_keeps_one_reading_a_day_in_numbers_and_the_newest_whole(store: Store, path: Path) -> None:
    hours = [NOW, NOW + DAY / 4, NOW + DAY, NOW + DAY + DAY / 4]
    for count, read_at in enumerate(hours):
        scan = store.scans.begin(read_at, 1)
        store.readings.save(scan, a_device(1), a_reading(1, read_at, count), part({"count": count}))
    store.readings.save(scan, a_device(2), a_reading(2, NOW), part({"silent": "since then"}))
    store.prune(a_day_after(store, NOW + DAY + WHOLE_READINGS_FOR))
    kept = [(past.read_at, past.life_counts[0][1].value) for past in store.readings.past(NOW)["d1"]]
    assert kept == [(hours[1], 1), (hours[2], 2), (hours[3], 3)]
    joined = "readings LEFT JOIN documents ON reading_id = id WHERE device_id = 'd1'"
    assert ask(path, f"SELECT count(*), count(document) FROM {joined}") == [(3, 2)]  # noqa: S608 (our own words)
    assert ask(path, "SELECT count(*) FROM alerts") == [(3,)]
    assert [part(entry) for _, entry in store.readings.latest_entries()] == [
        {"count": 3},
        {"silent": "since then"},
    ]


# The chain


def test_run_numbers_have_no_gap_and_each_letter_names_the_one_before(store: Store) -> None:
    seen: list[tuple[int, str | None]] = []

    def burst(_run_number: int, _previous: str | None) -> Letter:
        raise OverflowError

    for report in (b"one", b"two", b"three"):
        scan = store.scans.begin(NOW, 0)
        with pytest.raises(OverflowError):
            store.scans.close(scan, NOW, part({"kept": False}), burst, "<lost>")
        running = store.scans.last()
        assert running is not None
        assert (running.ended, running.closed_with) == (None, None)
        store.scans.close(store.scans.begin(NOW, 0), NOW, part({}))  # a scan without a letter takes no number
        letter = store.scans.close(scan, NOW, part({}), composed(report, seen), f"<{report.decode()}>")
        assert letter is not None
        assert letter == store.letters.last() == store.letters.of_run(letter.run_number)
    sha256 = [hashlib.sha256(report).hexdigest() for report in (b"one", b"two")]
    assert seen == [(1, None), (2, sha256[0]), (3, sha256[1])]
    assert [delivery.message_id for delivery in store.letters.waiting()] == ["<one>", "<two>", "<three>"]


@pytest.mark.parametrize(
    ("message_id", "number", "error"),
    [(None, 1, sqlite3.IntegrityError), ("<first>", 1, sqlite3.IntegrityError), ("<new>", 5, ValueError)],
)
def test_a_letter_that_cannot_be_queued_leaves_the_scan_open(
    store: Store, message_id: str | None, number: int, error: type[Exception]
) -> None:
    run(store, b"first", "<first>")
    scan = store.scans.begin(NOW, 0)
    with pytest.raises(error):
        store.scans.close(
            scan, NOW, part({}), lambda run_number, _: composed(b"x")(run_number * number, None), message_id
        )
    store.scans.close(scan, NOW, part({}), composed(b"second"), "<second>")
    assert [delivery.run_number for delivery in store.letters.waiting()] == [1, 2]


def test_a_letter_comes_back_with_its_pictures_in_their_order_however_often_it_is_sent(store: Store) -> None:
    run(store, b"one", "<one>")
    run(store, b"two", "<two>")
    mark_sent(store, "<one>", NOW)
    store.letters.queue_again(1, "<one again>", NOW)
    first = {"pages.one-1": b"one pages", "black.one-1": b""}
    letters = (
        store.letters.of_run(1),
        store.letters.of_delivery("<one>"),
        store.letters.of_delivery("<one again>"),
    )
    assert [letter and list(letter.pictures.items()) for letter in letters] == [list(first.items())] * 3
    last = store.letters.last()
    assert last is not None
    assert list(last.pictures) == ["pages.two-2", "black.two-2"]


def test_compose_may_read_the_store(store: Store) -> None:
    def compose(run_number: int, previous: str | None) -> Letter:
        return composed(str(store.readings.devices()).encode())(run_number, previous)

    letter = store.scans.close(store.scans.begin(NOW, 0), NOW, part({}), compose, "<a>")
    assert letter is not None
    assert letter.report == b"()"


def test_a_moved_data_folder_becomes_a_new_agent_that_follows_and_sends_what_waits(store: Store) -> None:
    signer = LetterSigner("agent-1", "a2V5", part({"previous_public_key": "b2xk"}))
    store.scans.close(store.scans.begin(NOW, 0), NOW, part({}), composed(b"old"), "<old>", signer=signer)
    same = store.agents.identity("machine A", "never-used", NOW + DAY)
    assert same == AgentIdentity(
        "agent-1", "a2V5", is_new=False, key_since=NOW, key_change=signer.key_change, site_id="agent-1"
    )
    assert store.agents.remembered_keys() == {"agent-1": "a2V5"}
    copy = store.agents.identity("machine B", "agent-2", NOW + DAY)
    follows = {"id": "agent-1", "last_run_number": 1, "last_sha256": hashlib.sha256(b"old").hexdigest()}
    assert copy == AgentIdentity(
        "agent-2",
        None,
        is_new=True,
        follows=part({**follows, "reason": "machine_changed"}),
        site_id="agent-1",
    )
    assert (store.letters.last(), store.letters.of_run(1)) == (None, None)
    seen: list[tuple[int, str | None]] = []
    store.scans.close(store.scans.begin(NOW, 0), NOW, part({}), composed(b"new", seen), "<new>")
    assert seen == [(1, None)]
    assert [delivery.message_id for delivery in store.letters.waiting()] == ["<old>", "<new>"]
    assert ask(store.path, "SELECT agent_id, run_number FROM letters") == [("agent-1", 1), ("agent-2", 1)]


def test_after_a_lost_key_and_on_another_machine_the_letters_of_before_are_still_sent(store: Store) -> None:
    def queue(agent_id: str, name: str) -> None:
        scan, signer = store.scans.begin(NOW, 0), LetterSigner(agent_id, f"key of {agent_id}")
        store.scans.close(scan, NOW, part({}), composed(name.encode()), f"<{name}>", signer=signer)

    queue("agent-1", "old")
    assert store.agents.next_agent_id("agent-2") == store.agents.next_agent_id("never-used") == "agent-2"
    queue("agent-2", "new")
    assert [delivery.message_id for delivery in store.letters.waiting()] == ["<old>", "<new>"]
    letters = [store.letters.of_delivery(message_id) for message_id in ("<old>", "<new>", "<none>")]
    assert [letter and letter.report for letter in letters] == [b"old", b"new", None]
    assert (store.letters.last(), store.agents.next_agent_id("agent-3")) == (letters[1], "agent-3")
    assert store.letters.give_up(a_day_after(store, NOW + 91 * DAY)) == 2
    store.letters.queue_again(1, "<again>", NOW)
    store.agents.identity("machine B", "agent-4", NOW)
    assert [delivery.message_id for delivery in store.letters.waiting()] == ["<again>"]
    assert store.agents.remembered_keys() == {"agent-1": "key of agent-1", "agent-2": "key of agent-2"}


def test_without_an_identity_no_letter_is_made(path: Path) -> None:
    with Store.open(path, NOW) as store, pytest.raises(LookupError, match="identity"):
        run(store, b"x", "<x>")


# The outbox


def test_a_delivery_waits_until_its_next_try_and_remembers_who_has_it(store: Store) -> None:
    run(store, b"one", "<one>")
    run(store, b"two", "<two>", NOW + DAY)
    assert [delivery.message_id for delivery in store.letters.waiting(NOW)] == ["<one>"]
    left = Settlement(frozenset({"a@example.org"}), {}, "waiting", NOW + 2 * DAY, "450 busy")
    store.letters.settle("<one>", left, NOW)
    assert store.letters.waiting(NOW + DAY / 2) == ()
    later = Delivery("<one>", 1, NOW, "waiting", 1, NOW + 2 * DAY, "450 busy", None, "agent-1", left.taken)
    assert store.letters.waiting(NOW + 2 * DAY)[0] == later
    assert [delivery.message_id for delivery in store.letters.waiting()] == ["<one>", "<two>"]


def test_due_is_a_moment_whatever_the_offset(store: Store) -> None:
    run(store, b"one", "<one>")
    utc = datetime.fromisoformat("2026-11-22T07:14:59+00:00")
    assert (store.letters.waiting(utc), len(store.letters.waiting(utc + DAY))) == ((), 1)


def test_sent_and_refused_letters_wait_no_more_and_can_be_sent_again(store: Store) -> None:
    for number in ("one", "two"):
        run(store, number.encode(), f"<{number}>")
    mark_sent(store, "<one>", NOW + DAY)
    mark_refused(store, "<two>", NOW, "550 no such user")
    assert (store.letters.waiting(), store.letters.last_sent_at(NOW + 9 * DAY)) == ((), NOW + DAY)
    assert [(refused.message_id, refused.last_error) for refused in store.letters.refused()] == [
        ("<two>", "550 no such user")
    ]
    store.letters.queue_again(2, "<two-again>", NOW + 2 * DAY)
    (again,) = store.letters.waiting()
    assert (again.message_id, again.run_number, again.attempts) == ("<two-again>", 2, 0)
    mark_sent(store, "<two-again>", NOW + 3 * DAY)
    assert (store.letters.refused(), store.letters.last_sent_at(NOW + 9 * DAY)) == ((), NOW + 3 * DAY)


def test_what_is_not_there_is_not_marked(store: Store) -> None:
    run(store, b"one", "<one>")
    mark_sent(store, "<one>", NOW)
    for message_id in ("<one>", "<none>"):
        with pytest.raises(LookupError, match="waits"):
            mark_sent(store, message_id, NOW)
        with pytest.raises(LookupError, match="waits"):
            store.letters.mark_later(message_id, NOW, "")
    with pytest.raises(LookupError, match="run 9"):
        store.letters.queue_again(9, "<nine>", NOW)


def test_after_90_days_a_delivery_is_given_up(store: Store) -> None:
    run(store, b"one", "<one>")
    run(store, b"two", "<two>", NOW + DAY)
    store.letters.mark_later("<one>", NOW + DAY, "timed out")
    assert store.letters.give_up(a_day_after(store, NOW + 90 * DAY)) == 0
    assert store.letters.give_up(a_day_after(store, NOW + 90 * DAY + DAY / 2)) == 1
    assert [refused.last_error for refused in store.letters.refused()] == [
        "not sent within 90 days: timed out"
    ]
    assert [delivery.message_id for delivery in store.letters.waiting()] == ["<two>"]
