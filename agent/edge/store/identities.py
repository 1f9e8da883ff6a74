"""Who we are: the part of the store that knows the agent, its keys, and where its chain ends."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.model.errors import AgentError
from agent.edge.store import agents, chain_end

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.report_format.succession import LetterSigner
    from agent.edge.store.agents import AgentIdentity
    from agent.edge.store.database import Database


@dataclass(frozen=True, slots=True)
class Identities:
    """The agent of an open database; see Store for what holds for each method."""

    database: Database

    def identity(self, machine: str, new_id: str, now: datetime) -> AgentIdentity:
        """Return the agent of this machine.

        `machine` is its fingerprint. In a new database it is `new_id`, at run 1 and without a key; in one
        that was moved or copied from another machine, too, and it follows the agent of that one.
        """
        with self.database.write() as connection:
            found = agents.identity(connection, machine, new_id, now)
        note = chain_end.read_note(self.database.path)
        if note is None or note.agent_id != found.agent_id:
            self.note_chain_end()
        else:
            self._remember_the_note()
        return found

    def note_chain_end(self) -> None:
        """Write where the chain ends beside the database, where anything changed."""
        with self.database.read() as connection:
            end = agents.chain_end(connection)
        if end is not None and chain_end.write_note(self.database.path, end):
            self._remember_the_note()

    def _remember_the_note(self) -> None:
        """Keep that a note of this agent lies beside the database: who opens it later misses it."""
        with self.database.read() as connection:
            is_remembered = agents.is_noted(connection)
        if is_remembered:
            return
        # On a full disk the next start tries again: a letter that was just queued must not fail by it.
        with contextlib.suppress(AgentError), self.database.write() as connection:
            agents.remember_note(connection)

    def remembered_keys(self) -> dict[str, str]:
        """Return the public key (base64) of this agent, and of those whom it followed, by agent id."""
        with self.database.read() as connection:
            return agents.remembered_keys(connection)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of this agent, of who comes next, and of those whom it followed."""
        with self.database.read() as connection:
            return agents.ids(connection)

    def sign_as(self, signer: LetterSigner, now: datetime) -> None:
        """Keep who signs where no letter comes of it; see Scans.close()."""
        with self.database.write() as connection:
            agents.sign_as(connection, signer, now)
        self.note_chain_end()

    def next_agent_id(self, new_id: str) -> str:
        """Return the id under which a new chain will begin here: the same one until it has begun.

        Scans.close() with a signer of that id begins it. LookupError before identity().
        """
        with self.database.write() as connection:
            return agents.next_agent_id(connection, new_id)
