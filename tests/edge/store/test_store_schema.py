"""A database whose schema is not what its number promises: set aside as a damaged one is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.edge.store import Store
from tests.support.damaged_store import an_office, waiting_reports
from tests.support.store_samples import NOW, a_device

SCRIPTS = sorted((Path(__file__).parents[3] / "agent/edge/schema").glob("*.sql"))
WAIT = ("<b@example.com>", "<c@example.com>")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "agent.db"


def altered(path: Path, *statements: str) -> None:
    """Change the schema as somebody with another program does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


KEEPS_ALL = [
    ("DROP TABLE conditions",),
    ("DROP TABLE outcomes",),
    ("ALTER TABLE readings RENAME COLUMN read_status TO status",),
    ("DROP VIEW own_letters",),
    ("DROP INDEX standing_conditions",),
    ("DROP VIEW own_deliveries", "DROP VIEW numbered_scans", "ALTER TABLE scans DROP COLUMN summary"),
    ("ALTER TABLE devices DROP COLUMN mac_address",),
    ("ALTER TABLE agent DROP COLUMN public_key",),
    ("PRAGMA legacy_alter_table = ON", "ALTER TABLE deliveries RENAME COLUMN state TO status"),
    ("PRAGMA user_version = 9",),
    ("CREATE TRIGGER ours AFTER INSERT ON letters BEGIN DELETE FROM deliveries; END",),
]


@pytest.mark.parametrize("statements", KEEPS_ALL, ids=lambda statements: statements[-1])
def test_a_schema_that_is_not_ours_is_damage_and_what_waits_is_carried_over(
    path: Path, statements: tuple[str, ...]
) -> None:
    an_office(path, printers=2)
    with Store.open(path, NOW) as store:
        before = waiting_reports(store)
    altered(path, *statements)
    with Store.open(path, NOW) as store:
        identity = store.agents.identity("machine", "never-used", NOW)
        assert store.set_aside is not None
        assert (identity.agent_id, identity.public_key) == ("agent-1", None)
        assert waiting_reports(store) == before
        assert [device.id for device in store.readings.devices()] == [a_device(0).id, a_device(1).id]
        assert [c.kind for c in store.conditions.standing()] == [ConditionKind.DATABASE_SET_ASIDE]
        for read in (
            store.readings.latest_entries,
            store.events.all,
            store.scans.last_closed,
            store.letters.refused,
        ):
            read()
    with Store.open(path, NOW) as store:
        assert store.set_aside is None


def test_a_table_of_letters_that_was_dropped_ends_no_later_command(path: Path) -> None:
    an_office(path, printers=2)
    altered(path, "DROP VIEW own_letters", "DROP TABLE letters")
    with Store.open(path, NOW) as store:
        assert store.set_aside is not None
        identity = store.agents.identity("machine", "never-used", NOW)
        assert identity.doubt is not None
        assert (identity.agent_id, identity.doubt["last_run_number"]) == ("agent-1", 3)
        assert set(waiting_reports(store)) <= set(WAIT)
    with Store.open(path, NOW) as store:
        assert (store.set_aside, store.letters.refused()) == (None, ())


def test_every_shape_that_a_program_of_before_left_is_no_damage(path: Path) -> None:
    for count in range(1, len(SCRIPTS) + 1):
        place = path.parent / str(count) / path.name
        place.parent.mkdir(parents=True)
        with closing(sqlite3.connect(place, isolation_level=None)) as old:
            for script in SCRIPTS[:count]:
                old.executescript(script.read_text(encoding="utf-8"))
            old.execute(f"PRAGMA user_version = {int(SCRIPTS[count - 1].stem)}")
        with Store.open(place, NOW) as store:
            assert store.set_aside is None


def test_what_sqlite_itself_adds_is_no_damage(path: Path) -> None:
    an_office(path, printers=2)
    altered(path, "ANALYZE")
    with Store.open(path, NOW) as store:
        assert store.set_aside is None
