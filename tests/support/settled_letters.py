"""Deliveries that a mail server took or refused as a whole, for tests of what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.model.records import Settlement

if TYPE_CHECKING:
    from datetime import datetime

    from agent.edge.store import Store


def mark_sent(store: Store, message_id: str, at: datetime) -> None:
    """Let the server have taken a message; LookupError if it does not wait."""
    store.letters.settle(message_id, Settlement(frozenset(), {}, "sent"), at)


def mark_refused(store: Store, message_id: str, at: datetime, reason: str) -> None:
    """Let the server have refused a message for good; LookupError if it does not wait."""
    store.letters.settle(message_id, Settlement(frozenset(), {}, "refused", reason=reason), at)
