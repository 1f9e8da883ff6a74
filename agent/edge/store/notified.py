"""What the icon told by itself: one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from contextlib import AbstractContextManager


@dataclass(frozen=True, slots=True)
class NotifiedState:
    """The store's document; `read` and `write` open its transactions. Each method may raise AgentError."""

    read: Callable[[], AbstractContextManager[sqlite3.Connection]]
    write: Callable[[], AbstractContextManager[sqlite3.Connection]]

    def document(self) -> str | None:
        """Return the document, None before the first one."""
        with self.read() as connection:
            row = connection.execute("SELECT document FROM told").fetchone()
        return str(row["document"]) if row else None

    def remember(self, document: str) -> None:
        """Keep the document in place of the one before."""
        with self.write() as connection:
            connection.execute("INSERT OR REPLACE INTO told (only_row, document) VALUES (1, ?)", (document,))
