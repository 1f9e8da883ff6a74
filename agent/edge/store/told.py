"""What the icon told by itself: one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def told(connection: sqlite3.Connection) -> str | None:
    """Return the document, None before the first one."""
    row = connection.execute("SELECT document FROM told").fetchone()
    return str(row["document"]) if row else None


def remember(connection: sqlite3.Connection, document: str) -> None:
    """Keep the document in place of the one before."""
    connection.execute("INSERT OR REPLACE INTO told (only_row, document) VALUES (1, ?)", (document,))
