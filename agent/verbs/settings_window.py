"""meters settings: the window, with the disk, the keyring, the mail server and the network at its back."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.due import delay_of, next_run
from agent.core.errors import AgentError
from agent.core.mail.envelope import build_test_message
from agent.core.places.networks import OwnNetworks, own_networks
from agent.core.settings import DEFAULTS
from agent.core.words import commands
from agent.core.words import window as words
from agent.edge import child, desktop, lan, paths
from agent.edge.vault import KeyringVault
from agent.jobs.rights import users_of
from agent.jobs.settings_window import Desk, TypedFirst
from agent.jobs.try_user import DEADLINE, as_stdin, ask_once, endpoint_of, from_stdin, told
from agent.verbs.office import check_target, now, open_store
from agent.verbs.send import hand_in, new_message_id
from agent.verbs.status import last_letter_at, last_scan_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta

    from agent.core.access import Secret
    from agent.core.settings import Settings, SnmpUser
    from agent.edge.files import Folder
    from agent.jobs.settings import TextFile
    from agent.jobs.settings_window import Drawer

    Secrets = Mapping[str, Secret]

FIRST_PAGE = "networks"
WINDOW_ANSWER = 5.0  # seconds that a mail server may take for its certificate, with a person waiting


@dataclass(frozen=True, slots=True)
class _Past:
    """What the next run depends on: when the last letter and the last scan were."""

    letter: datetime | None
    scan: datetime | None
    delay: timedelta


def open_window(folder: Folder, file: TextFile, page: str | None) -> int:
    """Show the settings window until it is closed."""
    paths.prepare_tk()
    show = _window()
    with open_store(folder) as (store, identity):
        past = _Past(last_letter_at(store), last_scan_at(store), delay_of(identity.agent_id))
    vault = KeyringVault(identity.agent_id)
    desk = Desk(
        file=file,
        vault=vault,
        check_target=check_target,
        own_networks=_own_networks,
        send_test=lambda settings, typed: _send_test(settings, TypedFirst(typed, vault)),
        certificate_of=_certificate_of,
        try_user=lambda row, typed, address: _try_user(row, TypedFirst(typed, vault), address),
        next_run=lambda settings: _next_run(settings, past),
        folder=str(folder.path),
        open_folder=lambda: desktop.open_path(folder.path),
        open_log=lambda: desktop.open_path(folder.log),
        is_dark=desktop.is_dark(),
    )
    show(desk, page or FIRST_PAGE)
    return 0


def _window() -> Callable[[Desk, str], None]:
    """Return who shows the window; AgentError where this Python came without Tk."""
    try:
        from agent.ui.window.window import open_window as show  # noqa: PLC0415 (Tk, which a server may lack)
    except ImportError as error:
        if error.name not in {"tkinter", "_tkinter"}:
            raise
        raise AgentError(words.NO_TK, words.NO_TK_ADVICE) from error
    return show


def try_from_stdin() -> int:
    """Ask one address as the SNMPv3 user that stdin tells; the exit code is the verdict."""
    from agent.edge.snmp import open_session  # noqa: PLC0415 (the SNMP library, which the window must not load)

    user, endpoint = from_stdin(sys.stdin.buffer.read())
    return ask_once(user, endpoint, open_session)


def _own_networks() -> OwnNetworks:
    return own_networks(lan.interfaces())


def _next_run(settings: Settings, past: _Past) -> str:
    last = past.letter if settings.mail.is_configured else past.scan
    return words.next_run(next_run(settings.schedule, last, now(), past.delay), now())


def _send_test(settings: Settings, vault: Drawer) -> str:
    mail = settings.mail
    message = build_test_message(
        subject=commands.TEST_SUBJECT,
        text=commands.TEST_TEXT,
        message_id=new_message_id(mail.sender),
        sender=mail.sender,
        recipients=mail.recipients,
        date=now(),
    )
    refused = hand_in(mail, vault)(mail.sender, mail.recipients, message)
    if refused:
        who, refusal = next(iter(refused.items()))
        raise AgentError(f"{who}: {refusal.title}", refusal.advice)
    return commands.test_sent(len(mail.recipients))


def _certificate_of(settings: Settings) -> str:
    from agent.edge.smtp import certificate_of  # noqa: PLC0415 (ssl and email, with the first need)

    mail = settings.mail
    return certificate_of(
        mail.host,
        mail.port,
        mail.security,
        allow_public_host=mail.allow_public_host,
        timeout=WINDOW_ANSWER,
    )


def _try_user(row: SnmpUser, vault: Drawer, address: str) -> str:
    endpoint = endpoint_of(address, DEFAULTS.network.port, lan.resolve)
    (user,) = users_of(replace(DEFAULTS.network, users=(row,)), vault)
    ended = child.run(["settings", "try"], DEADLINE, as_stdin(user, endpoint))
    return told(ended, endpoint)
