"""meters send: empty the outbox now, or send a test mail."""

from __future__ import annotations

import json
import secrets
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from agent.context.office import Office, now, open_office, open_store, tell
from agent.context.profiles import profile_of_mail
from agent.core.conditions.kinds import ConditionKind
from agent.core.conditions.text import sentence_of
from agent.core.mail.envelope import build_test_message
from agent.core.mail.limits import FOR_A_PERSON
from agent.core.mail.server import MailServer
from agent.core.mail.services import warning_of
from agent.core.messages import commands, profiles
from agent.core.model.errors import AgentError
from agent.core.reporting.profiles import profile_csv
from agent.core.schedule.tasks import SEND
from agent.core.settings.keyring_names import MAIL
from agent.edge import smtp
from agent.edge.lock import HELD, PATIENCE, hold
from agent.edge.secret_store import KeyringSecretStore
from agent.jobs.conditions import coming_to_an_end
from agent.jobs.mail_conditions import follow_settings, mail_is_taken
from agent.jobs.send_letters import no_tables, post

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.core.settings import Mail
    from agent.edge.secret_store import SecretStore
    from agent.edge.store import Store
    from agent.jobs.send_letters import HandIn, MakeMessage

NEEDS_A_HAND = 1
FOR_ANOTHER_SENDER = 60.0  # seconds that a scan waits with its letter until another process has sent
OF_MAIL = frozenset(
    {
        ConditionKind.MAIL_REFUSED,
        ConditionKind.RECIPIENT_REFUSED,
        ConditionKind.LETTER_REFUSED,
        ConditionKind.LETTER_TOO_LARGE,
    }
)


def run(arguments: Namespace) -> int:
    """Send what waits, due or not; the options change first what waits, or send a test mail instead."""
    office = open_office(arguments)
    if not office.settings.mail.is_configured:
        raise AgentError(commands.MAIL_NOT_SET_UP_TITLE, commands.MAIL_NOT_SET_UP_ADVICE)
    from agent.commands.send import letters  # noqa: PLC0415 (it builds on this room)

    with open_store(office.folder) as (store, identity):
        secret_store = KeyringSecretStore(identity.agent_id)
        if arguments.test:
            return _test(office.settings.mail, store, secret_store)
        with _as_the_only_sender(office, PATIENCE):
            # Who clicked or typed what was to happen hears what became of it, where programs read it.
            say: Callable[[str], None] = print if letters.change(arguments, office, store) else tell
            if arguments.cancel is not None:
                return 0
            with coming_to_an_end(SEND.name, store, now):
                if arguments.scheduled:
                    return 0 if _empty_outbox(office, store, secret_store, say) else NEEDS_A_HAND
                return 0 if _empty_for_person(office, store, secret_store, say) else NEEDS_A_HAND


