"""The keys of dealers whose closings were proven on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.edge.store.record_rows import text_of

if TYPE_CHECKING:
    from datetime import datetime

    from agent.edge.store.database import Database


@dataclass(frozen=True, slots=True)
class DealerKeys:
    """What is remembered of dealers' keys; see Store for what holds for each method."""

    database: Database

    def of(self, dealer: str) -> tuple[str, ...]:
        """Return the remembered keys of a dealer in base64, the oldest first."""
        with self.database.read() as connection:
            rows = connection.execute(
                "SELECT public_key FROM dealer_keys WHERE dealer = ? ORDER BY remembered, public_key",
                (dealer,),
            )
            return tuple(row["public_key"] for row in rows)

    def remember(self, dealer: str, public_key: str, now: datetime) -> None:
        """Remember a key of a dealer; one that is known stays as it is."""
        with self.database.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO dealer_keys (dealer, public_key, remembered) VALUES (?, ?, ?)",
                (dealer, public_key, text_of(now)),
            )
