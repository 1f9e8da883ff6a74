"""A damaged database: set aside and told, what waits still leaves, and no number names two reports."""

from __future__ import annotations

import os
import random
import socket
import sqlite3
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.core.model.errors import AgentError
from agent.edge.store import Store
from agent.edge.store.chain_end import note_path, read_note
from agent.edge.store.opening import is_behind_its_note
from tests.support.damaged_store import (
    PAGE,
    a_letter,
    an_office,
    cut,
    cut_off,
    root_page,
    waiting_reports,
    with_page,
)
from tests.support.documents import part
from tests.support.store_samples import DAY, NOW, a_device, ask

if TYPE_CHECKING:
    from collections.abc import Callable

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and sockets of POSIX systems")
ASIDE = "agent.db.damaged-20261122T081500"
WAIT = ("<b@example.com>", "<c@example.com>")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "agent.db"


def standing(store: Store) -> dict[ConditionKind, tuple[str, dict[str, object]]]:
    return {c.kind: (c.subject, dict(c.facts)) for c in store.conditions.standing()}


def header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"no database at all, this" * 4)


def first_page(path: Path) -> None:
    with_page(path, 1, bytes(PAGE))


def root_of_letters(path: Path) -> None:
    with_page(path, root_page(path, "letters"), bytes(PAGE))


def root_of_readings(path: Path) -> None:
    with_page(path, root_page(path, "readings"), os.urandom(PAGE))


def index_of_letters(path: Path) -> None:
    with_page(path, root_page(path, "sqlite_autoindex_letters_1"), bytes(PAGE))


@pytest.mark.parametrize("damage", [header, first_page, root_of_letters, root_of_readings, index_of_letters])
def test_what_waits_is_carried_over_whatever_became_of_the_tree_above_it(
    path: Path, damage: Callable[[Path], None]
) -> None:
    an_office(path)
    with Store.open(path, NOW) as store:
        before = waiting_reports(store)
    damage(path)
    damaged = path.read_bytes()
    with Store.open(path, NOW) as store:
        assert store.set_aside == path.with_name(ASIDE)
        assert store.set_aside.read_bytes() == damaged
        assert waiting_reports(store) == before
        assert tuple(before) == WAIT
        assert standing(store)[ConditionKind.DATABASE_SET_ASIDE] == (ASIDE, {"letters": 2})
        assert store.agents.identity("machine", "never-used", NOW).agent_id == "agent-1"
        assert len(store.readings.devices()) == 30
    with Store.open(path, NOW + DAY) as store:
        assert store.set_aside is None
        assert waiting_reports(store) == before


@pytest.mark.parametrize(
    ("damage", "goes_on"), [(root_of_readings, True), (header, True), (root_of_letters, False)]
)
def test_the_chain_goes_on_only_where_the_store_proves_its_end(
    path: Path, damage: Callable[[Path], None], *, goes_on: bool
) -> None:
    an_office(path)
    with Store.open(path, NOW) as store:
        last = store.letters.last()
    assert last is not None
    damage(path)
    with Store.open(path, NOW) as store:
        doubt = store.agents.identity("machine", "never-used", NOW).doubt
    assert doubt == (
        None
        if goes_on
        else {
            "id": "agent-1",
            "last_run_number": 3,
            "last_sha256": sha256(last.report).hexdigest(),
            "reason": "database_damaged",
        }
    )


def test_the_history_is_carried_over_as_far_as_it_reads(path: Path) -> None:
    an_office(path)
    with Store.open(path, NOW) as store:
        before = store.readings.latest_entries()
    header(path)
    with Store.open(path, NOW) as store:
        assert store.readings.latest_entries() == before
        assert {len(readings) for readings in store.readings.past(NOW).values()} == {3}
    with_page(path, root_page(path, "documents"), bytes(PAGE))
    with Store.open(path, NOW + DAY) as store:
        assert store.readings.latest_entries() == ()
        assert {len(readings) for readings in store.readings.past(NOW).values()} == {3}


