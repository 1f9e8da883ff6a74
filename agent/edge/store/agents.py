"""Who this agent is: its id, the machine it was born on, its public key and what came before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import ConditionKind
from agent.core.report_format.succession import MACHINE_CHANGED, LetterSigner, follows_of
from agent.edge.store import conditions
from agent.edge.store.chain_end import end_of
from agent.edge.store.record_rows import text_of

if TYPE_CHECKING:
    import sqlite3

    from agent.core.model.chain_end import ChainEnd
    from agent.core.report_format.report import FollowsEntry, KeyChangeEntry

SITE_ID_LENGTH = 8  # characters of the first agent's id: importers need some name for the site


@dataclass(frozen=True, slots=True)
class AgentIdentity:
    """`public_key` is base64, None until one is remembered; `is_new` is True where the id was just given.

    `key_since` is when the first letter under that key was queued. `key_change` and `follows` are what
    meters.json says of them. `doubt` is what `follows` will say of this agent, where its chain must not
    go on; None where it may. `site_id` names the site where the settings do not.
    """

    agent_id: str
    public_key: str | None
    is_new: bool
    key_since: datetime | None = None
    key_change: KeyChangeEntry | None = None
    follows: FollowsEntry | None = None
    doubt: FollowsEntry | None = None
    site_id: str = ""


def identity(connection: sqlite3.Connection, machine: str, new_id: str, now: datetime) -> AgentIdentity:
    """Return the agent of this machine: where the folder came from another one, `new_id`, which follows."""
    row = connection.execute("SELECT * FROM agent").fetchone()
    if row is not None and row["machine"] == machine:
        return _identity_of(row)
    follows = None if row is None else _end_former_machine(connection, row, new_id, now)
    site_id = new_id[:SITE_ID_LENGTH] if row is None else row["site_id"]
    connection.execute(
        "INSERT OR REPLACE INTO agent (only_row, agent_id, machine, chain_began, follows, site_id)"
        " VALUES (1, ?, ?, ?, ?, ?)",
        (new_id, machine, text_of(now), json.dumps(follows), site_id),
    )
    return AgentIdentity(new_id, None, is_new=True, follows=follows, site_id=site_id)


def _identity_of(row: sqlite3.Row) -> AgentIdentity:
    return AgentIdentity(
        row["agent_id"],
        row["public_key"],
        is_new=False,
        key_since=datetime.fromisoformat(row["key_since"]) if row["key_since"] else None,
        key_change=json.loads(row["key_change"] or "null"),
        follows=json.loads(row["follows"] or "null"),
        doubt=json.loads(row["doubt"] or "null"),
        site_id=row["site_id"] or row["agent_id"][:SITE_ID_LENGTH],
    )


def _end_former_machine(
    connection: sqlite3.Connection, row: sqlite3.Row, new_id: str, now: datetime
) -> FollowsEntry | None:
    """Let the agent of another machine be a former one; return `follows` of who comes after it.

    Whether this folder was moved or copied nobody can tell here: either way two agents stay two, and
    what the former one queued is this office's and is sent.
    """
    end = end_of(connection, row["agent_id"], row["machine"])
    _become_former(connection, row, new_id, now)
    known = json.loads(row["doubt"] or "null")
    if known is None and end.run_number is None:  # it never reported
        known = json.loads(row["follows"] or "null")
    if known is not None or end.run_number is None:
        return known  # type: ignore[no-any-return]  # JSON has no types
    return follows_of(end.agent_id, end.run_number, end.sha256, MACHINE_CHANGED)


def _become_former(connection: sqlite3.Connection, row: sqlite3.Row, new_id: str, now: datetime) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO former_agents (agent_id, public_key, ended) VALUES (?, ?, ?)",
        (row["agent_id"], row["public_key"], text_of(now)),
    )
    conditions.replace(connection, ConditionKind.AGENT_CHANGED, {row["agent_id"]: {"agent_id": new_id}}, now)


def chain_end(connection: sqlite3.Connection) -> ChainEnd | None:
    """Return where the present agent's chain ends, and who was before it; None before identity()."""
    row = connection.execute("SELECT agent_id, machine FROM agent").fetchone()
    return end_of(connection, row["agent_id"], row["machine"]) if row else None


def is_noted(connection: sqlite3.Connection) -> bool:
    """Return whether it is kept that a note of the present agent's chain was written."""
    return bool(connection.execute("SELECT 1 FROM agent WHERE noted_agent_id = agent_id").fetchone())


def remember_note(connection: sqlite3.Connection) -> None:
    """Keep that a note of the present agent's chain was written."""
    connection.execute("UPDATE agent SET noted_agent_id = agent_id")


def remembered_keys(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the last public key of this agent, and of those whom it followed, by agent id."""
    rows = connection.execute(
        "SELECT agent_id, public_key FROM former_agents WHERE public_key IS NOT NULL"
        " UNION ALL SELECT agent_id, public_key FROM agent WHERE public_key IS NOT NULL"
    )
    return {row["agent_id"]: row["public_key"] for row in rows}


def ids(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of this agent, of who comes next, and of those whom it followed."""
    rows = connection.execute(
        "SELECT agent_id FROM agent UNION SELECT next_agent_id FROM agent WHERE next_agent_id IS NOT NULL"
        " UNION SELECT agent_id FROM former_agents"
    )
    return tuple(row["agent_id"] for row in rows)


def next_agent_id(connection: sqlite3.Connection, new_id: str) -> str:
    """Return the agent id of this machine's next chain: `new_id`, or who was chosen before."""
    connection.execute("UPDATE agent SET next_agent_id = coalesce(next_agent_id, ?)", (new_id,))
    row = connection.execute("SELECT next_agent_id FROM agent").fetchone()
    if row is None:
        raise LookupError("no agent yet: identity() gives it an id")
    return str(row["next_agent_id"])


def sign_as(connection: sqlite3.Connection, signer: LetterSigner, now: datetime) -> None:
    """Keep who signs from now on; LookupError before there is an agent."""
    row = connection.execute("SELECT * FROM agent").fetchone()
    if row is None:
        raise LookupError("no agent yet: identity() gives it an id")
    if signer.agent_id != row["agent_id"]:
        _become_former(connection, row, signer.agent_id, now)
        connection.execute(
            "UPDATE agent SET agent_id = ?, chain_began = ?, next_agent_id = NULL, doubt = NULL",
            (signer.agent_id, text_of(now)),
        )
    if signer.public_key != row["public_key"] or row["key_since"] is None:
        connection.execute(
            "UPDATE agent SET public_key = ?, key_since = ?", (signer.public_key, text_of(now))
        )
    documents = (json.dumps(signer.key_change), json.dumps(signer.follows))
    connection.execute("UPDATE agent SET key_change = ?, follows = ?", documents)
