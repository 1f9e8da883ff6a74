"""meters scan: one pass now."""

from __future__ import annotations

import json
import secrets
import tempfile
import threading
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.core.access import Secret
from agent.core.reporting.report import report_bytes
from agent.core.settings import secret_names
from agent.edge import child, lan, udp
from agent.edge.files import Folder
from agent.edge.lock import hold
from agent.edge.snmp.ask import ask
from agent.edge.snmp.readers import Readers, start_readers
from agent.edge.vault import KeyringVault
from agent.jobs.report import (
    Stationery,
    close_with_letter,
    close_without_letter,
    report_without_letter,
)
from agent.jobs.rights import rights_of
from agent.jobs.scan import Finished, Order, Tools, scan
from agent.jobs.signing import Keyring, end_rotation, prepare, signed_by
from agent.ui.mail_page import render_mail_page
from agent.ui.progress import progress_bar
from agent.ui.terminal import printers_table
from agent.verbs import send
from agent.verbs.office import Office, new_id, now, open_office, open_store, sender, write

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from agent.edge.store import AgentIdentity, Store
    from agent.edge.vault import Vault

NEEDS_A_HAND = 1


def run(arguments: Namespace) -> int:
    """Scan, remember, queue and send the letter, show the printers."""
    # First of all: the readers inherit what is there, and that is nothing yet.
    with closing(open_readers()) as readers:
        office = open_office(arguments)
        if arguments.later_round:
            from agent.verbs import later_round  # noqa: PLC0415 (it builds on this room)

            return later_round.run(arguments, office, readers)
        return _run(arguments, office, readers)


def open_readers() -> Readers:
    """Start the processes in which devices are asked; RuntimeError where there are threads already.

    A fork takes along what is there, and of threads nothing but their locks: so it comes first of all.
    """
    if threading.active_count() > 1:
        raise RuntimeError("readers are started before any thread")
    return start_readers(lambda: child.start_with_pipes(("reader",)))


def _run(arguments: Namespace, office: Office, readers: Readers) -> int:
    with ExitStack() as stack:
        if arguments.no_store:
            folder = Folder(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        else:
            folder = office.folder
            stack.enter_context(hold(folder.lock))
        store, identity = stack.enter_context(open_store(folder))
        vaults = cache(KeyringVault)  # one for each agent: a keyring that hangs is waited for once
        owner = _agent_of(office.folder) if arguments.no_store else None
        vault = vaults(owner or identity.agent_id)
        order = make_order(arguments, office, vault)
        with progress_bar() as watch:
            finished = scan(order, make_tools(readers), store, watch)
        readers.close()
        with_letter = office.settings.mail.is_configured and not (arguments.no_send or arguments.no_store)
        report = close(finished, store, identity, office, vaults if with_letter else None)
        show(report, arguments.json)
        delivered = send.deliver(office, store, vault) if with_letter else True
        store.prune(now())
    return NEEDS_A_HAND if needs_a_hand(report) or not delivered else 0


def _agent_of(folder: Folder) -> str | None:
    """Return whose secrets this folder names; None where it has no store, and none is made."""
    if not folder.database.exists():
        return None
    with open_store(folder) as (_, identity):
        return identity.agent_id


def make_order(arguments: Namespace, office: Office, vault: Vault) -> Order:
    """Return what is to be scanned: the arguments first, then the settings.

    A right whose secret can't be had is left out and noted; AgentError where none is left.
    """
    network = office.settings.network
    rights = rights_of(network, vault, tuple(Secret(text) for text in arguments.community or ()))
    return Order(
        targets=tuple(arguments.targets) or network.targets,
        exclude=network.exclude,
        port=arguments.port or network.port,
        communities=rights.communities,
        users=rights.users,
        timeout=network.timeout,
        notes=rights.notes,
    )


def make_tools(readers: Readers) -> Tools:
    """Return the real outside world for a scan."""
    return Tools(
        interfaces=lan.interfaces,
        resolve=lan.resolve,
        sweep=udp.sweep,
        readers=readers,
        ask=ask,
        now=now,
        new_id=new_id,
        new_request_id=lambda: secrets.randbelow(1 << 30),
    )


def close(
    finished: Finished,
    store: Store,
    identity: AgentIdentity,
    office: Office,
    vault_of: Callable[[str], Vault] | None,
) -> dict[str, Any]:
    """Close the scan and return its report; with vaults, by agent id, its letter is signed and queued."""
    if vault_of is None:
        close_without_letter(finished, store)
        who = sender(office.settings, identity)
        return report_without_letter(finished.summary, store, who, new_id())
    keyring = Keyring(vault_of, secret_names(office.settings), secrets.token_bytes, new_id)
    signing = prepare(keyring, store, identity)
    stationery = Stationery(
        sender=sender(office.settings, signed_by(identity, signing)),
        signing=signing,
        render_page=render_mail_page,
        report_id=new_id(),
        message_id=send.new_message_id(office.settings.mail.sender),
    )
    letter = close_with_letter(finished, store, stationery)
    end_rotation(keyring, signing)
    report: dict[str, Any] = json.loads(letter.report)
    return report


def show(report: dict[str, Any], target: str | None) -> None:
    """Print the printers as a table, or the report as JSON where it was asked for."""
    if target:
        write(target, report_bytes(report))
    if target != "-":
        print(printers_table(report))


def needs_a_hand(report: dict[str, Any]) -> bool:
    """Return whether the scan itself wants a look: somebody silent, somebody unreadable."""
    return bool(report["silent_known"] or report["unreadable"] or report["scan"]["notes"])
