"""The store's file: new, damaged, newer, full, busy, on a share: told plainly, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.model.errors import AgentError, TemporaryError
from agent.edge.store import Store, renewal
from agent.edge.store.database_file import identities_beside, set_aside, set_orphans_aside, uri_of
from agent.edge.store.migrations import migrate, transaction
from agent.edge.store.opening import choose_journal, is_damaged
from tests.support.documents import part
from tests.support.patience import PATIENCE
from tests.support.store_samples import NOW, a_device, a_reading, ask

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="uses a limit or a layer of POSIX systems")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "agent.db"


def test_a_new_database_has_the_newest_shape_and_nothing_lies_beside_it(path: Path) -> None:
    Store.open(path, NOW).close()
    assert [file.name for file in path.parent.iterdir()] == ["agent.db"]
    with Store.open(path, NOW) as store:
        assert (store.set_aside, store.scans.last(), store.scans.last_closed()) == (None, None, None)
        assert (store.readings.devices(), store.readings.latest_entries(), store.letters.waiting()) == (
            (),
            (),
            (),
        )
        assert (store.letters.last(), store.letters.of_run(1), store.letters.last_sent_at(NOW)) == (
            None,
            None,
            None,
        )
    scripts = list((ROOT / "agent/edge/schema").glob("*.sql"))
    assert ask(path, "PRAGMA user_version") == [(max(int(script.stem) for script in scripts),)]
    assert ask(path, "PRAGMA journal_mode") == [("wal",)]


def test_billing_counters_of_before_are_taken_out_of_their_documents(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for script in ("001.sql", "002.sql"):
            old.executescript((ROOT / "agent/edge/schema" / script).read_text())
        old.execute("PRAGMA user_version = 2")
        old.execute(
            "INSERT INTO scans (id, began, printers_expected) VALUES (1, '2026-11-22T08:15:00+01:00', 2)"
        )
        for device, document in (
            ("billed", '{"counters_source": "standard", "impressions": {"total": 7}, "print": null}'),
            ("unbilled", '{"counters_source": "standard", "impressions": null}'),
        ):
            old.execute(
                "INSERT INTO devices VALUES (?, NULL, NULL, NULL, '10.0.0.1', 161, '2c', ?, ?)",
                (device, NOW.isoformat(), NOW.isoformat()),
            )
            old.execute(
                "INSERT INTO readings (scan_id, device_id, read_at, read_epoch, read_status, document)"
                " VALUES (1, ?, ?, ?, 'ok', ?)",
                (device, NOW.isoformat(), NOW.timestamp(), document),
            )
    with Store.open(path, NOW) as store:
        past = store.readings.past(NOW)
        entries = {device.id: entry for device, entry in store.readings.latest_entries()}
    assert part(entries["unbilled"]) == {"counters_source": "standard", "impressions": None}
    assert part(past["billed"][0].counters)["impressions"] == {"total": 7}
    assert past["unbilled"][0].counters is None


def test_a_migration_that_another_process_made_meanwhile_is_not_made_twice(path: Path) -> None:
    path.parent.mkdir()
    quick, late = (sqlite3.connect(path, isolation_level=None, check_same_thread=False) for _ in range(2))
    with closing(quick), closing(late), ThreadPoolExecutor() as pool:
        choose_journal(quick)
        with transaction(quick):
            migration = pool.submit(migrate, late)
            time.sleep(0.2)  # the late one has seen an empty database and waits for the lock
            quick.execute("CREATE TABLE agent (made_by_the_quick_one)")
            quick.execute("PRAGMA user_version = 1000")
        migration.result()
    assert ask(path, "SELECT name FROM sqlite_schema") == [("agent",)]


def filled(path: Path, printers: int = 40) -> None:
    with Store.open(path, NOW) as store:
        scan = store.scans.begin(NOW, printers)
        for number in range(printers):
            store.readings.save(scan, a_device(number), a_reading(number), part({"text": "x" * 3000}))


def garbage_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"no database at all, this")


def cut_in_the_middle(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 - 100)


def only_a_few_bytes(path: Path) -> None:
    os.truncate(path, 50)


def zeros_in_a_page(path: Path) -> None:
    ((page,),) = ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'readings'")
    assert isinstance(page, int)
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


@pytest.mark.parametrize("damage", [garbage_header, cut_in_the_middle, only_a_few_bytes, zeros_in_a_page])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(path: Path, damage: Callable[[Path], None]) -> None:
    filled(path)
    damage(path)
    damaged = path.read_bytes()
    with Store.open(path, NOW) as store:
        assert store.set_aside == path.with_name("agent.db.damaged-20261122T081500")
        assert store.set_aside.read_bytes() == damaged
        store.scans.begin(NOW, 0)
    with Store.open(path, NOW) as store:
        assert store.set_aside is None
        assert store.scans.last() is not None


def test_what_lies_beside_a_damaged_file_goes_with_it(path: Path) -> None:
    path.parent.mkdir()
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).write_text(suffix)
    aside = set_aside(path, NOW)
    kept = {file.name.removeprefix(aside.name): file.read_text() for file in path.parent.iterdir()}
    assert kept == {suffix: suffix for suffix in ("", "-wal", "-shm", "-journal")}


def test_two_files_damaged_in_the_same_second_are_both_kept(path: Path) -> None:
    for content in (b"first" * 200, b"second" * 200):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        Store.open(path, NOW).close()
    names = sorted(kept.name for kept in path.parent.glob("*.damaged-*"))
    assert names == ["agent.db.damaged-20261122T081500", "agent.db.damaged-20261122T081500-2"]


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(path: Path) -> None:
    filled(path, 1)
    ask(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(AgentError, match="newer version"):
        Store.open(path, NOW)
    assert path.read_bytes() == before


def test_a_folder_may_be_called_as_people_like(tmp_path: Path) -> None:
    path = tmp_path / "100 % Büro #1; a&b=c" / "agent.db"
    Store.open(path, NOW).close()
    with Store.open(path, NOW) as store:
        store.scans.begin(NOW, 0)
    assert [file.name for file in path.parent.iterdir()] == ["agent.db"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C:/Meters Agent/agent.db", "file:///C:/Meters%20Agent/agent.db?mode=rw"),
        ("//server/share/agent.db", "file:////server/share/agent.db?mode=rw"),
        ("/home/a/agent.db", "file:///home/a/agent.db?mode=rw"),
    ],
)
def test_sqlite_is_told_of_drives_and_shares_as_it_takes_them(name: str, expected: str) -> None:
    assert uri_of(name) == expected


def test_a_place_that_cannot_hold_a_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "agent.db", tmp_path):
        with pytest.raises(AgentError, match="--data"):
            Store.open(place, NOW)


def test_a_database_that_may_not_be_written_is_told(path: Path) -> None:
    filled(path, 1)
    read_only = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    with (
        closing(read_only),
        pytest.raises(AgentError, match=r"can't be written\. Give this user write permission"),
    ):
        Store(read_only, path, None).scans.begin(NOW, 0)


def test_a_writer_that_does_not_finish_is_told_as_busy(path: Path) -> None:
    filled(path, 1)
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as impatient:
        store = Store(impatient, path, None)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(TemporaryError, match="busy"):
                store.scans.begin(NOW, 0)
        assert store.scans.begin(NOW, 0) == 2


@posix_only
def test_where_wal_cannot_work_a_rollback_journal_is_used(path: Path) -> None:
    filled(path, 3)
    moved = path.with_name("moved.db")
    shutil.copy(path, moved)
    # This file system layer of SQLite has no shared memory, as an SMB share has none.
    for place in (path.with_name("new.db"), moved):
        uri = f"{place.as_uri()}?vfs=unix-dotfile"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            assert not is_damaged(connection, place)
            assert choose_journal(connection) == "delete"
            assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
            connection.execute("CREATE TABLE something (x)")
    assert ask(moved, "SELECT count(*) FROM readings") == [(3,)]


def fill_the_disk(path: Path) -> None:
    """Save readings in a child whose files may not grow past 300,000 bytes; leave by 3 when told."""
    import resource  # noqa: PLC0415 (Windows has none, and skips this test)

    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    with Store.open(path, NOW) as store:
        scan = store.scans.begin(NOW, 1000)
        for number in range(1000):
            try:
                store.readings.save(scan, a_device(number), a_reading(number), part({"text": "x" * 3000}))
            except AgentError as error:
                os.write(1, f"{number} {error.title}".encode())
                sys.exit(3)


@posix_only
def test_a_full_disk_is_told_and_keeps_what_was_there(path: Path) -> None:
    child = subprocess.run(
        [sys.executable, __file__, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (child.returncode, child.stderr) == (3, b"")
    saved, title = child.stdout.decode().split(" ", 1)
    assert title.startswith("The disk")
    with Store.open(path, NOW) as store:
        scan = store.scans.last()
        assert scan is not None
        assert (store.set_aside, scan.printers_read, len(store.readings.devices())) == (
            None,
            int(saved),
            int(saved),
        )
        store.readings.save(scan.id, a_device(2000), a_reading(1), part({}))


def test_a_database_that_may_not_grow_is_told_as_a_full_disk(path: Path) -> None:
    connection = Store.open(path, NOW)._connection  # noqa: SLF001 (a limit of SQLite's own is set on it)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with Store(connection, path, None) as store:
        scan = store.scans.begin(NOW, 1)
        with pytest.raises(AgentError, match=r"full\. Free up space"):
            store.readings.save(scan, a_device(1), a_reading(1), part({"text": "x" * 30_000}))
        assert store.readings.devices() == ()


if __name__ == "__main__":
    fill_the_disk(Path(sys.argv[1]))


def test_who_is_overtaken_leaves_the_database_of_the_quicker_one_its_log(tmp_path: Path) -> None:
    path = tmp_path / "agent.db"
    with Store.open(path, NOW) as quicker:
        scan = quicker.scans.begin(NOW, 1)
        before = sorted(file.name for file in tmp_path.iterdir())
        assert "agent.db-wal" in before
        assert renewal.renew(path, NOW, None) is None
        assert sorted(file.name for file in tmp_path.iterdir()) == before
        assert ask(path, "SELECT id FROM scans") == [(scan,)]


def test_a_log_that_began_after_none_was_found_is_no_orphan(tmp_path: Path) -> None:
    path = tmp_path / "agent.db"
    (tmp_path / "agent.db-wal.kept").write_bytes(b"of a database that is gone")
    orphans = identities_beside(path)
    (tmp_path / "agent.db-wal").write_bytes(b"of another process that is at work")
    set_orphans_aside(path, NOW, orphans)
    aside = f"agent.db.damaged-{NOW:%Y%m%dT%H%M%S}"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["agent.db-wal", f"{aside}-wal.kept"]
