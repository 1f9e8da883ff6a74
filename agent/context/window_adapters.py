"""What the settings window asks for when it is there already: the store, the keyring, mail, the network.

Loaded with the first of these questions and in the window's background, so that the window itself opens
without waiting for any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from agent.context import outbox
from agent.context.network_search import ScanOfWindow
from agent.context.office import now, open_store
from agent.context.status import last_letter_at, last_scan_at
from agent.core.discovery.networks import OwnNetworks, own_networks
from agent.core.mail.certificate import ServerCertificate
from agent.core.mail.certificate import certificate_of as read_certificate
from agent.core.mail.limits import SmtpLimits
from agent.core.messages import commands
from agent.core.messages import window as messages
from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError
from agent.core.schedule.due import delay_of, next_run
from agent.core.settings import DEFAULTS, Settings, SnmpUser
from agent.edge import child, lan
from agent.edge.secret_store import secret_store_of
from agent.edge.smtp import certificate_of
from agent.edge.smtp.encryption import fingerprint
from agent.jobs.rights import users_of
from agent.jobs.try_user import DEADLINE, as_stdin, endpoint_of, sentence_of

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from pathlib import Path

    from agent.core.conditions.kinds import Condition
    from agent.edge.files import Folder
    from agent.jobs.ports import SecretStore


_ONE_AT_A_TIME = Lock()
# A mail server's certificate, with a person waiting for it: seconds.
WINDOW_ANSWER = SmtpLimits(connect=5, greeting=5, command=5, data=5, block=5, dot=5, letter=10, quit=1)


@dataclass(frozen=True, slots=True)
class _Agent:
    """Who this agent is, and what its next run depends on: when the last letter and the last scan were."""

    id: str
    letter: datetime | None
    scan: datetime | None
    delay: timedelta


def _agent(folder: Folder) -> _Agent:
    with _ONE_AT_A_TIME:  # the window asks in several threads
        return _looked_up(folder)


@cache
def _looked_up(folder: Folder) -> _Agent:
    with open_store(folder) as (store, identity):
        own = identity.agent_id
        return _Agent(own, last_letter_at(store), last_scan_at(store), delay_of(own))


def secret_store(folder: Folder) -> SecretStore:
    """Return where the secrets of this folder's agent lie; AgentError where its store can't be read."""
    return secret_store_of(_agent(folder).id)


def conditions_that_stand(folder: Folder) -> tuple[Condition, ...]:
    """Return the conditions that stand; AgentError where the store can't be read."""
    with _ONE_AT_A_TIME, open_store(folder) as (store, _):
        return store.conditions.standing()


def sentence_of_next_run(folder: Folder, settings: Settings) -> str:
    """Tell when the next run would be with these settings; AgentError where the store can't be read."""
    agent = _agent(folder)
    last = agent.letter if settings.mail.is_configured else agent.scan
    return messages.next_run(next_run(settings.schedule, last, now(), agent.delay), now())


def network_search(folder: Folder) -> ScanOfWindow:
    """Return the search for printers of one window."""
    return ScanOfWindow(folder, ("--data", str(folder.path)))


def networks_of_this_computer() -> OwnNetworks:
    """Return the networks that this computer is in; AgentError where they can't be found out."""
    return own_networks(lan.interfaces())


def send_test(settings: Settings, secret_store: SecretStore, folder: Path) -> str:
    """Hand in a test mail and tell so; AgentError where it was not taken for every recipient."""
    mail = settings.mail
    refused = outbox.send_test(mail, secret_store, folder)
    if refused:
        who, refusal = next(iter(refused.items()))
        title, advice = refusal.as_error().said("window")
        raise AgentError(SAID, {"title": f"{who}: {title}", "advice": advice})
    return commands.test_sent(len(mail.recipients))


def certificate_of_server(settings: Settings) -> ServerCertificate:
    """Return the certificate that the mail server shows; AgentError as edge.smtp tells it."""
    mail = settings.mail
    der = certificate_of(
        mail.host,
        mail.port,
        mail.security,
        allow_public_host=mail.allow_public_host,
        limits=WINDOW_ANSWER,
    )
    return ServerCertificate(f"{mail.host}:{mail.port}", fingerprint(der), read_certificate(der))


def try_user(row: SnmpUser, secret_store: SecretStore, address: str) -> str:
    """Ask an address as this SNMPv3 user, in a process of its own, and tell that it lets him in.

    AgentError where it does not.
    """
    endpoint = endpoint_of(address, DEFAULTS.network.port, lan.resolve)
    (user,) = users_of(replace(DEFAULTS.network, users=(row,)), secret_store)
    ended = child.run(["settings", "try"], DEADLINE, as_stdin(user, endpoint))
    return sentence_of(ended, endpoint)
