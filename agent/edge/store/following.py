"""What waits and what was refused follow the mail settings: to whom it goes, and how."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent.core.mail.addressees import address_key, address_keys
from agent.core.model.records import MailSeen
from agent.core.model.retention import LETTERS_WAIT_FOR
from agent.edge.store.outcomes import OWED, forget_refusals, make_due, of_delivery
from agent.edge.store.record_rows import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    Addresses = dict[int, list[str]]  # by the id of their delivery


def must_follow(connection: sqlite3.Connection, present: MailSeen, now: datetime) -> bool:
    """Return whether follow() has anything to change."""
    keys = address_keys(present.recipients)
    return bool(
        _seen(connection) != present
        or _refused_to_former(connection, keys)
        or _waiting_for_former(connection, keys)
        or _missed_by(connection, keys, now)
    )


def follow(connection: sqlite3.Connection, present: MailSeen, now: datetime) -> None:
    """Let the deliveries follow these settings, which may have changed.

    What a former address was refused goes to those who have no part in it yet; where there are none it is
    kept for the address to come back. A letter that waited for a former address alone is sent.
    """
    former, keys = _seen(connection), address_keys(present.recipients)
    _leave_out_former(connection, former, keys, now)
    for delivery_id, addresses in _missed_by(connection, keys, now).items():
        _forget_missed(connection, delivery_id, addresses)
        make_due(connection, delivery_id, now)
    if former is not None and former != present:
        _try_again(connection, former, present, now)
    connection.execute(
        "INSERT OR REPLACE INTO mail_seen (id, server, recipients) VALUES (1, ?, ?)",
        (json.dumps(present.server), json.dumps(present.recipients)),
    )


def _seen(connection: sqlite3.Connection) -> MailSeen | None:
    row = connection.execute("SELECT server, recipients FROM mail_seen").fetchone()
    return MailSeen(*(tuple(json.loads(text)) for text in row)) if row else None


def _leave_out_former(
    connection: sqlite3.Connection, former: MailSeen | None, keys: frozenset[str], now: datetime
) -> None:
    for delivery_id, addresses in _refused_to_former(connection, keys).items():
        forget_refusals(connection, delivery_id, addresses)
        if keys - of_delivery(connection, delivery_id).keys():
            make_due(connection, delivery_id, now)
        else:
            _keep_missed(connection, delivery_id, addresses)
    gone = address_keys(former.recipients) - keys if former else frozenset[str]()
    for delivery_id in _waiting_for_former(connection, keys):
        _keep_missed(connection, delivery_id, gone - of_delivery(connection, delivery_id).keys())
        connection.execute(_SENT_LONG_SINCE, {"id": delivery_id})


def _try_again(connection: sqlite3.Connection, former: MailSeen, present: MailSeen, now: datetime) -> None:
    """Make due what another way out, or another spelling of an address, may let through."""
    if former.server != present.server:
        for row in connection.execute("SELECT id FROM own_deliveries WHERE state = 'waiting'").fetchall():
            make_due(connection, row["id"], now)
    known = address_keys(former.recipients)
    respelled = {address_key(who) for who in present.recipients if who not in former.recipients} & known
    for row in connection.execute(OWED).fetchall():
        if row["address"] in respelled and row["redirected_to"] is None:
            forget_refusals(connection, row["id"], [row["address"]])
            make_due(connection, row["id"], now)


def _refused_to_former(connection: sqlite3.Connection, recipients: frozenset[str]) -> Addresses:
    gone: Addresses = {}
    for row in connection.execute(OWED):
        if row["redirected_to"] is None and row["address"] not in recipients:
            gone.setdefault(row["id"], []).append(row["address"])
    return gone


def _waiting_for_former(connection: sqlite3.Connection, recipients: frozenset[str]) -> list[int]:
    """Return the deliveries that wait although each of these addresses got them or was refused."""
    rows = connection.execute(
        "SELECT id FROM own_deliveries WHERE state = 'waiting' AND redirected_to IS NULL"
        " AND id IN (SELECT delivery_id FROM outcomes WHERE state = 'sent')"
    ).fetchall()
    waiting: list[int] = [row["id"] for row in rows]
    return [each for each in waiting if recipients and not recipients - of_delivery(connection, each).keys()]


def _missed_by(connection: sqlite3.Connection, recipients: frozenset[str], now: datetime) -> Addresses:
    """Return the letters that these missed when they were taken out, as far as it is worth sending."""
    rows = connection.execute(_MISSED, (stamp(now - LETTERS_WAIT_FOR)[1],))
    missed: Addresses = {}
    for row in rows:
        if row["address"] in recipients:
            missed.setdefault(row["id"], []).append(row["address"])
    return missed


# The last delivery of a letter that is still whole.
_MISSED = """
    SELECT own.id, missed.address FROM own_deliveries AS own
    JOIN missed ON missed.delivery_id = own.id
    JOIN letters ON letters.id = own.letter_id AND letters.report_sha256 IS NULL
    WHERE own.state <> 'ended' AND own.redirected_to IS NULL AND own.queued_epoch >= ?
    AND own.id = (SELECT max(id) FROM deliveries WHERE letter_id = own.letter_id)
    ORDER BY own.id
"""


def _keep_missed(connection: sqlite3.Connection, delivery_id: int, addresses: Collection[str]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO missed (delivery_id, address) VALUES (?, ?)",
        [(delivery_id, address) for address in addresses],
    )


def _forget_missed(connection: sqlite3.Connection, delivery_id: int, addresses: Collection[str]) -> None:
    connection.executemany(
        "DELETE FROM missed WHERE delivery_id = ? AND address = ?",
        [(delivery_id, address) for address in addresses],
    )


_SENT_LONG_SINCE = """
    UPDATE deliveries SET state = 'sent', last_error = NULL, settled_at = last.settled_at,
    settled_epoch = last.settled_epoch
    FROM (SELECT settled_at, max(settled_epoch) AS settled_epoch FROM outcomes
        WHERE delivery_id = :id AND state = 'sent') AS last
    WHERE id = :id
"""