@pytest.mark.parametrize("kind", ["zeros", "noise", "cut"])
def test_any_page_may_be_damaged(path: Path, kind: str) -> None:
    """No page costs more than its rows, no letter leaves other than it was queued, no run is given twice."""
    an_office(path, printers=2)
    with Store.open(path, NOW) as store:
        whole = waiting_reports(store)
        last = store.letters.last()
        first = store.letters.of_run(1)
    assert last is not None
    assert first is not None
    good, noise = path.read_bytes(), random.Random(7)  # noqa: S311 (a test that repeats)
    carried = unnoticed = 0
    pages = len(good) // PAGE
    for number in range(1, pages + 1):
        for file in path.parent.iterdir():
            if file.name != "agent.db-chain":
                file.unlink()
        path.write_bytes(good)
        if kind == "cut":
            cut(path, number * PAGE - 100)
        else:
            with_page(path, number, bytes(PAGE) if kind == "zeros" else noise.randbytes(PAGE))
        with Store.open(path, NOW) as store:
            identity = store.agents.identity("machine", "agent-2", NOW)
            found = waiting_reports(store)
            # Within the content of a row SQLite itself notices nothing: the receiver does.
            assert store.set_aside is None or set(found.values()) <= {*whole.values(), first.report}
            carried += len(found)
            unnoticed += store.set_aside is None
            if store.set_aside and identity.doubt is None and identity.agent_id == "agent-1":
                ours = store.letters.last()
                assert ours is not None
                assert (ours.run_number, ours.report) == (last.run_number, last.report)
            for read in (
                store.readings.latest_entries,
                store.events.all,
                store.scans.last_closed,
                store.letters.refused,
            ):
                read()
            assert set(store.readings.past(NOW)) <= {"d0", "d1"}
    shown = f"{kind}: {pages} pages in turn, {unnoticed} unnoticed, {carried} of {2 * pages} letters carried"
    print(shown)  # noqa: T201 (figures for who reads the log)
    # What lies behind the cut is gone; of a single page, the letters in it.
    assert carried > (0 if kind == "cut" else 1.4 * pages)


def test_an_empty_file_is_a_damaged_one_and_the_note_beside_it_still_knows_the_agent(path: Path) -> None:
    an_office(path)
    end = read_note(path)
    path.write_bytes(b"")
    with Store.open(path, NOW) as store:
        assert store.set_aside == path.with_name(ASIDE)
        identity = store.agents.identity("machine", "never-used", NOW)
        assert standing(store) == {ConditionKind.DATABASE_SET_ASIDE: (ASIDE, {"letters": 0})}
    assert end is not None
    assert (identity.agent_id, identity.is_new) == ("agent-1", False)
    assert identity.doubt == {
        "id": "agent-1",
        "last_run_number": 3,
        "last_sha256": end.sha256,
        "reason": "database_damaged",
    }


def a_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))


@posix_only
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, a_socket])
def test_what_is_no_file_is_set_aside_without_being_opened(
    path: Path, make: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    monkeypatch.chdir(path.parent)  # the address of a socket is short
    make(Path(path.name))
    with Store.open(path, NOW) as store:
        assert store.set_aside == path.with_name(ASIDE)
        assert standing(store) == {ConditionKind.DATABASE_SET_ASIDE: (ASIDE, {"letters": 0})}
    assert not path.with_name(ASIDE).is_file()


@posix_only
def test_a_link_and_a_folder_with_something_in_it_are_refused_and_left(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    target = tmp_path / "elsewhere.db"
    target.write_bytes(b"another's")
    path.symlink_to(target)
    with pytest.raises(AgentError, match="is not a file, so it can't be used as a database"):
        Store.open(path, NOW)
    assert (path.is_symlink(), target.read_bytes()) == (True, b"another's")


def test_a_log_that_is_gone_is_noticed_and_no_number_names_two_reports(path: Path) -> None:
    an_office(path)
    cut_off(path, _one_more_run)
    note = read_note(path)
    assert note is not None
    assert note.run_number == 4
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink()
    with Store.open(path, NOW) as store:
        assert store.set_aside == path.with_name(ASIDE)
        assert tuple(waiting_reports(store)) == WAIT
        doubt = store.agents.identity("machine", "never-used", NOW).doubt
    assert doubt is not None
    assert (doubt["last_run_number"], doubt["last_sha256"]) == (4, note.sha256)


def test_a_log_that_is_damaged_is_kept_and_what_it_lost_is_in_doubt(path: Path) -> None:
    an_office(path)
    cut_off(path, _one_more_run)
    log = path.with_name("agent.db-wal")
    with log.open("r+b") as file:
        file.seek(32 + 24 + 100)
        file.write(b"\xff" * 64)
    damaged = log.read_bytes()
    with Store.open(path, NOW) as store:
        assert store.set_aside == path.with_name(ASIDE)
        assert store.agents.identity("machine", "never-used", NOW).doubt is not None
    assert path.with_name(f"{ASIDE}-wal.kept").read_bytes() == damaged


def test_what_stands_in_the_log_of_a_damaged_database_is_carried_over(path: Path) -> None:
    an_office(path)
    cut_off(path, _one_more_run)
    header(path)
    with Store.open(path, NOW) as store:
        assert tuple(waiting_reports(store)) == (*WAIT, "<d@example.com>")
        assert store.agents.identity("machine", "never-used", NOW).doubt is None


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        (
            "UPDATE documents SET document = '{' WHERE reading_id = 5",
            lambda store: store.readings.latest_entries(),
        ),
        ("UPDATE devices SET last_seen = 'never' WHERE id = 'd1'", lambda store: store.readings.devices()),
        (
            "UPDATE devices SET last_seen = CAST(x'ff' AS TEXT) WHERE id = 'd1'",
            lambda store: store.readings.devices(),
        ),
        ("UPDATE deliveries SET next_try_at = 'soon' WHERE id = 2", lambda store: store.letters.waiting()),
    ],
)
def test_a_value_that_can_not_be_read_is_damage_that_the_next_start_mends(
    path: Path, statement: str, read: Callable[[Store], object]
) -> None:
    an_office(path, printers=2)
    ask_and_write(path, statement)
    with Store.open(path, NOW) as store:
        assert store.set_aside is None
        for _ in range(2):
            with pytest.raises(AgentError, match="damaged"):
                read(store)
    with Store.open(path, NOW) as store:
        assert store.set_aside == path.with_name(ASIDE)
        read(store)
        assert store.agents.identity("machine", "never-used", NOW).agent_id == "agent-1"
    with Store.open(path, NOW) as store:
        assert store.set_aside is None


