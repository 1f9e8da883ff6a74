"""The outbox: every letter that waits is handed to the mail server, or stays and says why."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.mail.backoff import next_try
from agent.core.mail.envelope import NO_TABLES, build_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from agent.core.mail.smtp_reply import Refusal
    from agent.core.records import Delivery
    from agent.core.settings import Mail
    from agent.edge.store import Store

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of the outbox; `trouble` says in words why something could not leave."""

    sent: int
    waiting: int
    trouble: tuple[str, ...]


def no_tables(_: bytes) -> Mapping[str, bytes]:
    """Let a report go with its own files alone."""
    return NO_TABLES


def post(  # noqa: PLR0913 (what is sent, and how)
    deliveries: Sequence[Delivery],
    store: Store,
    mail: Mail,
    hand_in: Callable[[str, Sequence[str], bytes], Mapping[str, Refusal]],
    now: Callable[[], datetime],
    *,
    tables_of: Callable[[bytes], Mapping[str, bytes]] = no_tables,
) -> Posted:
    """Send the deliveries; what can't leave now stays queued with its next try.

    `tables_of` makes the further tables of a meters.json that go along, by file name.

    Where the server itself fails the rest is not tried: it would fail the same way. The least tried
    go first, of these the oldest: one letter that a server never takes holds up no other.
    """
    sent = 0
    trouble: list[str] = []
    for delivery in sorted(deliveries, key=lambda waiting: waiting.attempts):
        letter = store.letter_of_delivery(delivery.message_id)
        if letter is None:
            raise LookupError(f"the letter of run {delivery.run_number} is not in the store")
        recipients = delivery.recipients or mail.recipients
        message = build_message(
            letter, delivery, mail.sender, recipients, now(), tables=tables_of(letter.report)
        )
        try:
            refused = hand_in(mail.sender, recipients, message)
        except AgentError as error:
            LOG.warning("report %s did not leave: %s", delivery.run_number, error.title)
            trouble.append(f"{error.title} {error.advice}")
            at = next_try(delivery.attempts + 1, now())
            store.mark_later(delivery.message_id, at, error.title, delivery.recipients)
            break
        sent += _settle(delivery, refused, store, now())
        trouble += [f"{who}: {refusal.title} {refusal.advice}" for who, refusal in refused.items()]
    return Posted(sent, len(store.waiting()), tuple(trouble))


def _settle(delivery: Delivery, refused: Mapping[str, Refusal], store: Store, now: datetime) -> int:
    """Note what the server took; recipients refused for now are tried again, alone."""
    for_now = tuple(who for who, refusal in refused.items() if not refusal.permanent)
    if for_now:
        reason = refused[for_now[0]].title
        store.mark_later(delivery.message_id, next_try(delivery.attempts + 1, now), reason, for_now)
        return 0
    store.mark_sent(delivery.message_id, now)
    return 1
