"""What a person decides about letters, for meters send: send again, end one, send them elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent.context.office import now
from agent.context.outbox import new_message_id
from agent.core.mail.envelope import bare_address
from agent.core.messages import commands
from agent.core.model.errors import AgentError
from agent.jobs.mail_conditions import follow_settings, letter_settled

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.context.office import Office
    from agent.core.settings import Mail
    from agent.edge.store import Store


def change(arguments: Namespace, office: Office, store: Store) -> bool:
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
