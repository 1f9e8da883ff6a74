"""Where the chain of reports ends, noted beside the database: what it was set back behind must show.

A write-ahead log that is gone or cut leaves a database that is whole and old, and so does a backup that
was put back. A chain that went on from there would name one number for two reports. This note is renewed
after each letter, so it is never ahead of what was queued, and it still names the agent where the
database can't be read at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.edge.regular import SAFELY, read_regular

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

SUFFIX = "-chain"
OCTETS = 4096  # one block, filled with blanks: written in place it needs no new room on a full disk
MOST_FORMER = 20  # ids of 32 characters; older ones are named by no start entry any more


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The last letter that an agent queued, None before the first, and the agents before it, newest first.

    `machine` is the fingerprint of the computer that the agent belongs to.
    """

    agent_id: str
    machine: str
    run_number: int | None = None
    sha256: str | None = None
    former: tuple[str, ...] = ()


def end_of(connection: sqlite3.Connection, agent_id: str, machine: str) -> ChainEnd:
    """Return where the chain of an agent ends in this database."""
    import hashlib  # noqa: PLC0415 (who only opens the database need not load it)

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


def read_note(database: Path) -> ChainEnd | None:
    """Return what the note beside a database says; None where there is none that can be read."""
    try:
        return _parsed(read_regular(note_path(database), OCTETS))
    except (AgentError, OSError):
        return None


def write_note(database: Path, end: ChainEnd) -> None:
    """Keep where the chain ends, in place; where the disk refuses the old note stays, which is behind."""
    content = json.dumps(asdict(end)).encode().ljust(OCTETS)
    with contextlib.suppress(OSError):
        descriptor = os.open(note_path(database), os.O_WRONLY | os.O_CREAT | SAFELY, 0o600)
        try:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.write(descriptor, content)
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def note_path(database: Path) -> Path:
    """Return where the note of a database lies."""
    return database.with_name(f"{database.name}{SUFFIX}")


def _parsed(content: bytes) -> ChainEnd | None:
    try:
        note = json.loads(content)
        run_number, sha256 = note["run_number"], note["sha256"]
        former = tuple(map(str, note["former"]))
        agent_id, machine = str(note["agent_id"]), str(note["machine"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(run_number, int | None):
        return None
    return ChainEnd(agent_id, machine, run_number, str(sha256) if sha256 else None, former)
