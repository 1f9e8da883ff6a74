"""meters send: empty the outbox now, send again, end a letter, send it elsewhere, or send a test mail."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent.context.office import Office, now, open_office, open_store, tell
from agent.context.outbox import (
    Output,
    as_the_only_sender,
    empty_for_person,
    empty_outbox,
    new_message_id,
    send_test,
)
from agent.core.mail.envelope import bare_address
from agent.core.mail.services import warning_of
from agent.core.messages import commands
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.schedule.tasks import SEND
from agent.edge.lock import PATIENCE
from agent.edge.secret_store import secret_store_of
from agent.jobs.conditions import coming_to_an_end
from agent.jobs.mail_conditions import follow_settings, letter_settled, mail_is_taken

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from agent.core.settings import Mail
    from agent.edge.store import Store
    from agent.jobs.ports import SecretStore


def run(arguments: Namespace) -> int:
    """Send what waits, due or not; the options change first what waits, or send a test mail instead."""
    office = open_office(arguments)
    mail = office.settings.mail
    if not mail.is_configured:
        raise AgentError(commands.MAIL_NOT_CONFIRMED if mail.is_complete else commands.MAIL_NOT_SET_UP)
    with open_store(office.folder) as (store, identity):
        secret_store = secret_store_of(identity.agent_id)
        if arguments.test:
            return _test(office, store, secret_store)
        with as_the_only_sender(office, PATIENCE):
            # Who clicked or typed what was to happen hears what became of it, where programs read it.
            write: Callable[[str], None] = print if _change(arguments, office, store) else tell
            if arguments.cancel is not None:
                return ExitCode.FINE
            with coming_to_an_end(SEND.name, store, now):
                empty = empty_outbox if arguments.scheduled else empty_for_person
                is_well = empty(office, store, secret_store, Output(write, arguments.surface))
                return ExitCode.FINE if is_well else ExitCode.NEEDS_ATTENTION


def _test(office: Office, store: Store, secret_store: SecretStore) -> int:
    mail = office.settings.mail
    warning = warning_of(mail.host, now().date(), has_user=bool(mail.user))
    if warning is not None:  # before the first try: the refusal to come has this one cause
        tell("\n".join(warning))
    refused = send_test(mail, secret_store, office.folder.path)
    for who, refusal in refused.items():
        tell(f"{who}: {refusal.title} {refusal.advice}")
    mail_is_taken(store, [who for who in mail.recipients if who not in refused], now())
    print(commands.test_sent(len(mail.recipients) - len(refused)))
    return ExitCode.NEEDS_ATTENTION if refused else ExitCode.FINE


def _change(arguments: Namespace, office: Office, store: Store) -> bool:
    """Do what --again, --cancel or --to says, and return whether one of them was there.

    Raises AgentError where there is no such letter, or no such address.
    """
    if arguments.again:
        _queue_again(store, office.settings.mail)
    elif arguments.cancel is not None:
        _cancel(store, office.settings.mail, arguments.cancel)
    elif arguments.to is not None:
        _redirect(store, arguments.to)
    else:
        return False
    return True


def _queue_again(store: Store, mail: Mail) -> None:
    """Queue the reports that were refused for good; where there are none, the last one."""
    if store.letters.queue_refused_again(partial(new_message_id, mail.sender), now()):
        return
    letter = store.letters.last()
    if letter is None:
        raise AgentError(commands.NO_LETTER_YET)
    if store.letters.is_ended(letter.run_number):
        if store.letters.waiting():
            return
        raise AgentError(commands.ENDED_BEFORE, {"run_number": letter.run_number})
    store.letters.queue_again(letter.run_number, new_message_id(mail.sender), now())


def _cancel(store: Store, mail: Mail, run_number: int) -> None:
    if not store.letters.cancel(run_number, now()):
        raise AgentError(commands.NOTHING_TO_CANCEL, {"run_number": run_number})
    letter_settled(store, run_number, now())
    follow_settings(store, mail, now())
    print(commands.cancelled(run_number))


def _redirect(store: Store, address: str) -> None:
    try:
        bare_address(address)
    except ValueError as error:
        raise AgentError(commands.NO_ADDRESS, {"text": address}) from error
    letters = store.letters.redirect(address, now())
    if not letters:
        raise AgentError(commands.NOTHING_TO_REDIRECT)
    print(commands.redirected(letters, address))
