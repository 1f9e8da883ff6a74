"""Letters, each chained to the one before, and their deliveries.

The letters are those of the present agent only; deliveries also those of who this machine was before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.messages import smtp
from agent.core.model.ages import CLOCK_ERROR
from agent.core.model.records import Delivery, Letter
from agent.core.model.retention import LETTERS_WAIT_FOR
from agent.edge.store import outcomes
from agent.edge.store.age import measured_from
from agent.edge.store.record_rows import delivery_of, insert, letter_of, stamp, text_of

if TYPE_CHECKING:
    import sqlite3


Compose = Callable[[int, str | None], Letter]  # (run_number, previous_sha256) -> Letter


# What was refused for ever and needs attention: it did not leave another way nor waits to, and those after it
# have not been accepted for so long (in seconds, by their own times) that nobody misses it.
_REFUSED = """
    SELECT * FROM own_deliveries AS own WHERE state = 'refused'
    AND id = (SELECT max(id) FROM deliveries WHERE letter_id = own.letter_id)
    AND letter_id NOT IN (SELECT letter_id FROM deliveries WHERE state = 'sent')
    AND coalesce((SELECT max(settled_epoch) - min(settled_epoch) FROM deliveries
        WHERE state = 'sent' AND letter_id > own.letter_id), 0) < ?
    ORDER BY id
"""


def add_letter(connection: sqlite3.Connection, compose: Compose) -> tuple[Letter, int]:
    """Compose and insert the next letter of the chain; return it with its row id.

    Raises LookupError before identity() was called, ValueError if the letter bears another run_number.
    """
    agent = connection.execute("SELECT agent_id FROM agent").fetchone()
    if agent is None:
        raise LookupError("no agent yet: identity() gives it an id")
    previous = last_letter(connection)
    run_number = previous.run_number + 1 if previous else 1
    letter = compose(run_number, hashlib.sha256(previous.report).hexdigest() if previous else None)
    if letter.run_number != run_number:
        raise ValueError(f"letter {letter.run_number} composed for run {run_number}")
    row = {**asdict(letter), "agent_id": agent["agent_id"], "made_at": text_of(letter.made_at)}
    del row["pictures"]
    letter_id = insert(connection, "letters", row)
    for name, content in letter.pictures.items():
        picture: dict[str, object] = {"letter_id": letter_id, "name": name, "content": content}
        insert(connection, "letter_pictures", picture)
    return letter, letter_id


def add_delivery(
    connection: sqlite3.Connection, letter_id: int, message_id: str | None, now: datetime
) -> None:
    """Queue a letter for everybody, to be tried at once."""
    at, epoch = stamp(now)
    row: dict[str, object] = {
        "queued_at": at,
        "queued_epoch": epoch,
        "next_try_at": at,
        "next_try_epoch": epoch,
    }
    row |= {"message_id": message_id, "letter_id": letter_id, "state": "waiting"}
    insert(connection, "deliveries", row)


def last_letter(connection: sqlite3.Connection) -> Letter | None:
    """Return the newest letter of the chain."""
    return _letter(connection, "SELECT * FROM own_letters ORDER BY run_number DESC LIMIT 1")


def letter(connection: sqlite3.Connection, run_number: int) -> Letter | None:
    """Return the letter of one run."""
    return _letter(connection, "SELECT * FROM own_letters WHERE run_number = ?", run_number)


def letter_of_delivery(connection: sqlite3.Connection, message_id: str) -> Letter | None:
    """Return the letter that goes out under this Message-ID, of this chain or a former one."""
    return _letter(
        connection,
        "SELECT letters.* FROM letters JOIN own_deliveries ON letters.id = own_deliveries.letter_id"
        " WHERE own_deliveries.message_id = ?",
        message_id,
    )


def _letter(connection: sqlite3.Connection, query: str, *values: object) -> Letter | None:
    """Return the letter of the first row, with its pictures in the order in which they came."""
    row = connection.execute(query, values).fetchone()
    if row is None:
        return None
    pictures = connection.execute(
        "SELECT name, content FROM letter_pictures WHERE letter_id = ? ORDER BY id", (row["id"],)
    )
    return letter_of(row, {picture["name"]: picture["content"] for picture in pictures})


def waiting(connection: sqlite3.Connection, now: datetime | None) -> tuple[Delivery, ...]:
    """Return the deliveries that wait and are due at `now` (None: all that waits), oldest first."""
    due = stamp(now)[1] if now else float("inf")
    rows = connection.execute(
        "SELECT * FROM own_deliveries WHERE state = 'waiting' AND next_try_epoch <= ? ORDER BY id", (due,)
    )
    return tuple(delivery_of(row, outcomes.of_delivery(connection, row["id"])) for row in rows)


def refused(connection: sqlite3.Connection) -> tuple[Delivery, ...]:
    """Return the deliveries refused for ever that need attention, oldest first: one a letter."""
    return tuple(
        delivery_of(row, outcomes.of_delivery(connection, row["id"])) for row in refused_rows(connection)
    )


def refused_rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return the rows of refused()."""
    return connection.execute(_REFUSED, (LETTERS_WAIT_FOR.total_seconds(),)).fetchall()


