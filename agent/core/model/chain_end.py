"""The file beside the database that says whose it is, and where that agent's chain of reports ends."""

import json
from dataclasses import asdict, dataclass

SUFFIX = "-chain"  # behind the name of the database
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

    def is_of(self, agent_id: str) -> bool:
        """Return whether this is the agent of that id, or one that came after it."""
        return agent_id in (self.agent_id, *self.former)


def to_note(end: ChainEnd) -> bytes:
    """Return the note as the file has it."""
    return json.dumps(asdict(end)).encode().ljust(OCTETS)


def of_note(content: bytes) -> ChainEnd | None:
    """Return the chain's end in a note; None where it is none."""
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
