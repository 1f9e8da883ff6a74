"""Who this agent is: its id, the machine it was born on, its public key and what came before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.edge.store.rows import text_of

if TYPE_CHECKING:
    import sqlite3

    from agent.core.records import Entry, Signer


@dataclass(frozen=True, slots=True)
class AgentIdentity:
    """`public_key` is base64, None until one is remembered; `is_new` is True where the id was just given.

    `key_since` is when the first letter under that key was queued. `key_change` and `follows` are what
    meters.json says of them.
    """

    agent_id: str
    public_key: str | None
    chain_began: datetime
    is_new: bool
    key_since: datetime | None = None
    key_change: Entry | None = None
    follows: Entry | None = None


def identity(connection: sqlite3.Connection, machine: str, new_id: str, now: datetime) -> AgentIdentity:
    """Return the agent of this machine; a data folder copied from another machine becomes `new_id`."""
    row = connection.execute("SELECT * FROM agent").fetchone()
    if row is not None and row["machine"] == machine:
        return AgentIdentity(
            row["agent_id"],
            row["public_key"],
            datetime.fromisoformat(row["chain_began"]),
            is_new=False,
            key_since=datetime.fromisoformat(row["key_since"]) if row["key_since"] else None,
            key_change=json.loads(row["key_change"] or "null"),
            follows=json.loads(row["follows"] or "null"),
        )
    connection.execute(
        "INSERT OR REPLACE INTO agent (only_row, agent_id, machine, chain_began) VALUES (1, ?, ?, ?)",
        (new_id, machine, text_of(now)),
    )
    # What another machine was before is none of this one's past.
    connection.execute("DELETE FROM former_agents")
    return AgentIdentity(new_id, None, now, is_new=True)


def remembered_keys(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the last public key of this agent, and of those whom it followed, by agent id."""
    rows = connection.execute(
        "SELECT agent_id, public_key FROM former_agents"
        " UNION ALL SELECT agent_id, public_key FROM agent WHERE public_key IS NOT NULL"
    )
    return {row["agent_id"]: row["public_key"] for row in rows}


def next_agent_id(connection: sqlite3.Connection, new_id: str) -> str:
    """Return who this machine becomes where its signing key is lost: `new_id`, or who was chosen before."""
    connection.execute("UPDATE agent SET next_agent_id = coalesce(next_agent_id, ?)", (new_id,))
    row = connection.execute("SELECT next_agent_id FROM agent").fetchone()
    if row is None:
        raise LookupError("no agent yet: identity() gives it an id")
    return str(row["next_agent_id"])


def sign_as(connection: sqlite3.Connection, signer: Signer, now: datetime) -> None:
    """Keep who signs from now on; LookupError before there is an agent."""
    row = connection.execute("SELECT * FROM agent").fetchone()
    if row is None:
        raise LookupError("no agent yet: identity() gives it an id")
    if signer.agent_id != row["agent_id"]:
        connection.execute(
            "INSERT INTO former_agents (agent_id, public_key, ended) VALUES (?, ?, ?)",
            (row["agent_id"], row["public_key"], text_of(now)),
        )
        connection.execute(
            "UPDATE agent SET agent_id = ?, chain_began = ?, next_agent_id = NULL",
            (signer.agent_id, text_of(now)),
        )
    if signer.public_key != row["public_key"] or row["key_since"] is None:
        connection.execute(
            "UPDATE agent SET public_key = ?, key_since = ?", (signer.public_key, text_of(now))
        )
    documents = (json.dumps(signer.key_change), json.dumps(signer.follows))
    connection.execute("UPDATE agent SET key_change = ?, follows = ?", documents)
