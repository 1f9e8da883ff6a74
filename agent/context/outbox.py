"""The office's outbox: who may send, what is handed in, and what a person is told of it."""

from __future__ import annotations

import json
import secrets
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.context.office import Office, now, tell
from agent.context.profiles import profile_of_mail
from agent.core.conditions.kinds import ConditionKind
from agent.core.conditions.text import sentence_of
from agent.core.mail.envelope import build_test_message
from agent.core.mail.limits import FOR_A_PERSON
from agent.core.mail.server import ClientCertificate, MailServer
from agent.core.messages import commands, profiles
from agent.core.model.errors import AgentError, Surface
from agent.core.model.exit_codes import ExitCode
from agent.core.reporting.profiles import profile_csv
from agent.core.settings.keyring_names import CLIENT_CERTIFICATE, MAIL
from agent.edge import smtp
from agent.edge.lock import hold
from agent.jobs.mail_conditions import follow_settings
from agent.jobs.send_letters import no_tables, post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.core.settings import Mail
    from agent.edge.store import Store
    from agent.jobs.ports import SecretStore
    from agent.jobs.send_letters import HandIn, MakeMessage

FOR_ANOTHER_SENDER = 60.0  # seconds that a scan waits with its letter until another process has sent
OF_MAIL = frozenset(
    {
        ConditionKind.MAIL_REFUSED,
        ConditionKind.RECIPIENT_REFUSED,
        ConditionKind.LETTER_REFUSED,
        ConditionKind.LETTER_TOO_LARGE,
    }
)


@dataclass(frozen=True, slots=True)
class Output:
    """Where a person reads how it went: what writes a line there, and on which surface."""

    write: Callable[[str], None]
    surface: Surface = "terminal"


def deliver(
    office: Office, store: Store, secret_store: SecretStore, patience: float = FOR_ANOTHER_SENDER
) -> bool:
    """Send everything that waits and say how it went; False where something still waits or is amiss.

    Where another process sends for longer than `patience` seconds the letters stay in the outbox.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(as_the_only_sender(office, patience))
        except AgentError as error:
            if error.code != ExitCode.ALREADY_RUNNING:
                raise
            tell(f"{error.title}\n{commands.still_waiting(len(store.letters.waiting()))}")
            return False
        return empty_outbox(office, store, secret_store, Output(tell))


def as_the_only_sender(office: Office, patience: float) -> AbstractContextManager[None]:
    """Hold off who else would hand in the same letters; AgentError with code 3 where somebody sends now."""
    return hold(office.folder.sending, patience, commands.ANOTHER_SENDER)


def empty_for_person(office: Office, store: Store, secret_store: SecretStore, output: Output) -> bool:
    """Send as empty_outbox does, also to who was refused before, and say at least how things stand."""
    written: list[str] = []
    follow_settings(store, office.settings.mail, now())
    store.letters.retry_owed(now())
    waited = {delivery.message_id for delivery in store.letters.waiting()}

    def write(text: str) -> None:
        written.append(text)
        output.write(text)

    noted = Output(write, output.surface)
    is_well = empty_outbox(office, store, secret_store, noted, is_by_person=True)
    if any(
        delivery.message_id not in waited for delivery in store.letters.waiting()
    ):  # an address takes mail again
        is_well = empty_outbox(office, store, secret_store, noted, is_by_person=True)
    if not written:
        of_mail = [one for one in store.conditions.standing() if one.kind in OF_MAIL]
        sentences = [sentence_of(one, output.surface) for one in of_mail]
        output.write("\n".join(sentences) or commands.NOTHING_WAITS)
    return is_well


def empty_outbox(
    office: Office, store: Store, secret_store: SecretStore, output: Output, *, is_by_person: bool = False
) -> bool:
    """Send what waits and say how it went; False where something still waits or a mail condition stands."""
    mail = office.settings.mail
    follow_settings(store, mail, now())
    store.letters.give_up(now())
    tables_of, is_whole = profile_tables(office, store)
    hand = hand_in(mail, secret_store, office.folder.path)
    posted = post(
        store.letters.waiting(), store, mail, hand, now, tables_of=tables_of, is_by_person=is_by_person
    )
    if posted.sent:
        output.write(commands.sent(posted.sent, posted.taken_by))
    for sentence in dict.fromkeys(one.said(output.surface) for one in posted.trouble):
        output.write(sentence)
    if posted.waiting:
        output.write(commands.still_waiting(posted.waiting))
    stands = any(condition.kind in OF_MAIL for condition in store.conditions.standing())
    return not posted.waiting and not posted.trouble and not stands and is_whole


def profile_tables(office: Office, store: Store) -> tuple[Callable[[bytes], Mapping[str, bytes]], bool]:
    """Return the maker of mail.profile's table from a meters.json, and whether there is one if wanted.

    A profile that can't be used is told to the person; it holds up no report.
    """
    name = office.settings.mail.profile
    profile, why = profile_of_mail(office, store)
    if profile is None:
        if why:
            tell(f"{why}\n{profiles.goes_without(name)}")
        return no_tables, not why
    return lambda report: {f"{name}.csv": profile_csv(json.loads(report), profile)}, True


def hand_in(mail: Mail, secret_store: SecretStore, folder: Path) -> HandIn:
    """Return the function that hands a message to the mail server; it fetches the password at the first.

    `folder` is where a client certificate lies.
    """

    @contextmanager
    def hand(
        sender: str, recipients: Sequence[str], message: MakeMessage
    ) -> Iterator[Mapping[str, SmtpRefusal]]:
        password = secret_store.get(MAIL) if mail.user else None
        server = server_of(mail, certificate_of_office(mail, secret_store, folder))
        with smtp.handed_in(server, password, sender, recipients, message) as refused:
            yield refused

    return hand


def send_test(mail: Mail, secret_store: SecretStore, folder: Path) -> Mapping[str, SmtpRefusal]:
    """Send a test mail while a person waits, and return the refused recipients; AgentError as smtp.send.

    `folder` is as hand_in has it.
    """
    message = build_test_message(
        subject=commands.TEST_SUBJECT,
        text=commands.TEST_TEXT,
        message_id=new_message_id(mail.sender),
        sender=mail.sender,
        recipients=mail.recipients,
        date=now(),
    )
    password = secret_store.get(MAIL) if mail.user else None
    server = server_of(mail, certificate_of_office(mail, secret_store, folder))
    return smtp.send(server, password, mail.sender, mail.recipients, message, FOR_A_PERSON)


def new_message_id(sender: str) -> str:
    """Return a Message-ID that no other message has, in the sender's domain."""
    domain = sender.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{secrets.token_hex(16)}@{domain}>"


def certificate_of_office(mail: Mail, secret_store: SecretStore, folder: Path) -> ClientCertificate | None:
    """Return the client certificate of the settings with its passphrase, None where they name none."""
    name = mail.client_certificate
    if not name:
        return None
    return ClientCertificate(name, str(folder / name), secret_store.get(CLIENT_CERTIFICATE))


def server_of(mail: Mail, own: ClientCertificate | None = None) -> MailServer:
    """Return the mail server of the settings, with what the office shows to it."""
    return MailServer(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        user=mail.user or None,
        certificate_sha256=mail.certificate_sha256 or None,
        allow_public_host=mail.allow_public_host,
        client_certificate=own,
    )
