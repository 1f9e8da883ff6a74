"""Scans: begun, counted, closed; closing one puts its letter into the outbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent.edge.store import agents, outbox
from agent.edge.store.record_rows import insert, scan_of, text_of

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from agent.core.model.records import Letter
    from agent.core.report_builder.scan_record import ScanRecord, ScanSummary
    from agent.core.report_format.succession import LetterSigner


def begin(connection: sqlite3.Connection, began: datetime, printers_expected: int) -> int:
    """Begin a scan and return its id."""
    return insert(connection, "scans", {"began": text_of(began), "printers_expected": printers_expected})


def expect(connection: sqlite3.Connection, scan_id: int, printers_expected: int) -> None:
    """Correct how many printers a running scan expects: the sweep may find more of them."""
    connection.execute("UPDATE scans SET printers_expected = ? WHERE id = ?", (printers_expected, scan_id))


def close(  # noqa: PLR0913 (what one transaction has to know)
    connection: sqlite3.Connection,
    scan_id: int,
    ended: datetime,
    summary: ScanSummary,
    *,
    compose: outbox.Compose | None,
    signer: LetterSigner | None,
    message_id: str | None,
) -> Letter | None:
    """Close a scan and, with `compose`, queue its letter; LookupError if no such scan is open.

    `signer` is kept first: where it begins a new chain, the letter is that chain's first.
    """
    changed = connection.execute(
        "UPDATE scans SET ended = ?, summary = ? WHERE id = ? AND ended IS NULL",
        (text_of(ended), json.dumps(summary), scan_id),
    )
    if changed.rowcount != 1:
        raise LookupError(f"scan {scan_id} is not open")
    if compose is None:
        return None
    if signer is not None:
        agents.sign_as(connection, signer, ended)
    letter, letter_id = outbox.add_letter(connection, compose)
    connection.execute("UPDATE scans SET letter_id = ? WHERE id = ?", (letter_id, scan_id))
    outbox.add_delivery(connection, letter_id, message_id, ended)
    return letter


def last(connection: sqlite3.Connection) -> ScanRecord | None:
    """Return the scan that was begun last, running, cut off or closed."""
    row = connection.execute("SELECT * FROM numbered_scans ORDER BY id DESC LIMIT 1").fetchone()
    return scan_of(row) if row else None


def last_closed(connection: sqlite3.Connection) -> ScanRecord | None:
    """Return the newest scan that came to its end."""
    row = connection.execute(
        "SELECT * FROM numbered_scans WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return scan_of(row) if row else None