def test_a_scan_whose_letter_was_lost_is_kept_without_it(path: Path) -> None:
    an_office(path, printers=2)
    with path.open("r+b") as file:
        content = file.read()
        file.seek(content.index(b'"run_number": 2'))
        file.write(b"?" * 20)  # within a row: SQLite would notice nothing
    header(path)
    with Store.open(path, NOW) as store:
        assert tuple(waiting_reports(store)) == ("<c@example.com>",)
        assert {len(readings) for readings in store.readings.past(NOW).values()} == {3}


def test_the_log_of_a_database_that_is_gone_is_not_played_into_the_new_one(path: Path) -> None:
    an_office(path)
    cut_off(path, _one_more_run)
    path.unlink()
    with Store.open(path, NOW) as store:
        assert store.agents.identity("machine", "never-used", NOW).doubt is not None
        assert set(waiting_reports(store)) <= {*WAIT, "<d@example.com>", "<r-d@carried-over.invalid>"}
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert path.with_name(f"{ASIDE}-wal").exists()


def test_an_ordinary_cut_off_run_is_no_damage(path: Path) -> None:
    an_office(path)
    cut_off(path, _one_more_run)
    with Store.open(path, NOW) as store:
        assert (store.set_aside, len(store.letters.waiting())) == (None, 3)
        assert store.conditions.standing() == ()


def _one_more_run(store: Store) -> None:
    store.agents.identity("machine", "never-used", NOW)
    scan = store.scans.begin(NOW, 1)
    store.scans.close(scan, NOW, part({}), a_letter("d"), "<d@example.com>")


def test_without_the_note_it_is_in_doubt(path: Path) -> None:
    an_office(path)
    note_path(path).unlink()
    root_of_readings(path)
    with Store.open(path, NOW) as store:
        doubt = store.agents.identity("machine", "never-used", NOW).doubt
    assert doubt is not None
    assert doubt["last_run_number"] == 3


def a_link_to_nothing(note: Path) -> None:
    note.unlink()
    note.symlink_to(note.with_name("nothing"))


