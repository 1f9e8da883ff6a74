"""To whom a letter still has to go: the settings decide, what each address had already is left out."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from agent.core.model.records import Delivery, Settlement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from agent.core.mail.smtp_reply import SmtpRefusal


def address_key(recipient: str) -> str:
    """Return an address as it is compared and stored: without a display name, in lower case.

    What is no address is returned as it stands; the envelope refuses it. No email package here: the status
    asks this, too, and has to be quick.
    """
    local, _, domain = address_alone(recipient).rpartition("@")
    if not domain.isascii():
        with contextlib.suppress(UnicodeError):
            domain = domain.encode("idna").decode()
    return f"{local}@{domain}".lower()


def address_alone(recipient: str) -> str:
    """Return an address as it is written, without a display name."""
    return recipient.rpartition("<")[2].partition(">")[0].strip()


def address_keys(recipients: Iterable[str]) -> frozenset[str]:
    """Return address_key of each."""
    return frozenset(map(address_key, recipients))


def addressees(delivery: Delivery, recipients: Sequence[str]) -> tuple[str, ...]:
    """Return to whom a delivery goes, each once; `recipients` are those of the settings."""
    if delivery.redirected_to:
        return (delivery.redirected_to,)
    once: dict[str, str] = {}
    for who in recipients:
        once.setdefault(address_key(who), who)
    return tuple(once.values())


def still_to_get(delivery: Delivery, recipients: Sequence[str]) -> tuple[str, ...]:
    """Return the recipients that have neither got the letter nor was refused for good."""
    settled = delivery.sent_to | delivery.refused_by
    return tuple(who for who in addressees(delivery, recipients) if address_key(who) not in settled)


def settlement(
    delivery: Delivery,
    tried: Sequence[str],
    refused: Mapping[str, SmtpRefusal],
    next_try_at: datetime,
    *,
    counts: bool = True,
) -> Settlement:
    """Return the outcome of a session for the recipients that were `tried`.

    Refused for now: it waits for them. Taken by somebody, now or before: it is sent. Else it is refused.
    """
    taken = frozenset(address_key(who) for who in tried if who not in refused)
    for_good = {address_key(who): refusal.title for who, refusal in refused.items() if refusal.permanent}
    for_now = [refusal for refusal in refused.values() if not refusal.permanent]
    if for_now:
        return Settlement(taken, for_good, "waiting", next_try_at, for_now[0].title, counts)
    if taken or delivery.sent_to:
        return Settlement(taken, for_good, "sent")
    return Settlement(taken, for_good, "refused", reason=next(iter(for_good.values()), None))
