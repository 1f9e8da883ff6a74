"""Deliveries of an older program: they wait on, under their Message-ID, for whom the settings name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from agent.core.model.records import Settlement
from agent.edge.store import Store
from tests.support.store_samples import DAY, NOW

SCHEMA = Path(__file__).parents[3] / "agent/edge/schema"
OFFICE, DEALER = "office@example.com", "dealer@example.com"


def made_by_version_8(path: Path) -> None:
    """Write a database with a letter that was sent, one that waits for one recipient, one refused."""
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for number in range(1, 9):
            old.executescript((SCHEMA / f"{number:03}.sql").read_text())
        old.execute("PRAGMA user_version = 8")
        at, epoch = NOW.isoformat(), NOW.timestamp()
        old.execute(
            "INSERT INTO agent (only_row, agent_id, machine, chain_began)"
            " VALUES (1, 'agent-1', 'machine', ?)",
            (at,),
        )
        for number, state in enumerate(("sent", "waiting", "refused"), 1):
            old.execute(
                "INSERT INTO letters (id, agent_id, run_number, report_id, made_at, report, csv, subject,"
                " text, html) VALUES (?, 'agent-1', ?, ?, ?, x'31', x'', 's', 't', 'h')",
                (number, number, f"r-{number}", at),
            )
            settled = (at, epoch) if state != "waiting" else (None, None)
            left = f'["{DEALER}"]' if state == "waiting" else None
            old.execute(
                "INSERT INTO deliveries (message_id, letter_id, queued_at, queued_epoch, state, attempts,"
                " next_try_at, next_try_epoch, last_error, recipients, settled_at, settled_epoch)"
                " VALUES (?, ?, ?, ?, ?, 2, ?, ?, 'a reason', ?, ?, ?)",
                (f"<m{number}@b>", number, at, epoch, state, at, epoch, left, *settled),
            )


def test_what_waited_waits_on_for_everybody_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "agent.db"
    made_by_version_8(path)
    with Store.open(path, NOW) as store:
        (waiting,) = store.letters.waiting()
        assert (waiting.message_id, waiting.attempts, waiting.last_error) == ("<m2@b>", 2, "a reason")
        assert (waiting.redirected_to, waiting.sent_to, waiting.refused_by) == (
            None,
            frozenset(),
            frozenset(),
        )
        assert [refused.message_id for refused in store.letters.refused()] == ["<m3@b>"]
        assert store.letters.last_sent_at(NOW + 9 * DAY) == NOW
        store.letters.settle("<m2@b>", Settlement(frozenset({OFFICE, DEALER}), {}, "sent"), NOW + DAY)
        assert (store.letters.waiting(), store.letters.last_sent_at(NOW + 9 * DAY)) == ((), NOW + DAY)
        assert store.letters.cancel(3, NOW + DAY)
        assert store.letters.refused() == ()
