"""meters scan: one pass now."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
import threading
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from agent.context import outbox
from agent.context.office import Office, new_id, now, open_office, open_store, sender, tell, write
from agent.context.profiles import profile_of_mail
from agent.context.status import last_run
from agent.core.messages import commands, devices
from agent.core.model.access import Secret
from agent.core.model.exit_codes import ExitCode
from agent.core.report_format.document import report_bytes
from agent.core.schedule.due import delay_of, is_due, letter_is_held
from agent.core.schedule.later_round import after_named_scan
from agent.core.schedule.tasks import RUN
from agent.core.settings import secret_names
from agent.edge import child, lan, udp
from agent.edge.files import Folder
from agent.edge.lock import hold
from agent.edge.secret_store import KeyringSecretStore
from agent.edge.snmp.ask import ask
from agent.edge.snmp.readers import Readers, start_readers
from agent.jobs.conditions import coming_to_an_end, heard_nobody, note_clock, note_run, silent_since
from agent.jobs.report import (
    LetterInputs,
    close_with_letter,
    close_without_letter,
    report_without_letter,
)
from agent.jobs.rights import rights_of
from agent.jobs.scan import Finished, Order, ScanAdapters, scan
from agent.jobs.signing_key import Keyring, end_rotation, prepare, signed_by
from agent.ui.mail_page import render_mail_page
from agent.ui.progress import progress_bar
from agent.ui.terminal import folded, printers_table

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from agent.core.report_builder.scan_record import ScanRecord
    from agent.core.report_format.report import Report
    from agent.edge.store import AgentIdentity, Store
    from agent.jobs.ports import SecretStore


def run(arguments: Namespace) -> int:
    """Scan, remember, queue and send the letter, show the printers.

    A scan of named addresses is no run of the day, and queues no letter unless --send says so.
    """
    # First of all: the readers inherit what is there, and that is nothing yet.
    with closing(open_readers()) as readers:
        office = open_office(arguments)
        if arguments.later_round:
            from agent.commands.scan import later_round  # it builds on this file

            return later_round.run(arguments, office, readers)
        return _run(arguments, office, readers)


def open_readers() -> Readers:
    """Start the processes in which devices are asked; RuntimeError where a fork would meet threads.

    A fork takes along what is there, and of threads nothing but their locks: so it comes first of all.
    Windows does not fork; there the exe has a thread from its start on, which waits for the process that
    unpacked it.
    """
    if hasattr(os, "fork") and threading.active_count() > 1:
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
        if arguments.scheduled and not _is_due(office, store, identity):
            return ExitCode.FINE  # another loop was quicker, or the one that started this could not see
        if arguments.no_store:
            return _named(_Asked(arguments, office, readers), store, identity)
        if arguments.targets and not arguments.send:
            return _named(_Asked(arguments, office, readers), store, identity)
        stack.enter_context(coming_to_an_end(RUN.name, store, now))
        return _run_of_the_day(_Asked(arguments, office, readers), store, identity)


def _is_due(office: Office, store: Store, identity: AgentIdentity) -> bool:
    delay = delay_of(identity.agent_id)
    return is_due(office.settings.schedule, last_run(office, store), now(), delay)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a person or the loop asked for, in which office, and who reads the devices."""

    arguments: Namespace
    office: Office
    readers: Readers

    def scan(self, order: Order, store: Store) -> Finished:
        """Scan once; the readers end with it."""
        with progress_bar() as watch:
            finished = scan(order, make_adapters(self.readers), store, watch)
        self.readers.close()
        return finished


