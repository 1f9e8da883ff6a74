"""meters scan: one pass now."""

from __future__ import annotations

import os
import secrets
import tempfile
import threading
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from agent.context.office import Office, new_id, now, open_office, open_store, tell
from agent.core.messages import commands
from agent.core.model.access import Secret
from agent.core.model.exit_codes import ExitCode
from agent.core.schedule.tasks import RUN
from agent.edge import child, lan, udp
from agent.edge.files import Folder
from agent.edge.lock import hold
from agent.edge.secret_store import secret_store_of
from agent.edge.snmp.ask import ask
from agent.edge.snmp.readers import Readers, start_readers
from agent.jobs.conditions import coming_to_an_end, heard_nobody, note_clock, note_run, silent_since
from agent.jobs.rights import rights_of
from agent.jobs.scan import Finished, Order, ScanAdapters, scan
from agent.ui.progress import progress_bar

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.core.report_builder.scan_record import ScanRecord
    from agent.edge.store import AgentIdentity, Store
    from agent.jobs.discover import Event
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
    from agent.context.status import last_run
    from agent.core.schedule.due import delay_of, is_due

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
        with progress_bar() as show_progress:

            def watch(event: Event, addresses: int) -> None:
                # What comes of the answers is made ready while they are waited for.
                from agent.commands.scan import results  # noqa: F401

                show_progress(event, addresses)

            finished = scan(order, make_adapters(self.readers), store, watch)
        self.readers.close()
        return finished


def _run_of_the_day(asked: _Asked, store: Store, identity: AgentIdentity) -> int:
    """Scan everything; what the run met is kept before its letter is made, which tells it."""
    arguments, office = asked.arguments, asked.office
    note_clock(store, now())
    secret_stores = cache(secret_store_of)  # one for each agent: a keyring that hangs is waited for once
    secret_store = secret_stores(identity.agent_id)
    order = make_order(arguments, office, secret_store)
    # Nobody waits for a scheduled run: it listens long enough for who answers for the first time, and slowly.
    order = replace(order, goes_without_network=arguments.scheduled, is_thorough=arguments.scheduled)
    silent = silent_since(store)
    finished = asked.scan(order, store)
    from agent.commands.scan import results
    from agent.context import outbox
    from agent.context.profiles import profile_of_mail
    from agent.core.schedule.due import letter_is_held

    note_run(finished, store)
    is_held = arguments.scheduled and heard_nobody(finished) and letter_is_held(silent, finished.ended)
    with_letter = office.settings.mail.is_configured and not (arguments.no_send or is_held)
    if with_letter:
        profile_of_mail(office, store)
    report = results.close(finished, store, identity, office, secret_stores if with_letter else None)
    results.show(report, arguments.json)
    if is_held and office.settings.mail.is_configured:
        tell(commands.LETTER_HELD)
    delivered = outbox.deliver(office, store, secret_store) if with_letter else True
    store.prune(now())
    is_fine = delivered and not (results.needs_attention(report) or store.conditions.standing())
    return ExitCode.FINE if is_fine else ExitCode.NEEDS_ATTENTION


def _named(asked: _Asked, store: Store, identity: AgentIdentity) -> int:
    """Scan what was named, or without a trace: no run of the day, and nothing is mailed."""
    arguments, office = asked.arguments, asked.office
    owner = _agent_of(office.folder) if arguments.no_store else None
    order = make_order(arguments, office, secret_store_of(owner or identity.agent_id))
    finished = asked.scan(order, store)
    from agent.commands.scan import results

    joined = _joined(finished, store.scans.last_closed())
    report = results.close_named(finished, joined, store, identity, office)
    results.show(report, arguments.json)
    store.prune(now())
    return ExitCode.NEEDS_ATTENTION if results.needs_attention(report) else ExitCode.FINE


def _joined(finished: Finished, run: ScanRecord | None) -> Finished:
    """Return the scan with the summary of the run before it, and what it read itself in that."""
    if run is None:
        return replace(finished, summary={**finished.summary, "is_partial": True})
    from agent.core.schedule.later_round import after_named_scan

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
