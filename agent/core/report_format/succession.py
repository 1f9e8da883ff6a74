"""Who signs, and agent.follows of meters.json: the chain that ended where this agent's began, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.report_format.report import FollowsEntry, KeyChangeEntry

# agent.follows.reason
SIGNING_KEY_LOST = "signing_key_lost"  # the keyring worked and had the key no more
MACHINE_CHANGED = "machine_changed"  # the data folder was moved or copied from another machine
DATABASE_DAMAGED = "database_damaged"  # what was read of it does not prove which report was the last one


@dataclass(frozen=True, slots=True)
class LetterSigner:
    """Who signs a letter; the store keeps it in the transaction that queues the letter.

    `public_key` is base64. `key_change` and `follows` are the objects of that name in meters.json: the
    word of the key before this one, and the chain that ended where this agent's began; None where
    there is none. An `agent_id` other than the present one begins a new chain at run 1; without a keyring
    that chain has no key yet.
    """

    agent_id: str
    public_key: str | None
    key_change: KeyChangeEntry | None = None
    follows: FollowsEntry | None = None


def follows_of(agent_id: str, run_number: int | None, sha256: str | None, reason: str) -> FollowsEntry:
    """Return the object: who was before, its last run and the SHA-256 of that report as far as known."""
    return {"id": agent_id, "last_run_number": run_number, "last_sha256": sha256, "reason": reason}
