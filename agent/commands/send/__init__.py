"""meters send: empty the outbox now, or send a test mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.commands.send.letters import change
from agent.context.office import now, open_office, open_store, tell
from agent.context.outbox import Output, as_the_only_sender, empty_for_person, empty_outbox, send_test
from agent.core.mail.services import warning_of
from agent.core.messages import commands
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.schedule.tasks import SEND
from agent.edge.lock import PATIENCE
from agent.edge.secret_store import KeyringSecretStore
from agent.jobs.conditions import coming_to_an_end
from agent.jobs.mail_conditions import mail_is_taken

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from agent.core.settings import Mail
    from agent.edge.store import Store
    from agent.jobs.ports import SecretStore


def run(arguments: Namespace) -> int:
    """Send what waits, due or not; the options change first what waits, or send a test mail instead."""
    office = open_office(arguments)
    if not office.settings.mail.is_configured:
        raise AgentError(commands.MAIL_NOT_SET_UP)
    with open_store(office.folder) as (store, identity):
        secret_store = KeyringSecretStore(identity.agent_id)
        if arguments.test:
            return _test(office.settings.mail, store, secret_store)
        with as_the_only_sender(office, PATIENCE):
            # Who clicked or typed what was to happen hears what became of it, where programs read it.
            write: Callable[[str], None] = print if change(arguments, office, store) else tell
            if arguments.cancel is not None:
                return ExitCode.FINE
            with coming_to_an_end(SEND.name, store, now):
                empty = empty_outbox if arguments.scheduled else empty_for_person
                is_well = empty(office, store, secret_store, Output(write, arguments.surface))
                return ExitCode.FINE if is_well else ExitCode.NEEDS_ATTENTION


def _test(mail: Mail, store: Store, secret_store: SecretStore) -> int:
    warning = warning_of(mail.host, now().date(), has_user=bool(mail.user))
    if warning is not None:  # before the first try: the refusal to come has this one cause
        tell("\n".join(warning))
    refused = send_test(mail, secret_store)
    for who, refusal in refused.items():
        tell(f"{who}: {refusal.title} {refusal.advice}")
    mail_is_taken(store, [who for who in mail.recipients if who not in refused], now())
    print(commands.test_sent(len(mail.recipients) - len(refused)))
    return ExitCode.NEEDS_ATTENTION if refused else ExitCode.FINE
