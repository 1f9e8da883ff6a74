"""What a mail server's words mean for the conditions: recorded at once, cleared where mail is taken again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.conditions.kinds import LONGEST_FACT, Condition, ConditionKind
from agent.core.mail.addressees import address_alone, address_key, address_keys
from agent.core.model.records import Delivery, MailSeen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from agent.core.mail.smtp_reply import LetterRefusedError, SmtpRefusal
    from agent.core.model.errors import AgentError
    from agent.core.settings import Mail
    from agent.edge.store import Store


def follow_settings(store: Store, mail: Mail, now: datetime) -> None:
    """Let what waits follow the settings, and clear what stands about addresses, servers and letters gone."""
    recipients = address_keys(mail.recipients)
    store.letters.follow_settings(_seen(mail), now)
    standing = {condition.kind for condition in store.conditions.standing()}
    if ConditionKind.RECIPIENT_REFUSED in standing:
        meant = recipients | address_keys(store.letters.redirected_to())
        _clear(
            store, lambda one: one.kind == ConditionKind.RECIPIENT_REFUSED and one.subject not in meant, now
        )
    if standing & _OF_A_LETTER:
        runs = {str(each.run_number) for each in (*store.letters.waiting(), *store.letters.refused())}
        _clear(store, lambda one: one.kind in _OF_A_LETTER and one.subject not in runs, now)
    _clear(store, lambda one: one.kind == ConditionKind.MAIL_REFUSED and one.subject != mail.host, now)


def _seen(mail: Mail) -> MailSeen:
    way = (
        mail.host,
        mail.port,
        mail.security,
        mail.user,
        mail.sender,
        mail.certificate_sha256,
        mail.client_certificate,
    )
    server = (*map(str, way), str(mail.allow_public_host))
    return MailSeen(server, tuple(map(address_alone, mail.recipients)))


def mail_refused(store: Store, mail: Mail, error: AgentError, now: datetime) -> None:
    """Record that nothing can leave until a person mends it."""
    store.conditions.replace(ConditionKind.MAIL_REFUSED, {mail.host: {"reason": _reason(error)}}, now)


def letter_refused(store: Store, delivery: Delivery, error: LetterRefusedError, now: datetime) -> None:
    """Record that the server refuses one letter."""
    kind = ConditionKind.LETTER_TOO_LARGE if error.too_large else ConditionKind.LETTER_REFUSED
    store.conditions.record(kind, str(delivery.run_number), {"reason": _reason(error)}, now)


def recipients_settled(
    store: Store,
    delivery: Delivery,
    tried: Sequence[str],
    refused: Mapping[str, SmtpRefusal],
    now: datetime,
) -> None:
    """Record who is refused for good; clear what an accepted letter proves to be mended."""
    for who, refusal in refused.items():
        if refusal.permanent:
            facts = {"reason": refusal.said or refusal.title}
            store.conditions.record(ConditionKind.RECIPIENT_REFUSED, address_key(who), facts, now)
    taken = [who for who in tried if who not in refused]
    mail_is_taken(store, taken, now)
    if taken:
        letter_settled(store, delivery.run_number, now)


def mail_is_taken(store: Store, taken: Sequence[str], now: datetime) -> None:
    """Clear what is mended where the server takes mail for these recipients."""
    keys = address_keys(taken)
    _clear(store, lambda one: one.kind == ConditionKind.RECIPIENT_REFUSED and one.subject in keys, now)
    _clear(store, lambda one: one.kind == ConditionKind.MAIL_REFUSED and bool(keys), now)


def letter_settled(store: Store, run_number: int, now: datetime) -> None:
    """Clear what stood about one letter: it was taken, or ended by a person."""
    _clear(store, lambda one: one.kind in _OF_A_LETTER and one.subject == str(run_number), now)


_OF_A_LETTER = frozenset({ConditionKind.LETTER_REFUSED, ConditionKind.LETTER_TOO_LARGE})


def _clear(store: Store, is_mended: Callable[[Condition], bool], now: datetime) -> None:
    """Clear what stands and is mended; where nothing is, nothing is written."""
    for condition in store.conditions.standing():
        if is_mended(condition):
            store.conditions.clear(condition.kind, condition.subject, now)


def _reason(error: AgentError) -> str:
    """Return title and advice in one text, as far as a fact has room for both."""
    whole = f"{error.title} {error.advice}"
    return whole if len(whole) <= LONGEST_FACT else error.title
