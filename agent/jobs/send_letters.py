"""The outbox: every letter that waits is handed to the mail server, or stays and says why."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.mail.addressees import settlement, still_to_get
from agent.core.mail.backoff import next_try
from agent.core.mail.envelope import NO_TABLES
from agent.core.mail.limits import BY_THE_RFC
from agent.core.mail.size import message_within
from agent.core.mail.smtp_reply import LetterRefusedError, SmtpRefusal
from agent.core.model.errors import AgentError, Surface, TemporaryError
from agent.core.model.records import Delivery, Letter, Settlement
from agent.jobs.mail_conditions import letter_refused, mail_refused, recipients_settled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from agent.core.settings import Mail
    from agent.edge.store import Store

    MakeMessage = Callable[[int | None], bytes]
    # Hands a message to recipients; yields who was refused, with the letter safely at the server.
    HandIn = Callable[[str, Sequence[str], MakeMessage], AbstractContextManager[Mapping[str, SmtpRefusal]]]

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Why something could not leave; `recipient` is empty where that is so for all."""

    recipient: str
    error: AgentError

    def said(self, surface: Surface) -> str:
        """Return it in one line, in the words of a surface."""
        title, advice = self.error.said(surface)
        return f"{self.recipient}: {title} {advice}" if self.recipient else f"{title} {advice}"


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of the outbox.

    `sent` counts the letters that somebody took, `taken_by` says who. `trouble` says why something could not
    leave.
    """

    sent: int
    waiting: int
    trouble: tuple[NotTaken, ...]
    taken_by: tuple[str, ...] = ()


def no_tables(_: bytes) -> Mapping[str, bytes]:
    """Let a report go with its own files alone."""
    return NO_TABLES


@dataclass(slots=True)
class _Round:
    """One emptying of the outbox: what it works with, and what came of it so far."""

    store: Store
    mail: Mail
    hand_in: HandIn
    now: Callable[[], datetime]
    tables_of: Callable[[bytes], Mapping[str, bytes]]
    is_by_person: bool
    sent: int = 0
    trouble: list[NotTaken] = field(default_factory=list)
    taken_by: list[str] = field(default_factory=list)


def post(  # noqa: PLR0913 (what is sent, and how)
    deliveries: Sequence[Delivery],
    store: Store,
    mail: Mail,
    hand_in: HandIn,
    now: Callable[[], datetime],
    *,
    tables_of: Callable[[bytes], Mapping[str, bytes]] = no_tables,
    is_by_person: bool = False,
) -> Posted:
    """Send the deliveries; what can't leave now stays queued with its next try.

    `tables_of` makes the further tables of a meters.json that go along, by file name. What a person tries
    makes no later wait longer.

    Where the server itself fails the rest is not tried: it would fail the same way. The least tried
    go first, of these the oldest: one letter that a server never takes holds up no other. No letter is begun
    after the time that one may take, so that who started us knows how long this can last.
    """
    round_ = _Round(store, mail, hand_in, now, tables_of, is_by_person)
    began = now()
    for delivery in sorted(deliveries, key=lambda waiting: waiting.attempts):
        if abs((now() - began).total_seconds()) > BY_THE_RFC.letter:
            break
        try:
            _post_one(delivery, round_)
        except LetterRefusedError as error:
            letter_refused(store, delivery, error, now())
            _postpone(delivery, error, round_)
        except AgentError as error:
            _postpone(delivery, error, round_)
            if not isinstance(error, TemporaryError):
                mail_refused(store, mail, error, now())
                # One wrong password must not be tried with each letter in turn: that locks an account.
                store.letters.postpone_all(next_try(1, now(), needs_a_person=True))
            break
    taken_by = tuple(dict.fromkeys(round_.taken_by))
    return Posted(round_.sent, len(store.letters.waiting()), tuple(round_.trouble), taken_by)


def _post_one(delivery: Delivery, round_: _Round) -> None:
    letter = round_.store.letters.of_delivery(delivery.message_id)
    if letter is None:
        raise LookupError(f"the letter of run {delivery.run_number} is not in the store")
    recipients = still_to_get(delivery, round_.mail.recipients)
    if not recipients:  # redirected to where it has been, or the settings name nobody else
        state = "sent" if delivery.sent_to else "refused"
        round_.store.letters.settle(delivery.message_id, Settlement(frozenset(), {}, state), round_.now())
        return
    message = _message_of(letter, delivery, recipients, round_)
    with round_.hand_in(round_.mail.sender, recipients, message) as refused:
        _settle(delivery, recipients, refused, round_)
    round_.trouble += [NotTaken(who, refusal.as_error()) for who, refusal in refused.items()]


def _message_of(letter: Letter, delivery: Delivery, recipients: Sequence[str], round_: _Round) -> MakeMessage:
    """Return the function that makes the message as the server's limit allows, always of one date."""
    tables, date = round_.tables_of(letter.report), round_.now()

    def message(limit: int | None) -> bytes:
        return message_within(limit, letter, delivery, round_.mail.sender, recipients, date, tables=tables)

    return message


def _settle(
    delivery: Delivery, tried: Sequence[str], refused: Mapping[str, SmtpRefusal], round_: _Round
) -> None:
    """Note what the server took, and whom it refused; who was refused for now is tried again, alone."""
    now = round_.now()
    at = next_try(_tries(delivery, round_), now)
    settled = settlement(delivery, tried, refused, at, counts=not round_.is_by_person)
    recipients_settled(round_.store, delivery, tried, refused, now)
    round_.store.letters.settle(delivery.message_id, settled, now)
    taken = [who for who in tried if who not in refused]
    round_.sent += bool(taken)
    round_.taken_by += taken


def _postpone(delivery: Delivery, error: AgentError, round_: _Round) -> None:
    LOG.warning("report %s did not leave: %s", delivery.run_number, error.title)
    round_.trouble.append(NotTaken("", error))
    needs_a_person = not isinstance(error, TemporaryError)
    at = next_try(_tries(delivery, round_), round_.now(), needs_a_person=needs_a_person)
    round_.store.letters.mark_later(delivery.message_id, at, error.title, counts=not round_.is_by_person)


def _tries(delivery: Delivery, round_: _Round) -> int:
    """Return how many failed tries count; whoever tries by hand is mending it, so the wait begins anew."""
    return 1 if round_.is_by_person else delivery.attempts + 1
