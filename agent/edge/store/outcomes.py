"""What became of each delivery, address by address: who got it, who was refused, who still has to get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.model.retention import LETTERS_WAIT_FOR
from agent.edge.store.record_rows import insert, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from agent.core.model.records import Settlement


# The last delivery of a letter that is still whole, where somebody was refused for good.
OWED = """
    SELECT own.*, outcomes.address FROM own_deliveries AS own
    JOIN outcomes ON outcomes.delivery_id = own.id AND outcomes.state = 'refused'
    JOIN letters ON letters.id = own.letter_id AND letters.report_sha256 IS NULL
    WHERE own.state <> 'ended' AND own.id = (SELECT max(id) FROM deliveries WHERE letter_id = own.letter_id)
    ORDER BY own.id
"""


def of_delivery(connection: sqlite3.Connection, delivery_id: int) -> dict[str, str]:
    """Return the state of each address that is settled: sent or refused."""
    rows = connection.execute("SELECT address, state FROM outcomes WHERE delivery_id = ?", (delivery_id,))
    return {row["address"]: row["state"] for row in rows}


def settle(connection: sqlite3.Connection, message_id: str, settled: Settlement, now: datetime) -> None:
    """Keep what came of a try; LookupError if that delivery does not wait.

    What an address was refused before is due again where it takes mail now.
    """
    delivery_id = _waiting(connection, message_id)
    at, epoch = stamp(now)
    for address in settled.taken | settled.refused.keys():
        outcome: dict[str, object] = {"delivery_id": delivery_id, "address": address}
        outcome |= {"state": "sent" if address in settled.taken else "refused"}
        outcome |= {"reason": settled.refused.get(address), "settled_at": at, "settled_epoch": epoch}
        insert(connection, "outcomes", outcome)
    if settled.next_try_at:
        reason = settled.reason or ""
        postpone(connection, message_id, settled.next_try_at, reason, counts=settled.counts)
    else:
        connection.execute(
            "UPDATE deliveries SET attempts = attempts + 1, state = ?, settled_at = ?, settled_epoch = ?,"
            " last_error = ? WHERE id = ?",
            (settled.state, at, epoch, settled.reason, delivery_id),
        )
    for row in connection.execute(OWED).fetchall():
        if row["address"] in settled.taken and row["queued_epoch"] >= stamp(now - LETTERS_WAIT_FOR)[1]:
            forget_refusals(connection, row["id"], [row["address"]])
            make_due(connection, row["id"], now)


def postpone(
    connection: sqlite3.Connection,
    message_id: str,
    next_try_at: datetime,
    reason: str,
    *,
    counts: bool = True,
) -> None:
    """Note a try that failed for now; LookupError if that delivery does not wait."""
    connection.execute(
        "UPDATE deliveries SET attempts = attempts + ?, next_try_at = ?, next_try_epoch = ?, last_error = ?"
        " WHERE id = ?",
        (int(counts), *stamp(next_try_at), reason, _waiting(connection, message_id)),
    )


def postpone_all(connection: sqlite3.Connection, next_try_at: datetime) -> None:
    """Let nothing that waits be tried before this time."""
    at, epoch = stamp(next_try_at)
    connection.execute(
        "UPDATE deliveries SET next_try_at = ?, next_try_epoch = ?"
        " WHERE state = 'waiting' AND next_try_epoch < ?",
        (at, epoch, epoch),
    )


def retry_owed(connection: sqlite3.Connection, now: datetime) -> int:
    """Make due the oldest letter that each refused address is owed, for these; return how many letters.

    One is enough to know: where the address takes it, settle() makes the others due.
    """
    oldest: dict[str, int] = {}
    for row in connection.execute(OWED).fetchall():
        if row["queued_epoch"] >= stamp(now - LETTERS_WAIT_FOR)[1]:
            oldest.setdefault(row["address"], row["id"])
    for address, delivery_id in oldest.items():
        forget_refusals(connection, delivery_id, [address])
        make_due(connection, delivery_id, now)
    return len(set(oldest.values()))


def retry_refused(connection: sqlite3.Connection, now: datetime) -> int:
    """Make due again what was sent to some and refused to others, for these; return how many letters."""
    partly = {row["id"]: row for row in connection.execute(OWED) if row["state"] == "sent"}
    for delivery_id in partly:
        forget_refusals(connection, delivery_id, None)
        make_due(connection, delivery_id, now)
    return len(partly)


def forget_refusals(
    connection: sqlite3.Connection, delivery_id: int, addresses: Collection[str] | None
) -> None:
    """Forget that these addresses (None: all) were refused one delivery."""
    for address, state in of_delivery(connection, delivery_id).items():
        if state == "refused" and (addresses is None or address in addresses):
            connection.execute(
                "DELETE FROM outcomes WHERE delivery_id = ? AND address = ?", (delivery_id, address)
            )


def make_due(connection: sqlite3.Connection, delivery_id: int, now: datetime) -> None:
    """Let a delivery wait again, to be tried at once as if it were new."""
    connection.execute(
        "UPDATE deliveries SET state = 'waiting', attempts = 0, next_try_at = ?, next_try_epoch = ?,"
        " settled_at = NULL, settled_epoch = NULL WHERE id = ?",
        (*stamp(now), delivery_id),
    )


def _waiting(connection: sqlite3.Connection, message_id: str) -> int:
    row = connection.execute(
        "SELECT id FROM deliveries WHERE message_id = ? AND state = 'waiting'", (message_id,)
    ).fetchone()
    if row is None:
        raise LookupError(f"no delivery {message_id} waits")
    delivery_id: int = row["id"]
    return delivery_id
