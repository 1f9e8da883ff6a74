"""What a person decides about letters that did not leave: to end one, or to send them elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.mail.addressees import address_key
from agent.core.model.records import CancelledRun
from agent.edge.store import outbox, outcomes
from agent.edge.store.record_rows import stamp

if TYPE_CHECKING:
    import sqlite3


def cancel(connection: sqlite3.Connection, run_number: int, now: datetime) -> bool:
    """End the letter of a run for all who did not get it; False where none of that run waits or was refused.

    Where two agents of this machine have such a run, it is the present one's.
    """
    found = [row for row in _open(connection) if row["run_number"] == run_number]
    if not found:
        return False
    own = connection.execute("SELECT agent_id FROM agent").fetchone()["agent_id"]
    row = max(found, key=lambda row: row["agent_id"] == own)
    outcomes.forget_refusals(connection, row["id"], None)
    connection.execute(
        "DELETE FROM missed WHERE delivery_id IN (SELECT id FROM deliveries WHERE letter_id = ?)",
        (row["letter_id"],),
    )
    if row["state"] != "sent":
        connection.execute(
            "UPDATE deliveries SET state = 'ended', settled_at = ?, settled_epoch = ?"
            " WHERE letter_id = ? AND state IN ('waiting', 'refused')",
            (*stamp(now), row["letter_id"]),
        )
    connection.execute(
        "INSERT OR REPLACE INTO cancelled_runs (agent_id, run_number, at, at_epoch) VALUES (?, ?, ?, ?)",
        (row["agent_id"], run_number, *stamp(now)),
    )
    return True


def redirect(connection: sqlite3.Connection, address: str, now: datetime) -> int:
    """Send what did not leave to this one address, whatever the settings say; return how many letters."""
    moved = 0
    for row in _open(connection):
        if outcomes.of_delivery(connection, row["id"]).get(address_key(address)) == "sent":
            continue
        outcomes.forget_refusals(connection, row["id"], None)
        outcomes.make_due(connection, row["id"], now)
        connection.execute("UPDATE deliveries SET redirected_to = ? WHERE id = ?", (address, row["id"]))
        moved += 1
    return moved


def redirected_to(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the addresses that a person sent letters to which did not arrive there yet."""
    rows = connection.execute(
        "SELECT DISTINCT redirected_to FROM own_deliveries"
        " WHERE state IN ('waiting', 'refused') AND redirected_to IS NOT NULL"
    )
    return frozenset(row["redirected_to"] for row in rows)


def is_ended(connection: sqlite3.Connection, run_number: int) -> bool:
    """Return whether a person ended this run of the present agent."""
    row = connection.execute(
        "SELECT 1 FROM cancelled_runs JOIN agent ON agent.agent_id = cancelled_runs.agent_id"
        " WHERE run_number = ?",
        (run_number,),
    ).fetchone()
    return row is not None


def cancelled_runs(connection: sqlite3.Connection) -> tuple[CancelledRun, ...]:
    """Return the runs that were ended by a person, of this agent and of those before it, oldest first."""
    rows = connection.execute(
        "SELECT * FROM cancelled_runs"
        " WHERE agent_id IN (SELECT agent_id FROM agent UNION ALL SELECT agent_id FROM former_agents)"
        " ORDER BY at_epoch, run_number"
    )
    return tuple(
        CancelledRun(row["agent_id"], row["run_number"], datetime.fromisoformat(row["at"])) for row in rows
    )


def _open(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return one row a letter that somebody still has to get: it waits, or was refused to all or some."""
    waiting = connection.execute("SELECT * FROM own_deliveries WHERE state = 'waiting'").fetchall()
    partly = [row for row in connection.execute(outcomes.OWED) if row["state"] == "sent"]
    rows = (*waiting, *outbox.refused_rows(connection), *partly)
    return list({row["id"]: row for row in rows}.values())
