"""agent.follows of meters.json: the chain that ended where this agent's began, and why it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.model.records import Entry

# agent.follows.reason
SIGNING_KEY_LOST = "signing_key_lost"  # the keyring worked and had the key no more
MACHINE_CHANGED = "machine_changed"  # the data folder was moved or copied from another machine
DATABASE_DAMAGED = "database_damaged"  # what was read of it does not prove which report was the last one


def follows_of(agent_id: str, run_number: int | None, sha256: str | None, reason: str) -> Entry:
    """Return the object: who was before, its last run and the SHA-256 of that report as far as known."""
    return {"id": agent_id, "last_run_number": run_number, "last_sha256": sha256, "reason": reason}
