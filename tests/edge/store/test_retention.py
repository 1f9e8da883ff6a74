"""What the store forgets and what it never does, after many months of a real store's daily life."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from agent.core.model.retention import DAILY_READINGS_FOR, WHOLE_READINGS_FOR
from agent.edge.store import Store
from tests.support.documents import part
from tests.support.made_years import Years, live
from tests.support.settled_letters import mark_refused, mark_sent
from tests.support.store_samples import DAY, NOW, a_day_after, a_device, a_reading, ask, composed

if TYPE_CHECKING:
    from pathlib import Path

YEARS = Years(2, datetime(2023, 9, 20, 8, 30, tzinfo=UTC))
LIVED = 560  # days
TODAY = YEARS.first + (LIVED - 1) * DAY


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of an office of two printers that was read each day, and pruned now and then."""
    path = tmp_path_factory.mktemp("years") / "agent.db"
    with Store.open(path, YEARS.first) as store:
        store.agents.identity("machine", "agent-1", YEARS.first)
        live(store, YEARS, 0, LIVED, prune_every=7)
        store.prune(TODAY + DAY)  # age is measured from the last scan but today's
    return path


def days_of(path: Path, where: str = "1") -> list[date]:
    """Return the days whose readings of the first printer are kept, the oldest first."""
    rows = ask(path, f"SELECT read_at FROM readings WHERE device_id LIKE '%0' AND {where} ORDER BY id")  # noqa: S608 (our own words)
    return [datetime.fromisoformat(str(row[0])).date() for row in rows]


def all_days(since: datetime) -> list[date]:
    return [(YEARS.first + n * DAY).date() for n in range(LIVED) if YEARS.first + n * DAY >= since]


def test_whole_readings_stay_for_ninety_days(path: Path) -> None:
    assert days_of(path, "id IN (SELECT reading_id FROM documents)") == all_days(TODAY - WHOLE_READINGS_FOR)


def test_the_numbers_of_each_day_stay_for_four_hundred_days(path: Path) -> None:
    daily = all_days(TODAY - DAILY_READINGS_FOR)
    assert days_of(path)[-len(daily) :] == daily


def test_every_month_end_stays_for_ever(path: Path) -> None:
    before = [day for day in all_days(YEARS.first) if day < (TODAY - DAILY_READINGS_FOR).date()]
    ends = [list(days)[-1] for _, days in groupby(before, key=lambda day: (day.year, day.month))]
    assert days_of(path)[: len(ends)] == ends
    assert len(days_of(path)) == len(ends) + len(all_days(TODAY - DAILY_READINGS_FOR))
    with Store.open(path, TODAY) as store:
        oldest = store.readings.past(YEARS.first)[f"d{0:031}"][0]
    assert oldest.read_at.date() == date(2023, 9, 30)
    assert part(oldest.counters)["impressions"]["total"] == 10_000 + 8 * 20  # eight workdays
    assert len(oldest.supplies) == 5


def test_an_old_letter_keeps_what_proves_the_chain_and_loses_the_rest(path: Path) -> None:
    rows = ask(
        path,
        "SELECT run_number, report_id, signature, report_sha256, length(report), length(html) FROM letters",
    )
    assert [row[0] for row in rows] == list(range(1, LIVED + 1))
    thin, whole = rows[: -WHOLE_READINGS_FOR.days - 1], rows[-WHOLE_READINGS_FOR.days - 1 :]
    with Store.open(path, TODAY) as store:
        last = store.letters.last()
        assert last is not None
        assert store.letters.of_run(1) is None
        assert store.letters.last_sent_at(TODAY) == TODAY
    sha256 = hashlib.sha256(last.report).hexdigest()  # every day's bytes are the same here
    assert {row[2:] for row in thin} == {("signature", sha256, 0, 0)}
    assert {row[1] for row in thin} == {f"r{run}" for run in range(1, len(thin) + 1)}
    assert all(row[3] is None and row[4] == len(last.report) for row in whole)