def _run_of_the_day(asked: _Asked, store: Store, identity: AgentIdentity) -> int:
    """Scan everything; what the run met is kept before its letter is made, which tells it."""
    arguments, office = asked.arguments, asked.office
    note_clock(store, now())
    secret_stores = cache(KeyringSecretStore)  # one for each agent: a keyring that hangs is waited for once
    secret_store = secret_stores(identity.agent_id)
    order = make_order(arguments, office, secret_store)
    # Nobody waits for a scheduled run: it listens long enough for who answers for the first time, and slowly.
    order = replace(order, goes_without_network=arguments.scheduled, is_thorough=arguments.scheduled)
    silent = silent_since(store)
    finished = asked.scan(order, store)
    note_run(finished, store)
    is_held = arguments.scheduled and heard_nobody(finished) and letter_is_held(silent, finished.ended)
    with_letter = office.settings.mail.is_configured and not (arguments.no_send or is_held)
    if with_letter:
        profile_of_mail(office, store)
    report = close(finished, store, identity, office, secret_stores if with_letter else None)
    show(report, arguments.json)
    if is_held and office.settings.mail.is_configured:
        tell(commands.LETTER_HELD)
    delivered = outbox.deliver(office, store, secret_store) if with_letter else True
    store.prune(now())
    is_fine = delivered and not (needs_attention(report) or store.conditions.standing())
    return ExitCode.FINE if is_fine else ExitCode.NEEDS_ATTENTION


def _named(asked: _Asked, store: Store, identity: AgentIdentity) -> int:
    """Scan what was named, or without a trace: no run of the day, and nothing is mailed."""
    arguments, office = asked.arguments, asked.office
    owner = _agent_of(office.folder) if arguments.no_store else None
    order = make_order(arguments, office, KeyringSecretStore(owner or identity.agent_id))
    finished = asked.scan(order, store)
    report = report_without_letter(finished.summary, store, sender(office.settings, identity), new_id())
    close_without_letter(_joined(finished, store.scans.last_closed()), store)
    show(report, arguments.json)
    store.prune(now())
    return ExitCode.NEEDS_ATTENTION if needs_attention(report) else ExitCode.FINE


def _joined(finished: Finished, run: ScanRecord | None) -> Finished:
    """Return the scan with the summary of the run before it, and what it read itself in that."""
    if run is None:
        return replace(finished, summary={**finished.summary, "is_partial": True})
    return replace(finished, summary=after_named_scan(run.summary, finished.summary, finished.asked))


def _agent_of(folder: Folder) -> str | None:
    """Return the agent whose secrets this folder names; None where it has no store, and none is made."""
    if not folder.database.exists():
        return None
    with open_store(folder) as (_, identity):
        return identity.agent_id


def make_order(arguments: Namespace, office: Office, secret_store: SecretStore) -> Order:
    """Return the order of a scan: the arguments first, then the settings.

    A right whose secret can't be had is left out and noted; AgentError where none is left.
    """
    network = office.settings.network
    rights = rights_of(network, secret_store, tuple(Secret(text) for text in arguments.community or ()))
    return Order(
        targets=tuple(arguments.targets) or network.targets,
        exclude=network.exclude,
        port=arguments.port or network.port,
        communities=rights.communities,
        users=rights.users,
        timeout=network.timeout,
        notes=rights.notes,
        is_named=bool(arguments.targets),
        pace=network.pace,
    )


def make_adapters(readers: Readers) -> ScanAdapters:
    """Return the real outside world for a scan."""
    return ScanAdapters(
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
    secret_store_of: Callable[[str], SecretStore] | None,
) -> Report:
    """Close the scan and return its report; with secret stores (by agent id) its letter is queued, signed."""
    if secret_store_of is None:
        close_without_letter(finished, store)
        who = sender(office.settings, identity)
        return report_without_letter(finished.summary, store, who, new_id())
    keyring = Keyring(secret_store_of, secret_names(office.settings), secrets.token_bytes, new_id)
    signing = prepare(keyring, store, identity)
    letter_inputs = LetterInputs(
        sender=sender(office.settings, signed_by(identity, signing)),
        signing=signing,
        render_page=render_mail_page,
        report_id=new_id(),
        message_id=outbox.new_message_id(office.settings.mail.sender),
    )
    letter = close_with_letter(finished, store, letter_inputs)
    end_rotation(keyring, signing)
    report: Report = json.loads(letter.report)
    return report


def show(report: Report, target: str | None) -> None:
    """Print the printers as a table, or the report as JSON where it was asked for."""
    if target:
        write(target, report_bytes(report))
    if target != "-":
        print(printers_table(report))
        if not report["printers"]:
            print("\n".join(folded(line) for line in devices.NONE_FOUND))


def needs_attention(report: Report) -> bool:
    """Return whether the scan itself wants a look: somebody silent, somebody unreadable."""
    return bool(report["silent_known"] or report["unreadable"] or report["scan"]["notes"])
