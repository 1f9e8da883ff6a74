"""Where the chain of reports ends, noted beside the database: what it was set back behind must show.

A write-ahead log that is gone or cut leaves a database that is whole and old, and so does a backup that
was put back. A chain that went on from there would name one number for two reports. This note is renewed
after each letter, so it is never ahead of what was queued, and it still names the agent where the
database can't be read at all.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from typing import TYPE_CHECKING

from agent.core.model.chain_end import MOST_FORMER, OCTETS, SUFFIX, ChainEnd, of_note, to_note
from agent.core.model.errors import AgentError
from agent.edge.regular_files import SAFELY, read_regular

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


LOOKS_AGAIN = (0.01, 0.1)  # seconds: a write of some hundred octets takes far less


def end_of(connection: sqlite3.Connection, agent_id: str, machine: str) -> ChainEnd:
    """Return where the chain of an agent ends in this database."""
    import hashlib

    row = connection.execute(
        "SELECT run_number, report, report_sha256 FROM letters WHERE agent_id = ?"
        " ORDER BY run_number DESC LIMIT 1",
        (agent_id,),
    ).fetchone()
    formers = connection.execute(
        "SELECT agent_id FROM former_agents ORDER BY rowid DESC LIMIT ?", (MOST_FORMER,)
    )
    former = tuple(str(found["agent_id"]) for found in formers)
    if row is None:
        return ChainEnd(agent_id, machine, former=former)
    sha256 = row["report_sha256"] or hashlib.sha256(row["report"]).hexdigest()
    return ChainEnd(agent_id, machine, row["run_number"], sha256, former)


def read_note(database: Path, *, again: bool = False) -> ChainEnd | None:
    """Return the chain's end in the note beside a database; None where there is none that can be read.

    `again`: one should be there, so what can't be read may be half written and is looked at a few times.
    """
    for wait in (*(LOOKS_AGAIN if again else ()), 0.0):
        with contextlib.suppress(AgentError, OSError):
            note = of_note(read_regular(note_path(database), OCTETS))
            if note is not None:
                return note
        time.sleep(wait)
    return None


def write_note(database: Path, end: ChainEnd) -> bool:
    """Keep where the chain ends, in place, and return whether that was done.

    Where the disk refuses the old note stays, which is behind.
    """
    with contextlib.suppress(OSError):
        descriptor = os.open(note_path(database), os.O_WRONLY | os.O_CREAT | SAFELY, 0o600)
        try:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                written = os.write(descriptor, to_note(end))
                os.fsync(descriptor)
                return written == OCTETS
        finally:
            os.close(descriptor)
    return False


def note_path(database: Path) -> Path:
    """Return where the note of a database lies."""
    return database.with_name(f"{database.name}{SUFFIX}")