def queue_again(connection: sqlite3.Connection, run_number: int, message_id: str, now: datetime) -> bool:
    """Queue the letter of a run once more under a new Message-ID; LookupError if there is no such letter.

    Where it waits already it is only made due, and False returned: one letter waits once.
    """
    row = connection.execute("SELECT id FROM own_letters WHERE run_number = ?", (run_number,)).fetchone()
    if row is None:
        raise LookupError(f"no letter of run {run_number}")
    due = connection.execute(
        "UPDATE deliveries SET next_try_at = ?, next_try_epoch = ? WHERE letter_id = ? AND state = 'waiting'",
        (*stamp(now), row["id"]),
    )
    if due.rowcount:
        return False
    add_delivery(connection, row["id"], message_id, now)
    return True


def queue_refused_again(
    connection: sqlite3.Connection, new_message_id: Callable[[], str], now: datetime
) -> int:
    """Queue every letter that refused() names once more; return how many they are."""
    rows = refused_rows(connection)
    for row in rows:
        add_delivery(connection, row["letter_id"], new_message_id(), now)
    return len(rows)


def give_up(connection: sqlite3.Connection, now: datetime) -> int:
    """Refuse what had waited longer than LETTERS_WAIT_FOR at the scan before; return how many that were."""
    present = measured_from(connection, now)
    if present is None:
        return 0
    limit = stamp(present - LETTERS_WAIT_FOR)[1]
    # What was queued after one that is not so old is not so old either: the clock was behind for a while.
    changed = connection.execute(
        "UPDATE deliveries SET state = 'refused', settled_at = ?, settled_epoch = ?,"
        " last_error = ? || coalesce(': ' || last_error, '') WHERE state = 'waiting' AND queued_epoch < ?"
        " AND id IN (SELECT id FROM own_deliveries) AND id < coalesce("
        "(SELECT min(id) FROM deliveries WHERE queued_epoch BETWEEN ? AND ?), id + 1)",
        (*stamp(now), smtp.not_sent_within(LETTERS_WAIT_FOR.days), limit, limit, stamp(now)[1]),
    )
    return changed.rowcount


def last_sent_at(connection: sqlite3.Connection, now: datetime) -> datetime | None:
    """Return when a server last took a message, as far as that does not lie in the future."""
    row = connection.execute(
        "SELECT * FROM own_deliveries WHERE state = 'sent' AND settled_epoch <= ?"
        " ORDER BY settled_epoch DESC LIMIT 1",
        (stamp(now + CLOCK_ERROR)[1],),
    ).fetchone()
    return datetime.fromisoformat(row["settled_at"]) if row else None