@pytest.mark.parametrize(
    "spoil",
    [
        Path.unlink,
        lambda note: note.write_bytes(b"\xff" * 300),
        lambda note: note.write_bytes(b'{"a":' * 200_000),
        lambda note: note.write_bytes(b""),
        pytest.param(a_link_to_nothing, marks=posix_only),
    ],
)
def test_a_note_that_is_gone_or_noise_leaves_in_doubt_what_was_queued(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    an_office(path)
    spoil(note_path(path))
    with Store.open(path, NOW) as store:
        doubt = store.agents.identity("machine", "never-used", NOW).doubt
        assert doubt is not None
        assert (doubt["id"], doubt["last_run_number"]) == ("agent-1", 3)
        assert standing(store)[ConditionKind.DATABASE_SET_ASIDE] == (ASIDE, {"letters": 2})
        assert tuple(waiting_reports(store)) == WAIT
        assert len(store.readings.devices()) == 30
    with Store.open(path, NOW) as store:
        assert store.set_aside is None
        assert store.agents.identity("machine", "never-used", NOW).doubt == doubt


def test_an_older_database_put_back_without_its_note_gives_no_number_twice(path: Path) -> None:
    an_office(path)
    older = path.read_bytes()
    with Store.open(path, NOW) as store:
        _one_more_run(store)
    path.write_bytes(older)
    note_path(path).unlink()
    with Store.open(path, NOW) as store:
        assert store.agents.identity("machine", "never-used", NOW).doubt is not None


def test_a_database_put_back_from_before_its_first_letter_is_in_doubt_too(path: Path) -> None:
    with Store.open(path, NOW) as store:
        store.agents.identity("machine", "agent-1", NOW)
    older = path.read_bytes()
    an_office(path)
    path.write_bytes(older)
    note_path(path).unlink()
    with Store.open(path, NOW) as store:
        doubt = store.agents.identity("machine", "never-used", NOW).doubt
    assert doubt is not None
    assert (doubt["id"], doubt["last_run_number"]) == ("agent-1", None)


def test_a_database_of_before_there_were_notes_goes_on_and_gets_one(path: Path) -> None:
    an_office(path)
    ask_and_write(path, "ALTER TABLE agent DROP COLUMN noted_agent_id")
    ask_and_write(path, "DROP TABLE response_times")
    ask_and_write(path, "DROP TABLE dealer_keys")
    ask_and_write(path, "PRAGMA user_version = 13")
    note_path(path).unlink()
    with Store.open(path, NOW) as store:
        assert store.set_aside is None
        assert store.agents.identity("machine", "never-used", NOW).doubt is None
    note = read_note(path)
    assert note is not None
    assert note.run_number == 3
    note_path(path).unlink()
    with Store.open(path, NOW) as store:
        assert store.agents.identity("machine", "never-used", NOW).doubt is not None


@posix_only
def test_where_the_disk_refuses_the_note_that_is_no_doubt(path: Path) -> None:
    path.parent.mkdir()
    note_path(path).mkdir()
    an_office(path)
    with Store.open(path, NOW) as store:
        assert store.set_aside is None
        assert store.agents.identity("machine", "never-used", NOW).doubt is None


def test_a_damaged_database_from_another_machine_is_followed_too(path: Path) -> None:
    an_office(path)
    root_of_letters(path)
    with Store.open(path, NOW) as store:
        identity = store.agents.identity("another machine", "agent-2", NOW)
        assert (identity.agent_id, identity.site_id) == ("agent-2", "agent-1")
        assert identity.follows is not None
        assert (identity.follows["id"], identity.follows["last_run_number"]) == ("agent-1", 3)
        assert tuple(waiting_reports(store)) == WAIT
        assert standing(store)[ConditionKind.AGENT_CHANGED] == ("agent-1", {"agent_id": "agent-2"})


def test_values_that_nobody_could_read_any_more_do_not_end_every_later_run(path: Path) -> None:
    an_office(path, printers=2)
    ask_and_write(path, "UPDATE devices SET last_seen = 'never' WHERE id = 'd1'")
    ask_and_write(path, "UPDATE documents SET document = '{' WHERE reading_id = 1")
    ask_and_write(path, "UPDATE deliveries SET next_try_at = 'soon' WHERE message_id = '<b@example.com>'")
    header(path)
    with Store.open(path, NOW) as store:
        assert store.readings.devices() == (a_device(0),)
        assert store.readings.latest_entries() != ()
        assert tuple(waiting_reports(store)) == ("<c@example.com>", "<r-b@carried-over.invalid>")


def ask_and_write(path: Path, statement: str) -> None:
    import sqlite3  # noqa: PLC0415 (this test's alone)
    from contextlib import closing  # noqa: PLC0415 (as above)

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def test_a_note_that_another_process_begins_meanwhile_is_no_sign_of_damage(path: Path) -> None:
    with Store.open(path, NOW):
        pass
    begun: list[str] = []

    def begin_elsewhere(statement: str) -> None:
        if "FROM agent" in statement and not begun:
            begun.append(statement)
            with Store.open(path, NOW) as other:
                other.agents.identity("this machine", "agent-of-the-other", NOW)

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.set_trace_callback(begin_elsewhere)
        assert not is_behind_its_note(connection, path)
    assert begun
    assert read_note(path) is not None