def deliver(
    office: Office, store: Store, secret_store: SecretStore, patience: float = FOR_ANOTHER_SENDER
) -> bool:
    """Send everything that waits and say how it went; False where something still waits or is amiss.

    Where another process sends for longer than `patience` seconds the letters stay in the outbox.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(_as_the_only_sender(office, patience))
        except AgentError as error:
            if error.code != HELD:
                raise
            tell(f"{error.title}\n{commands.still_waiting(len(store.waiting()))}")
            return False
        return _empty_outbox(office, store, secret_store, tell)


def _as_the_only_sender(office: Office, patience: float) -> AbstractContextManager[None]:
    """Hold off who else would hand in the same letters; AgentError with code 3 where somebody sends now."""
    taken = (commands.ANOTHER_SENDER, commands.ANOTHER_SENDER_ADVICE)
    return hold(office.folder.sending, patience, taken)


def _empty_for_person(
    office: Office, store: Store, secret_store: SecretStore, say: Callable[[str], None]
) -> bool:
    """Send as _empty_outbox does, also to who was refused before, and say at least how things stand."""
    said: list[str] = []
    follow_settings(store, office.settings.mail, now())
    store.retry_owed(now())
    waited = {delivery.message_id for delivery in store.waiting()}

    def say_and_note(text: str) -> None:
        said.append(text)
        say(text)

    is_well = _empty_outbox(office, store, secret_store, say_and_note, is_by_person=True)
    if any(delivery.message_id not in waited for delivery in store.waiting()):  # an address takes mail again
        is_well = _empty_outbox(office, store, secret_store, say_and_note, is_by_person=True)
    if not said:
        standing = [sentence_of(one) for one in store.conditions.standing() if one.kind in OF_MAIL]
        say("\n".join(standing) or commands.NOTHING_WAITS)
    return is_well


def _empty_outbox(
    office: Office,
    store: Store,
    secret_store: SecretStore,
    say: Callable[[str], None],
    *,
    is_by_person: bool = False,
) -> bool:
    mail = office.settings.mail
    follow_settings(store, mail, now())
    store.give_up(now())
    tables_of, is_whole = profile_tables(office, store)
    hand = hand_in(mail, secret_store)
    posted = post(store.waiting(), store, mail, hand, now, tables_of=tables_of, is_by_person=is_by_person)
    if posted.sent:
        say(commands.sent(posted.sent, posted.taken_by))
    for trouble in posted.trouble:
        say(trouble)
    if posted.waiting:
        say(commands.still_waiting(posted.waiting))
    stands = any(condition.kind in OF_MAIL for condition in store.conditions.standing())
    return not posted.waiting and not posted.trouble and not stands and is_whole


def profile_tables(office: Office, store: Store) -> tuple[Callable[[bytes], Mapping[str, bytes]], bool]:
    """Return who makes the table of mail.profile from a meters.json, and whether there is one if wanted.

    A profile that can't be used is told to the person; it holds up no report.
    """
    name = office.settings.mail.profile
    profile, why = profile_of_mail(office, store)
    if profile is None:
        if why:
            tell(f"{why}\n{profiles.goes_without(name)}")
        return no_tables, not why
    return lambda report: {f"{name}.csv": profile_csv(json.loads(report), profile)}, True


def hand_in(mail: Mail, secret_store: SecretStore) -> HandIn:
    """Return what hands a message to the office's mail server; the password is fetched at the first."""
    server = server_of(mail)

    @contextmanager
    def hand(
        sender: str, recipients: Sequence[str], message: MakeMessage
    ) -> Iterator[Mapping[str, SmtpRefusal]]:
        password = secret_store.get(MAIL) if mail.user else None
        with smtp.handed_in(server, password, sender, recipients, message) as refused:
            yield refused

    return hand


def send_test(mail: Mail, secret_store: SecretStore) -> Mapping[str, SmtpRefusal]:
    """Send a test mail while a person waits, and return the refused recipients; AgentError as smtp.send."""
    message = build_test_message(
        subject=commands.TEST_SUBJECT,
        text=commands.TEST_TEXT,
        message_id=new_message_id(mail.sender),
        sender=mail.sender,
        recipients=mail.recipients,
        date=now(),
    )
    password = secret_store.get(MAIL) if mail.user else None
    return smtp.send(server_of(mail), password, mail.sender, mail.recipients, message, FOR_A_PERSON)


def new_message_id(sender: str) -> str:
    """Return a Message-ID that no other message has, in the sender's domain."""
    domain = sender.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{secrets.token_hex(16)}@{domain}>"


def server_of(mail: Mail) -> MailServer:
    """Return the mail server of the settings."""
    return MailServer(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        user=mail.user or None,
        certificate_sha256=mail.certificate_sha256 or None,
        allow_public_host=mail.allow_public_host,
    )


def _test(mail: Mail, store: Store, secret_store: SecretStore) -> int:
    warning = warning_of(mail.host, now().date(), has_user=bool(mail.user))
    if warning is not None:  # before the first try: the refusal to come has this one cause
        tell("\n".join(warning))
    refused = send_test(mail, secret_store)
    for who, refusal in refused.items():
        tell(f"{who}: {refusal.title} {refusal.advice}")
    mail_is_taken(store, [who for who in mail.recipients if who not in refused], now())
    print(commands.test_sent(len(mail.recipients) - len(refused)))
    return NEEDS_A_HAND if refused else 0