def test_scans_go_with_their_readings_and_their_summaries_before(path: Path) -> None:
    ((told,),) = ask(path, "SELECT count(*) FROM scans WHERE summary <> '{}'")
    assert told in {WHOLE_READINGS_FOR.days, WHOLE_READINGS_FOR.days + 1}  # one is exactly as old
    assert ask(path, "SELECT count(*) FROM scans") == [(len(days_of(path)),)]


# Each rule on its own


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(tmp_path / "agent.db", NOW)
    opened.agents.identity("machine A", "agent-1", NOW)
    return opened


def run(store: Store, name: str, at: datetime) -> None:
    store.scans.close(
        store.scans.begin(at, 0), at, part({"kept": True}), composed(name.encode()), f"<{name}>"
    )


def test_letters_that_wait_were_refused_or_are_the_last_stay_whole(store: Store) -> None:
    for name in ("sent", "refused", "waiting", "again", "last"):
        run(store, name, NOW)
    for name in ("sent", "again", "last"):
        mark_sent(store, f"<{name}>", NOW)
    mark_refused(store, "<refused>", NOW, "no such mailbox")
    store.letters.queue_again(4, "<again-2>", NOW)
    store.prune(a_day_after(store, NOW + WHOLE_READINGS_FOR))
    assert store.letters.of_run(1) is not None  # it was sent ninety days ago, not longer
    store.prune(a_day_after(store, NOW + WHOLE_READINGS_FOR + timedelta(seconds=1)))
    assert store.letters.of_run(1) is None
    for run_number in (2, 3, 4, 5):
        letter = store.letters.of_run(run_number)
        assert letter is not None
        assert letter.report
        assert len(letter.pictures) == 2
    kept = ask(store.path, "SELECT letter_id, count(*) FROM letter_pictures GROUP BY letter_id")
    assert kept == [(2, 2), (3, 2), (4, 2), (5, 2)]
    with pytest.raises(LookupError):
        store.letters.queue_again(1, "<sent-2>", NOW)
    store.close()


def test_the_chain_goes_on_after_the_last_letter_grew_old(store: Store) -> None:
    seen: list[tuple[int, str | None]] = []
    run(store, "first", NOW)
    mark_sent(store, "<first>", NOW)
    later = NOW + 1000 * DAY
    store.prune(a_day_after(store, later))
    store.scans.close(store.scans.begin(later, 0), later, part({}), composed(b"second", seen), "<second>")
    assert seen == [(2, hashlib.sha256(b"first").hexdigest())]
    store.close()


def test_of_a_day_the_last_billing_counters_stay_beside_the_last_reading(store: Store) -> None:
    billed = {"counters_source": "standard", "impressions": {"total": 7}}
    for hour, entry in enumerate(({}, billed, {}, {})):
        at = NOW + hour * DAY / 24
        store.readings.save(store.scans.begin(at, 1), a_device(1), a_reading(1, at, hour), part(entry))
    newest = NOW + 2000 * DAY
    store.readings.save(store.scans.begin(newest, 1), a_device(1), a_reading(1, newest, 9), part({}))
    for after in (WHOLE_READINGS_FOR, DAILY_READINGS_FOR):
        store.prune(a_day_after(store, NOW + after + DAY))
        kept = [(r.life_counts[0][1].value, bool(r.counters)) for r in store.readings.past(NOW)["d1"]]
        assert kept == [(1, True), (3, False), (9, False)]
    store.close()


def test_the_file_shrinks_when_much_of_it_stands_empty(store: Store) -> None:
    large = {"id": "x" * 100_000}
    for _ in range(200):
        store.readings.save(store.scans.begin(NOW, 1), a_device(1), a_reading(1), part(large))
    store.prune(NOW)
    full = size_of(store)
    store.prune(a_day_after(store, NOW + WHOLE_READINGS_FOR + DAY))
    assert size_of(store) < full / 20
    store.close()


def size_of(store: Store) -> int:
    """Return the octets of the database once its journal was taken over."""
    store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # noqa: SLF001 (no user needs it)
    return store.path.stat().st_size
