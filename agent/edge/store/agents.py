"""Who this agent is: its id, the machine it was born on, and its public key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.edge.store.rows import text_of

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class AgentIdentity:
    """`public_key` is base64, None until one is remembered; `is_new` is True where the id was just given."""

    agent_id: str
    public_key: str | None
    chain_began: datetime
    is_new: bool


def identity(connection: sqlite3.Connection, machine: str, new_id: str, now: datetime) -> AgentIdentity:
    """Return the agent of this machine; a data folder copied from another machine becomes `new_id`."""
    row = connection.execute("SELECT * FROM agent").fetchone()
    if row is not None and row["machine"] == machine:
        began = datetime.fromisoformat(row["chain_began"])
        return AgentIdentity(row["agent_id"], row["public_key"], began, is_new=False)
    connection.execute(
        "INSERT OR REPLACE INTO agent (only_row, agent_id, machine, chain_began) VALUES (1, ?, ?, ?)",
        (new_id, machine, text_of(now)),
    )
    return AgentIdentity(new_id, None, now, is_new=True)


def remember_public_key(connection: sqlite3.Connection, public_key: str) -> None:
    """Keep the base64 public key that the present agent signs with; LookupError before there is one."""
    if connection.execute("UPDATE agent SET public_key = ?", (public_key,)).rowcount != 1:
        raise LookupError("no agent yet: identity() gives it an id")
